package io.brasa.columnar.vector;

import io.brasa.columnar.type.DataType;
import io.brasa.columnar.type.Storage;

/** Long integers, times as microseconds, decimals of up to 18 digits as their unscaled values. */
public final class LongVector extends FlatVector {
  private final long[] values;

  /** Below zero as long as nobody has asked; all who do find the same. */
  private int bits = -1;

  /**
   * Takes the arrays over.
   *
   * @param nulls true where a row is null; null if no row is
   */
  public LongVector(DataType type, int length, long[] values, boolean[] nulls) {
    super(type, length, nulls);
    requireStorage(Storage.LONG);
    if (values.length < length) throw tooShort("values", values.length);
    this.values = values;
  }

  /**
   * As above, of values of which is known how large they can be.
   *
   * @param bits see {@link #bits}
   */
  public LongVector(DataType type, int length, long[] values, boolean[] nulls, int bits) {
    this(type, length, values, nulls);
    this.bits = bits;
  }

  /**
   * A bound of all values, those behind nulls included: each is at least minus two to this power
   * and less than two to it. At most 63. Found by looking at the values when first asked for.
   */
  public int bits() {
    int known = bits;
    if (known < 0) bits = known = bits(values, length());
    return known;
  }

  static int bits(long[] values, int length) {
    long seen = 0;
    for (int i = 0; i < length; i++) seen |= values[i] ^ values[i] >> 63;
    return 64 - Long.numberOfLeadingZeros(seen);
  }

  /** One value a row, and perhaps more behind them. Not to be changed. */
  public long[] values() {
    return values;
  }

  @Override
  public long sizeBytes() {
    return nullBytes() + 16 + 8L * values.length;
  }
}
