package io.brasa.sql.shape;

import io.brasa.runtime.codec.PartSource;

/** The parts of a record or bean from the columns of one row. */
final class RowSource extends PartSource {
  final ColumnReader[] parts;
  int row;

  RowSource(ColumnReader[] parts) {
    this.parts = parts;
  }

  @Override
  public boolean booleanAt(int place) {
    return parts[place].booleanAt(row);
  }

  @Override
  public byte byteAt(int place) {
    return parts[place].byteAt(row);
  }

  @Override
  public short shortAt(int place) {
    return parts[place].shortAt(row);
  }

  @Override
  public char charAt(int place) {
    throw new IllegalStateException("chars have no columns");
  }

  @Override
  public int intAt(int place) {
    return parts[place].intAt(row);
  }

  @Override
  public long longAt(int place) {
    return parts[place].longAt(row);
  }

  @Override
  public float floatAt(int place) {
    return parts[place].floatAt(row);
  }

  @Override
  public double doubleAt(int place) {
    return parts[place].doubleAt(row);
  }

  @Override
  public Object objectAt(int place) {
    return parts[place].at(row);
  }
}
