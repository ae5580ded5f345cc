package io.brasa.columnar.vector;

import io.brasa.columnar.type.DataType;

/** A column whose values lie in arrays of its own, at the place of their row. */
public abstract sealed class FlatVector implements Vector
    permits ByteVector,
        ShortVector,
        IntVector,
        LongVector,
        FloatVector,
        DoubleVector,
        WideVector,
        BytesVector,
        ArrayVector,
        MapVector,
        StructVector {
  private final DataType type;
  private final int length;
  private final boolean[] nulls;

  /**
   * @param nulls true where a row is null; null if no row is
   */
  FlatVector(DataType type, int length, boolean[] nulls) {
    this.type = type;
    this.length = length;
    this.nulls = nulls;
    if (nulls != null && nulls.length < length) throw tooShort("nulls", nulls.length);
  }

  final IllegalArgumentException tooShort(String array, int actual) {
    return new IllegalArgumentException(
        "a " + type + " vector of " + length + " rows has " + actual + " " + array);
  }

  final void requireStorage(io.brasa.columnar.type.Storage storage) {
    if (type.storage() != storage)
      throw new IllegalArgumentException(
          "values of type " + type + " are held as " + type.storage() + ", not as " + storage);
  }

  @Override
  public final DataType type() {
    return type;
  }

  @Override
  public final int length() {
    return length;
  }

  @Override
  public final boolean mayHaveNulls() {
    return nulls != null;
  }

  @Override
  public final boolean isNullAt(int row) {
    return nulls != null && nulls[row];
  }

  /** True where a row is null; null if no row is. Not to be changed. */
  public final boolean[] nulls() {
    return nulls;
  }

  final long nullBytes() {
    return nulls == null ? 48 : 64L + nulls.length;
  }
}
