package io.brasa.sketch;

import java.lang.foreign.MemorySegment;
import org.apache.datasketches.common.SketchesArgumentException;
import org.apache.datasketches.common.SketchesException;
import org.apache.datasketches.kll.KllDoublesSketch;
import org.apache.datasketches.kll.KllFloatsSketch;
import org.apache.datasketches.kll.KllLongsSketch;
import org.apache.datasketches.kll.KllSketch;

/**
 * What is known of the order of many numbers in little memory: the KLL sketch (Karnin, Lang,
 * Liberty: Optimal Quantile Approximation in Streams, FOCS 2016). Its bytes are those of Apache
 * DataSketches, so that other programs read them. Not thread-safe.
 */
public final class QuantileSketch {
  public static final int DEFAULT_SIZE = 200;
  public static final int MIN_SIZE = 8;
  public static final int MAX_SIZE = 65_535;

  /** What numbers a sketch is of. */
  public enum Numbers {
    LONGS,
    DOUBLES,
    FLOATS
  }

  private final KllSketch sketch;

  private QuantileSketch(KllSketch sketch) {
    this.sketch = sketch;
  }

  /**
   * A sketch of no numbers.
   *
   * @param size greater ones are more exact and longer; from 8 to 65535
   */
  public static QuantileSketch of(Numbers numbers, int size) {
    return new QuantileSketch(
        switch (numbers) {
          case LONGS -> KllLongsSketch.newHeapInstance(size);
          case DOUBLES -> KllDoublesSketch.newHeapInstance(size);
          case FLOATS -> KllFloatsSketch.newHeapInstance(size);
        });
  }

  /**
   * A sketch from its bytes.
   *
   * @throws IllegalArgumentException if they are no sketch of such numbers
   */
  public static QuantileSketch parse(Numbers numbers, byte[] bytes) {
    try {
      MemorySegment segment = MemorySegment.ofArray(bytes);
      return new QuantileSketch(
          switch (numbers) {
            case LONGS -> KllLongsSketch.heapify(segment);
            case DOUBLES -> KllDoublesSketch.heapify(segment);
            case FLOATS -> KllFloatsSketch.heapify(segment);
          });
    } catch (SketchesException | IndexOutOfBoundsException e) {
      throw new IllegalArgumentException("not a sketch: " + e.getMessage(), e);
    }
  }

  /** Adds a number to a sketch of whole numbers. */
  public void add(long value) {
    ((KllLongsSketch) sketch).update(value);
  }

  /** Adds a number to a sketch of numbers with a fraction; what is none is left out. */
  public void add(double value) {
    if (sketch instanceof KllDoublesSketch doubles) doubles.update(value);
    else ((KllFloatsSketch) sketch).update((float) value);
  }

  /** Takes in what another of the same numbers has seen. */
  public void merge(QuantileSketch other) {
    sketch.merge(other.sketch);
  }

  /** How many numbers it has seen. */
  public long count() {
    return sketch.getN();
  }

  public int size() {
    return sketch.getK();
  }

  /**
   * About the number below or at which a share of all lies.
   *
   * @throws IllegalArgumentException if the share is none from 0 to 1, or nothing was seen
   */
  public Number quantile(double share) {
    try {
      return switch (sketch) {
        case KllLongsSketch longs -> (Number) longs.getQuantile(share);
        case KllDoublesSketch doubles -> (Number) doubles.getQuantile(share);
        case KllFloatsSketch floats -> (Number) floats.getQuantile(share);
        default -> throw new IllegalStateException("no numbers: " + sketch.getClass());
      };
    } catch (SketchesArgumentException e) {
      throw new IllegalArgumentException(e.getMessage(), e);
    }
  }

  /**
   * About the share of numbers below or at one.
   *
   * @throws IllegalArgumentException if nothing was seen
   */
  public double rank(Number value) {
    try {
      return switch (sketch) {
        case KllLongsSketch longs -> longs.getRank(value.longValue());
        case KllDoublesSketch doubles -> doubles.getRank(value.doubleValue());
        case KllFloatsSketch floats -> floats.getRank(value.floatValue());
        default -> throw new IllegalStateException("no numbers: " + sketch.getClass());
      };
    } catch (SketchesArgumentException e) {
      throw new IllegalArgumentException(e.getMessage(), e);
    }
  }

  /** Of a sketch that has left nothing out the same in whatever order it has seen the numbers. */
  public byte[] toBytes() {
    if (!sketch.isEmpty()) sort();
    return switch (sketch) {
      case KllLongsSketch longs -> longs.toByteArray();
      case KllDoublesSketch doubles -> doubles.toByteArray();
      case KllFloatsSketch floats -> floats.toByteArray();
      default -> throw new IllegalStateException("no numbers: " + sketch.getClass());
    };
  }

  private void sort() {
    switch (sketch) {
      case KllLongsSketch longs -> longs.getSortedView();
      case KllDoublesSketch doubles -> doubles.getSortedView();
      case KllFloatsSketch floats -> floats.getSortedView();
      default -> throw new IllegalStateException("no numbers: " + sketch.getClass());
    }
  }

  /** What it is like, for people. */
  @Override
  public String toString() {
    return sketch.toString();
  }
}
