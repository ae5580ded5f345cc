package io.brasa.columnar.vector;

import io.brasa.columnar.type.DataType;
import io.brasa.columnar.type.Storage;

/**
 * Decimals of 19 to 38 digits: unscaled values in two's complement of 128 bits. Most are small: a
 * vector whose values all have 64 bits may come without the upper halves, which are then made only
 * for those who ask.
 */
public final class WideVector extends FlatVector {
  private final long[] low;
  private final boolean isNarrow;
  private int bits = -1;
  private volatile long[] high;

  /**
   * Takes the arrays over.
   *
   * @param high the upper 64 bits, with the sign; null if they are the signs of the lower ones
   * @param low the lower 64 bits
   * @param nulls true where a row is null; null if no row is
   */
  public WideVector(DataType type, int length, long[] high, long[] low, boolean[] nulls) {
    super(type, length, nulls);
    requireStorage(Storage.WIDE);
    int least = high == null ? low.length : Math.min(high.length, low.length);
    if (least < length) throw tooShort("values", least);
    this.high = high;
    this.low = low;
    this.isNarrow = high == null;
  }

  /**
   * A narrow vector.
   *
   * @param bits see {@link #bits}
   */
  public WideVector(DataType type, int length, long[] low, boolean[] nulls, int bits) {
    this(type, length, null, low, nulls);
    this.bits = bits;
  }

  /**
   * A bound of all values, as {@link LongVector#bits} says it: at most 63 if the vector is narrow,
   * else 127.
   */
  public int bits() {
    if (!isNarrow) return 127;
    int known = bits;
    if (known < 0) bits = known = LongVector.bits(low, length());
    return known;
  }

  /** Whether it is known that the lower halves say it all. */
  public boolean isNarrow() {
    return isNarrow;
  }

  /** The upper 64 bits of each row. Not to be changed. */
  public long[] high() {
    long[] known = high;
    if (known != null) return known;
    long[] made = new long[low.length];
    for (int i = 0; i < made.length; i++) made[i] = low[i] >> 63;
    high = made;
    return made;
  }

  /** The lower 64 bits of each row. Not to be changed. */
  public long[] low() {
    return low;
  }

  @Override
  public long sizeBytes() {
    return nullBytes() + 32 + (isNarrow ? 8L : 16L) * low.length;
  }
}
