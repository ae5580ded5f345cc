package io.brasa.connectors.parquet.read;

import io.brasa.columnar.type.DataType;
import io.brasa.columnar.vector.Vector;
import io.brasa.columnar.vector.Vectors;

/**
 * One value for all rows: null for a column that a file does not have, or what its folder says.
 *
 * @param value null for null
 */
record SameReader(DataType type, Object value) implements ColumnReader {
  @Override
  public void skip(int rows) {}

  @Override
  public Vector read(int rows) {
    return value == null ? Vectors.nulls(type, rows) : Vectors.constant(type, value, rows);
  }

  @Override
  public Vector read(int among, int[] places, int count) {
    return read(count);
  }
}
