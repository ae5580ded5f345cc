package io.brasa.sketch;

import java.lang.foreign.MemorySegment;
import org.apache.datasketches.common.SketchesException;
import org.apache.datasketches.theta.CompactThetaSketch;
import org.apache.datasketches.theta.ThetaSetOperation;
import org.apache.datasketches.theta.ThetaSketch;
import org.apache.datasketches.theta.ThetaUnion;
import org.apache.datasketches.theta.UpdatableThetaSketch;

/**
 * How many different values there are, of sets that can be united, cut and taken from each other:
 * the theta sketch (Dasgupta, Lang, Rhodes, Thaler: A Framework for Estimating Stream Expression
 * Cardinalities, ICDT 2016). Its bytes are those of Apache DataSketches. Not thread-safe.
 */
public final class SetSketch {
  public static final int DEFAULT_LOG_SIZE = 12;
  public static final int MIN_LOG_SIZE = 4;
  public static final int MAX_LOG_SIZE = 26;

  private final int logSize;

  /** What was seen as values; null if there was none. */
  private UpdatableThetaSketch seen;

  /** What was seen as sketches; null if there was none. */
  private CompactThetaSketch merged;

  private SetSketch(int logSize) {
    this.logSize = logSize;
  }

  /**
   * A sketch of no values.
   *
   * @param logSize the logarithm of how many hashes are kept, from 4 to 26
   */
  public static SetSketch ofLogSize(int logSize) {
    return new SetSketch(logSize);
  }

  /**
   * A sketch from its bytes.
   *
   * @throws IllegalArgumentException if they are no sketch
   */
  public static SetSketch parse(byte[] bytes) {
    SetSketch sketch = new SetSketch(DEFAULT_LOG_SIZE);
    try {
      sketch.merged = ThetaSketch.heapify(MemorySegment.ofArray(bytes)).compact();
      return sketch;
    } catch (SketchesException | IndexOutOfBoundsException e) {
      throw new IllegalArgumentException("not a sketch: " + e.getMessage(), e);
    }
  }

  private UpdatableThetaSketch seen() {
    if (seen == null) seen = UpdatableThetaSketch.builder().setLogNominalEntries(logSize).build();
    return seen;
  }

  public void add(long value) {
    seen().update(value);
  }

  public void add(double value) {
    seen().update(value);
  }

  /** Empty values count for nothing. */
  public void add(byte[] value) {
    seen().update(value);
  }

  /** Empty values count for nothing. */
  public void add(int[] value) {
    seen().update(value);
  }

  /** Empty values count for nothing. */
  public void add(long[] value) {
    seen().update(value);
  }

  private CompactThetaSketch compact() {
    if (seen == null && merged != null) return merged;
    CompactThetaSketch own = seen().compact();
    return merged == null ? own : united(own, merged, logSize);
  }

  private static CompactThetaSketch united(ThetaSketch left, ThetaSketch right, int logSize) {
    ThetaUnion union = ThetaSetOperation.builder().setLogNominalEntries(logSize).buildUnion();
    union.union(left);
    union.union(right);
    return union.getResult();
  }

  /** Takes in what another has seen. */
  public void unite(SetSketch other) {
    merged = united(compact(), other.compact(), logSize);
    seen = null;
  }

  /** The values of both, in a sketch of a size. */
  public SetSketch union(SetSketch other, int newLogSize) {
    SetSketch result = new SetSketch(newLogSize);
    result.merged = united(compact(), other.compact(), newLogSize);
    return result;
  }

  /** The values that both have seen. */
  public SetSketch intersection(SetSketch other) {
    SetSketch result = new SetSketch(logSize);
    result.merged =
        ThetaSetOperation.builder().buildIntersection().intersect(compact(), other.compact());
    return result;
  }

  /** The values that another has not seen. */
  public SetSketch difference(SetSketch other) {
    SetSketch result = new SetSketch(logSize);
    result.merged = ThetaSetOperation.builder().buildANotB().aNotB(compact(), other.compact());
    return result;
  }

  public double estimate() {
    return compact().getEstimate();
  }

  public byte[] toBytes() {
    return compact().toByteArrayCompressed();
  }
}
