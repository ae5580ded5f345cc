package io.brasa.columnar.vector;

import io.brasa.columnar.type.DataType;
import io.brasa.columnar.type.Storage;

/** Decimals of 19 to 38 digits: unscaled values in two's complement of 128 bits. */
public final class WideVector extends FlatVector {
  private final long[] high;
  private final long[] low;

  /**
   * Takes the arrays over.
   *
   * @param high the upper 64 bits, with the sign
   * @param low the lower 64 bits
   * @param nulls true where a row is null; null if no row is
   */
  public WideVector(DataType type, int length, long[] high, long[] low, boolean[] nulls) {
    super(type, length, nulls);
    requireStorage(Storage.WIDE);
    if (Math.min(high.length, low.length) < length)
      throw tooShort("values", Math.min(high.length, low.length));
    this.high = high;
    this.low = low;
  }

  /** The upper 64 bits of each row. Not to be changed. */
  public long[] high() {
    return high;
  }

  /** The lower 64 bits of each row. Not to be changed. */
  public long[] low() {
    return low;
  }

  @Override
  public long sizeBytes() {
    return nullBytes() + 32 + 8L * high.length + 8L * low.length;
  }
}
