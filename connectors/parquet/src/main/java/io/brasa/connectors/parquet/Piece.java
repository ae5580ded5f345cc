package io.brasa.connectors.parquet;

import io.brasa.connectors.parquet.format.ColumnChunk;
import io.brasa.connectors.parquet.format.RowGroup;
import java.io.Serializable;
import java.util.List;

/**
 * Where a row group lies in its file. The pieces of all groups make up the file: the first begins
 * with it, the last ends with it.
 *
 * @param firstRow the place in the file of its first row
 * @param nextRow that of the next group's
 */
record Piece(long start, long length, long firstRow, long nextRow) implements Serializable {
  /** Before the first. */
  static final Piece NONE = new Piece(0, 0, 0, 0);

  /** The piece behind this one, of the group at a place among all. */
  Piece next(List<RowGroup> groups, int place, long fileBytes) {
    long from = start + length;
    long to = place + 1 < groups.size() ? Math.max(from, begin(groups.get(place + 1))) : fileBytes;
    return new Piece(from, to - from, nextRow, nextRow + groups.get(place).rowCount());
  }

  private static long begin(RowGroup group) {
    long first = Long.MAX_VALUE;
    for (ColumnChunk column : group.columns()) first = Math.min(first, column.start());
    return first;
  }
}
