package io.brasa.columnar.vector;

import io.brasa.columnar.type.DataType;

/** One value, or null, for all rows. */
public final class ConstantVector implements Vector {
  private final FlatVector value;
  private final int length;

  /**
   * @param value of one row
   */
  public ConstantVector(FlatVector value, int length) {
    if (value.length() != 1)
      throw new IllegalArgumentException("a constant of " + value.length() + " rows");
    this.value = value;
    this.length = length;
  }

  /** The one row. */
  public FlatVector value() {
    return value;
  }

  @Override
  public DataType type() {
    return value.type();
  }

  @Override
  public int length() {
    return length;
  }

  @Override
  public boolean mayHaveNulls() {
    return value.isNullAt(0);
  }

  @Override
  public boolean isNullAt(int row) {
    return value.isNullAt(0);
  }

  @Override
  public long sizeBytes() {
    return 24 + value.sizeBytes();
  }
}
