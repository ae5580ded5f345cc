package io.brasa.connectors.parquet.format;

import java.io.Serializable;
import java.util.ArrayList;
import java.util.List;

/**
 * Some rows of a file.
 *
 * @param ordinal counted from zero
 * @param columns one for each leaf of the schema, in its order
 */
public record RowGroup(int ordinal, long rowCount, List<ColumnChunk> columns)
    implements Serializable {
  public RowGroup {
    columns = List.copyOf(columns);
  }

  static RowGroup of(int ordinal, ThriftStruct struct, SchemaNode root, long fileBytes) {
    List<ColumnChunk> columns = new ArrayList<>();
    for (ThriftStruct chunk : struct.list(1, ThriftStruct.class)) {
      if (chunk.has(1)) throw new Damage(-1, "the column is in another file " + chunk.text(1));
      columns.add(ColumnChunk.of(chunk, fileBytes));
    }
    RowGroup group = new RowGroup(ordinal, struct.number(3), columns);
    group.check(root.leaves());
    return group;
  }

  private void check(List<SchemaNode> leaves) {
    if (rowCount < 0) throw new Damage(-1, "row group " + ordinal + " has " + rowCount + " rows");
    if (columns.size() != leaves.size())
      throw new Damage(
          -1,
          "row group "
              + ordinal
              + " has "
              + columns.size()
              + " columns, the schema "
              + leaves.size());
    for (int i = 0; i < leaves.size(); i++) {
      ColumnChunk column = columns.get(i);
      if (column.physical() != leaves.get(i).physical())
        throw new Damage(-1, "column " + column.path() + " is not of the type in the schema");
      if (leaves.get(i).repeated() == 0 && column.valueCount() != rowCount)
        throw new Damage(
            -1,
            "column "
                + column.path()
                + " has "
                + column.valueCount()
                + " values in row group "
                + ordinal
                + " of "
                + rowCount
                + " rows");
    }
  }

  /** The bytes of all pages. */
  public long compressedBytes() {
    long bytes = 0;
    for (ColumnChunk column : columns) bytes += column.compressedBytes();
    return bytes;
  }
}
