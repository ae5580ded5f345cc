package io.brasa.columnar.vector;

import io.brasa.columnar.type.DataType;
import io.brasa.columnar.type.Storage;

/** Booleans as 0 and 1, and tiny integers. */
public final class ByteVector extends FlatVector {
  private final byte[] values;

  /**
   * Takes the arrays over.
   *
   * @param nulls true where a row is null; null if no row is
   */
  public ByteVector(DataType type, int length, byte[] values, boolean[] nulls) {
    super(type, length, nulls);
    requireStorage(Storage.BYTE);
    if (values.length < length) throw tooShort("values", values.length);
    this.values = values;
  }

  /** One value a row, and perhaps more behind them. Not to be changed. */
  public byte[] values() {
    return values;
  }

  @Override
  public long sizeBytes() {
    return nullBytes() + 16 + 1L * values.length;
  }
}
