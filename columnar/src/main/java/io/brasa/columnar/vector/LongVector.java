package io.brasa.columnar.vector;

import io.brasa.columnar.type.DataType;
import io.brasa.columnar.type.Storage;

/** Long integers, times as microseconds, decimals of up to 18 digits as their unscaled values. */
public final class LongVector extends FlatVector {
  private final long[] values;

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

  /** One value a row, and perhaps more behind them. Not to be changed. */
  public long[] values() {
    return values;
  }

  @Override
  public long sizeBytes() {
    return nullBytes() + 16 + 8L * values.length;
  }
}
