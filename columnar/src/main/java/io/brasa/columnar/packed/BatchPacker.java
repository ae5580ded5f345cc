package io.brasa.columnar.packed;

import io.brasa.columnar.vector.Batch;
import io.brasa.columnar.vector.Vector;
import java.util.ArrayList;
import java.util.List;

/** Packs batches. Belongs to one thread, and holds little between batches. */
public final class BatchPacker {
  private final ByteOutput out = new ByteOutput();

  /** The rows of a batch that count. */
  public PackedBatch pack(Batch batch) {
    Batch dense = batch.dense();
    List<PackedColumn> columns = new ArrayList<>(dense.columns().size());
    for (Vector column : dense.columns()) columns.add(packed(column, dense.length()));
    return new PackedBatch(dense.length(), columns);
  }

  private PackedColumn packed(Vector vector, int length) {
    out.reset();
    new ColumnPacker(out).write(vector, 0, length);
    ColumnRange range = ColumnRange.of(vector, length);
    return new PackedColumn(
        vector.type(),
        range.nullCount(),
        range.isKnown(),
        range.low(),
        range.high(),
        out.toBytes());
  }
}
