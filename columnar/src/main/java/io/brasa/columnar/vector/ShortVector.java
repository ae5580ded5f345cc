package io.brasa.columnar.vector;

import io.brasa.columnar.type.DataType;
import io.brasa.columnar.type.Storage;

/** Small integers. */
public final class ShortVector extends FlatVector {
  private final short[] values;

  /**
   * Takes the arrays over.
   *
   * @param nulls true where a row is null; null if no row is
   */
  public ShortVector(DataType type, int length, short[] values, boolean[] nulls) {
    super(type, length, nulls);
    requireStorage(Storage.SHORT);
    if (values.length < length) throw tooShort("values", values.length);
    this.values = values;
  }

  /** One value a row, and perhaps more behind them. Not to be changed. */
  public short[] values() {
    return values;
  }

  @Override
  public long sizeBytes() {
    return nullBytes() + 16 + 2L * values.length;
  }
}
