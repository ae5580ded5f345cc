package io.brasa.columnar.vector;

import io.brasa.columnar.type.DataType;
import io.brasa.columnar.type.Storage;

/** Double-precision numbers. */
public final class DoubleVector extends FlatVector {
  private final double[] values;

  /**
   * Takes the arrays over.
   *
   * @param nulls true where a row is null; null if no row is
   */
  public DoubleVector(DataType type, int length, double[] values, boolean[] nulls) {
    super(type, length, nulls);
    requireStorage(Storage.DOUBLE);
    if (values.length < length) throw tooShort("values", values.length);
    this.values = values;
  }

  /** One value a row, and perhaps more behind them. Not to be changed. */
  public double[] values() {
    return values;
  }

  @Override
  public long sizeBytes() {
    return nullBytes() + 16 + 8L * values.length;
  }
}
