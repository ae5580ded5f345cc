package io.brasa.sketch;

import java.util.Arrays;
import org.apache.datasketches.hll.HllSketch;
import org.apache.datasketches.hll.HllUnion;
import org.apache.datasketches.hll.TgtHllType;

/**
 * Estimates how many different values there are, in memory that depends on the accuracy alone:
 * HyperLogLog (Flajolet et al. 2007) with exact beginnings and without the bias between them (Heule
 * et al., HyperLogLog in practice, 2013), as Apache DataSketches implements it. Sketches of the
 * same accuracy merge, in any order, to the sketch of all values. Not thread-safe.
 */
public final class DistinctSketch {
  private static final byte VERSION = 1;
  private static final int MIN_LOG_SIZE = 4;
  private static final int MAX_LOG_SIZE = 21;

  /** Of merged sketches; a single one is somewhat better. */
  private static final double ERROR_FACTOR = 1.04;

  private final HllUnion union;

  private DistinctSketch(int logSize) {
    union = new HllUnion(logSize);
  }

  /**
   * A sketch of no values.
   *
   * @param relativeError the standard deviation of the estimate as a part of it, from 0.00072 to
   *     below one; a sketch takes about {@code (1.04 / relativeError)²} bytes
   */
  public static DistinctSketch withError(double relativeError) {
    if (!(relativeError > 0 && relativeError < 1))
      throw new IllegalArgumentException("relative error " + relativeError);
    double logSize = Math.ceil(2 * Math.log(ERROR_FACTOR / relativeError) / Math.log(2));
    if (logSize > MAX_LOG_SIZE)
      throw new IllegalArgumentException(
          "relative error " + relativeError + ": the least is 0.00072");
    return new DistinctSketch(Math.max(MIN_LOG_SIZE, (int) logSize));
  }

  /** Adds a value by a hash of its content, all bits of which depend on all of it. */
  public void add(long hash) {
    union.update(hash);
  }

  /** Adds what another sketch has seen, as its {@link #toBytes} tells. */
  public void merge(byte[] sketch) {
    if (sketch.length < 2 || sketch[0] != VERSION)
      throw new IllegalArgumentException("not a sketch of version " + VERSION);
    union.update(HllSketch.heapify(Arrays.copyOfRange(sketch, 1, sketch.length)));
  }

  public double estimate() {
    return union.getEstimate();
  }

  /** In the format that the package documents. */
  public byte[] toBytes() {
    byte[] compact = union.getResult(TgtHllType.HLL_8).toCompactByteArray();
    byte[] bytes = new byte[compact.length + 1];
    bytes[0] = VERSION;
    System.arraycopy(compact, 0, bytes, 1, compact.length);
    return bytes;
  }
}
