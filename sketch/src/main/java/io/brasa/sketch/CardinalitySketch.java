package io.brasa.sketch;

import org.apache.datasketches.common.SketchesArgumentException;
import org.apache.datasketches.hll.HllSketch;
import org.apache.datasketches.hll.HllUnion;
import org.apache.datasketches.hll.TgtHllType;

/**
 * A HyperLogLog sketch as a value that users keep: its bytes are those of Apache DataSketches (HLL
 * with 8 bits a register), so that other programs read them. {@link DistinctSketch} has the sources
 * of the method. Not thread-safe.
 */
public final class CardinalitySketch {
  public static final int MIN_LOG_SIZE = 4;
  public static final int MAX_LOG_SIZE = 21;

  private HllSketch sketch;

  private CardinalitySketch(HllSketch sketch) {
    this.sketch = sketch;
  }

  /**
   * A sketch of no values.
   *
   * @param logSize the logarithm of the count of registers, from 4 to 21
   */
  public static CardinalitySketch ofLogSize(int logSize) {
    return new CardinalitySketch(new HllSketch(logSize, TgtHllType.HLL_8));
  }

  /**
   * A sketch from its bytes.
   *
   * @throws IllegalArgumentException if they are no sketch
   */
  public static CardinalitySketch parse(byte[] bytes) {
    try {
      return new CardinalitySketch(HllSketch.heapify(bytes));
    } catch (SketchesArgumentException | IndexOutOfBoundsException e) {
      throw new IllegalArgumentException("not a sketch: " + e.getMessage(), e);
    }
  }

  public void add(long value) {
    sketch.update(value);
  }

  /** Adds a text or another value of bytes; empty ones count for nothing. */
  public void add(byte[] value) {
    sketch.update(value);
  }

  public int logSize() {
    return sketch.getLgConfigK();
  }

  /** Takes in what another has seen; the size is then the smaller of both. */
  public void merge(CardinalitySketch other) {
    HllUnion union = new HllUnion(Math.min(logSize(), other.logSize()));
    union.update(sketch);
    union.update(other.sketch);
    sketch = union.getResult(TgtHllType.HLL_8);
  }

  public double estimate() {
    return sketch.getEstimate();
  }

  public byte[] toBytes() {
    return sketch.toUpdatableByteArray();
  }
}
