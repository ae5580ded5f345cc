package io.brasa.sketch;

import java.lang.foreign.MemorySegment;
import org.apache.datasketches.common.SketchesException;
import org.apache.datasketches.theta.ThetaSketch;
import org.apache.datasketches.tuple.CompactTupleSketch;
import org.apache.datasketches.tuple.TupleAnotB;
import org.apache.datasketches.tuple.TupleIntersection;
import org.apache.datasketches.tuple.TupleSketch;
import org.apache.datasketches.tuple.TupleSketchIterator;
import org.apache.datasketches.tuple.TupleUnion;
import org.apache.datasketches.tuple.UpdatableSummary;
import org.apache.datasketches.tuple.UpdatableTupleSketch;
import org.apache.datasketches.tuple.UpdatableTupleSketchBuilder;

/**
 * A sketch of a set as {@link SetSketch} is, whose values carry a number each: what was said of a
 * value several times is one number by a mode. Its bytes are those of the tuple sketches of Apache
 * DataSketches. Not thread-safe.
 *
 * @param <U> {@link Integer} or {@link Double}
 */
public final class SummarySketch<U extends Number> {
  /** What becomes of several numbers of one value. */
  public enum Mode {
    SUM,
    MIN,
    MAX,
    /** The number is 1 whatever was said. */
    ALWAYSONE
  }

  private final int logSize;
  private final Mode mode;
  private final State<U, ?> state;

  private SummarySketch(Numbers<U, ?> numbers, int logSize, Mode mode) {
    this.logSize = logSize;
    this.mode = mode;
    this.state = State.of(numbers);
  }

  /**
   * A sketch of no values, whose numbers are of 32 bits; their sums wrap around.
   *
   * @param logSize the logarithm of how many hashes are kept, from 4 to 26
   */
  public static SummarySketch<Integer> ofIntegers(int logSize, Mode mode) {
    return new SummarySketch<>(new IntegerNumbers(), logSize, mode);
  }

  /**
   * A sketch of no values, whose numbers have fractions.
   *
   * @param logSize the logarithm of how many hashes are kept, from 4 to 26
   */
  public static SummarySketch<Double> ofDoubles(int logSize, Mode mode) {
    return new SummarySketch<>(new DoubleNumbers(), logSize, mode);
  }

  /**
   * Becomes what another is, from its bytes, of whatever size.
   *
   * @throws IllegalArgumentException if they are no sketch of such numbers
   */
  public void load(byte[] sketch) {
    state.load(sketch);
  }

  /**
   * Takes in what another has seen, from its bytes.
   *
   * @throws IllegalArgumentException if they are no sketch of such numbers
   */
  public void unite(byte[] sketch) {
    state.unite(sketch, logSize, mode);
  }

  /**
   * As {@link #unite}, of a {@link SetSketch}: its values have the number that says nothing, of
   * {@link Mode#ALWAYSONE} 1.
   */
  public void uniteSet(byte[] set) {
    state.uniteSet(theta(set), logSize, mode);
  }

  /**
   * Keeps what another has seen too, from its bytes.
   *
   * @throws IllegalArgumentException if they are no sketch of such numbers
   */
  public void intersect(byte[] sketch) {
    state.intersect(sketch, mode);
  }

  /** As {@link #intersect}, of a {@link SetSketch}. */
  public void intersectSet(byte[] set) {
    state.intersectSet(theta(set), mode);
  }

  /**
   * Keeps what another has not seen, from its bytes.
   *
   * @throws IllegalArgumentException if they are no sketch of such numbers
   */
  public void subtract(byte[] sketch) {
    state.subtract(sketch);
  }

  /** As {@link #subtract}, of a {@link SetSketch}. */
  public void subtractSet(byte[] set) {
    state.subtractSet(theta(set));
  }

  private static ThetaSketch theta(byte[] bytes) {
    try {
      return ThetaSketch.heapify(MemorySegment.ofArray(bytes));
    } catch (SketchesException | IndexOutOfBoundsException e) {
      throw new IllegalArgumentException("not a sketch of a set: " + e.getMessage(), e);
    }
  }

  /** Says a number of a value. */
  public void add(long value, U number) {
    state.updated(logSize, mode).update(value, number);
  }

  /** Says a number of a value. */
  public void add(double value, U number) {
    state.updated(logSize, mode).update(value, number);
  }

  /** Says a number of a value; empty values count for nothing. */
  public void add(byte[] value, U number) {
    state.updated(logSize, mode).update(value, number);
  }

  /** Says a number of a value; empty values count for nothing. */
  public void add(int[] value, U number) {
    state.updated(logSize, mode).update(value, number);
  }

  /** Says a number of a value; empty values count for nothing. */
  public void add(long[] value, U number) {
    state.updated(logSize, mode).update(value, number);
  }

  /** About how many different values it has seen. */
  public double estimate() {
    return state.compact(logSize, mode).getEstimate();
  }

  /** The share of values that it has kept, as far as it knows. */
  public double theta() {
    return state.compact(logSize, mode).getTheta();
  }

  /** The sum of the kept numbers, in whole numbers if they are such; their least or greatest. */
  public Number summary(Mode of) {
    return state.summary(logSize, mode, of);
  }

  public byte[] toBytes() {
    return state.compact(logSize, mode).toByteArray();
  }

  /** What a sketch holds, with the library's type of its numbers. */
  private static final class State<U extends Number, S extends UpdatableSummary<U>> {
    private final Numbers<U, S> numbers;

    /** What was seen as values; null if there was none. */
    private UpdatableTupleSketch<U, S> seen;

    /** What was seen as sketches; null if there was none. */
    private CompactTupleSketch<S> merged;

    private State(Numbers<U, S> numbers) {
      this.numbers = numbers;
    }

    static <U extends Number, S extends UpdatableSummary<U>> State<U, S> of(Numbers<U, S> numbers) {
      return new State<>(numbers);
    }

    UpdatableTupleSketch<U, S> updated(int logSize, Mode mode) {
      if (seen == null)
        seen =
            new UpdatableTupleSketchBuilder<>(numbers.factory(mode))
                .setNominalEntries(1 << logSize)
                .build();
      return seen;
    }

    @SuppressWarnings("unchecked") // the library gives a raw type
    CompactTupleSketch<S> compact(int logSize, Mode mode) {
      if (seen != null) {
        seen.trim();
        CompactTupleSketch<S> own = (CompactTupleSketch<S>) seen.compact();
        merged = merged == null ? own : union(logSize, mode).union(own, merged);
        seen = null;
      }
      return merged == null ? (CompactTupleSketch<S>) updated(logSize, mode).compact() : merged;
    }

    private TupleUnion<S> union(int logSize, Mode mode) {
      return new TupleUnion<>(1 << logSize, numbers.operations(mode));
    }

    private TupleSketch<S> parse(byte[] bytes) {
      try {
        return TupleSketch.heapifySketch(MemorySegment.ofArray(bytes), numbers.reader());
      } catch (SketchesException | IndexOutOfBoundsException | NegativeArraySizeException e) {
        throw new IllegalArgumentException("not a sketch: " + e.getMessage(), e);
      }
    }

    void load(byte[] bytes) {
      seen = null;
      merged = parse(bytes).compact();
    }

    private boolean isNew() {
      return seen == null && merged == null;
    }

    void unite(byte[] bytes, int logSize, Mode mode) {
      TupleSketch<S> other = parse(bytes);
      TupleUnion<S> union = union(logSize, mode);
      if (!isNew()) union.union(compact(logSize, mode));
      union.union(other);
      merged = union.getResult();
    }

    void uniteSet(ThetaSketch set, int logSize, Mode mode) {
      S nothing = numbers.factory(mode).newSummary();
      TupleUnion<S> union = union(logSize, mode);
      if (!isNew()) union.union(compact(logSize, mode));
      union.union(set, nothing);
      merged = union.getResult();
    }

    void intersect(byte[] bytes, Mode mode) {
      TupleSketch<S> other = parse(bytes);
      TupleIntersection<S> intersection = new TupleIntersection<>(numbers.operations(mode));
      if (merged != null) intersection.intersect(merged);
      intersection.intersect(other);
      merged = intersection.getResult();
    }

    void intersectSet(ThetaSketch set, Mode mode) {
      S nothing = numbers.factory(mode).newSummary();
      TupleIntersection<S> intersection = new TupleIntersection<>(numbers.operations(mode));
      if (merged != null) intersection.intersect(merged);
      intersection.intersect(set, nothing);
      merged = intersection.getResult();
    }

    void subtract(byte[] bytes) {
      merged = TupleAnotB.aNotB(merged, parse(bytes));
    }

    void subtractSet(ThetaSketch set) {
      merged = TupleAnotB.aNotB(merged, set);
    }

    Number summary(int logSize, Mode mode, Mode of) {
      Numbers.Total total = numbers.total(of);
      TupleSketchIterator<S> all = compact(logSize, mode).iterator();
      while (all.next()) total.add(numbers.value(all.getSummary()));
      return total.value();
    }
  }
}
