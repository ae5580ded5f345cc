package io.brasa.connectors.parquet.read;

import io.brasa.columnar.type.DataType;
import io.brasa.columnar.vector.Vector;
import io.brasa.columnar.vector.Vectors;

/** Nulls for a column that a file does not have. */
record MissingReader(DataType type) implements ColumnReader {
  @Override
  public void skip(int rows) {}

  @Override
  public Vector read(int rows) {
    return Vectors.nulls(type, rows);
  }

  @Override
  public Vector read(int among, int[] places, int count) {
    return Vectors.nulls(type, count);
  }
}
