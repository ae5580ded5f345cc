package io.brasa.columnar.vector;

import io.brasa.columnar.type.DataType;
import io.brasa.columnar.type.Storage;

/** Integers, dates as days, months. */
public final class IntVector extends FlatVector {
  private final int[] values;

  /**
   * Takes the arrays over.
   *
   * @param nulls true where a row is null; null if no row is
   */
  public IntVector(DataType type, int length, int[] values, boolean[] nulls) {
    super(type, length, nulls);
    requireStorage(Storage.INT);
    if (values.length < length) throw tooShort("values", values.length);
    this.values = values;
  }

  /** One value a row, and perhaps more behind them. Not to be changed. */
  public int[] values() {
    return values;
  }

  @Override
  public long sizeBytes() {
    return nullBytes() + 16 + 4L * values.length;
  }
}
