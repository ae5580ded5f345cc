package io.brasa.connectors.parquet.read;

import io.brasa.columnar.vector.Vector;

/** Reads one column of a row group, front to back. Used by one thread. */
interface ColumnReader {
  /** Passes over rows. */
  void skip(int rows);

  /** The next rows, of which there must be so many. */
  Vector read(int rows);

  /** Those of the next {@code among} rows at the first {@code count} of some rising places. */
  Vector read(int among, int[] places, int count);
}
