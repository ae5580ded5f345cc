package io.brasa.columnar.vector;

import io.brasa.columnar.type.DataType;
import io.brasa.columnar.type.Storage;

/** Single-precision numbers. */
public final class FloatVector extends FlatVector {
  private final float[] values;

  /**
   * Takes the arrays over.
   *
   * @param nulls true where a row is null; null if no row is
   */
  public FloatVector(DataType type, int length, float[] values, boolean[] nulls) {
    super(type, length, nulls);
    requireStorage(Storage.FLOAT);
    if (values.length < length) throw tooShort("values", values.length);
    this.values = values;
  }

  /** One value a row, and perhaps more behind them. Not to be changed. */
  public float[] values() {
    return values;
  }

  @Override
  public long sizeBytes() {
    return nullBytes() + 16 + 4L * values.length;
  }
}
