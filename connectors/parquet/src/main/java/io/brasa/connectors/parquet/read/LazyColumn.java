package io.brasa.connectors.parquet.read;

import io.brasa.columnar.vector.Vector;

/** A column that is not touched until rows of it are wanted. Used by one thread. */
final class LazyColumn {
  private final ColumnReader reader;

  /** Rows that it has yet to pass over. */
  private long behind;

  LazyColumn(ColumnReader reader) {
    this.reader = reader;
  }

  void pass(long rows) {
    behind += rows;
  }

  private ColumnReader caughtUp() {
    while (behind > 0) {
      int part = (int) Math.min(behind, Integer.MAX_VALUE);
      reader.skip(part);
      behind -= part;
    }
    return reader;
  }

  /** As {@link ColumnReader#read(int)}. */
  Vector read(int rows) {
    return caughtUp().read(rows);
  }

  /** As {@link ColumnReader#read(int, int[], int)}. */
  Vector read(int among, int[] places, int count) {
    return caughtUp().read(among, places, count);
  }
}
