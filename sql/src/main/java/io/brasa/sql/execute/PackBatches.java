package io.brasa.sql.execute;

import io.brasa.columnar.packed.BatchPacker;
import io.brasa.columnar.packed.PackedBatch;
import io.brasa.columnar.vector.Batch;
import io.brasa.columnar.vector.Vector;
import io.brasa.columnar.vector.VectorBuilder;
import io.brasa.core.lineage.Operation;
import io.brasa.core.lineage.TaskContext;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;

/** Batches are packed, small ones in a row together. */
record PackBatches() implements Operation {
  @Override
  public String name() {
    return "pack";
  }

  @Override
  public Iterator<?> compute(int partition, Inputs inputs, TaskContext task) throws Exception {
    return new Packed(inputs.read(0, partition), task);
  }

  private static final class Packed implements Iterator<PackedBatch> {
    private final Iterator<?> batches;
    private final TaskContext task;
    private final BatchPacker packer = new BatchPacker();
    private final List<VectorBuilder> gathered = new ArrayList<>();
    private int gatheredRows;
    private Batch ahead;

    Packed(Iterator<?> batches, TaskContext task) {
      this.batches = batches;
      this.task = task;
    }

    @Override
    public boolean hasNext() {
      return ahead != null || batches.hasNext();
    }

    @Override
    public PackedBatch next() {
      if (!hasNext()) throw new NoSuchElementException();
      task.checkCancelled();
      while (hasNext()) {
        Batch next = ahead == null ? (Batch) batches.next() : ahead;
        ahead = null;
        if (gatheredRows == 0 && next.rowCount() >= Batch.ROWS / 2) return packer.pack(next);
        if (gatheredRows > 0 && gatheredRows + next.rowCount() > Batch.ROWS) {
          ahead = next;
          break;
        }
        gather(next);
        if (gatheredRows >= Batch.ROWS / 2) break;
      }
      return packGathered();
    }

    /** Copies the rows that count: what they lie in may be much larger. */
    private void gather(Batch batch) {
      if (gathered.isEmpty())
        for (Vector column : batch.columns())
          gathered.add(VectorBuilder.of(column.type(), batch.rowCount()));
      for (int i = 0; i < gathered.size(); i++) gathered.get(i).append(batch, i);
      gatheredRows += batch.rowCount();
    }

    private PackedBatch packGathered() {
      List<Vector> columns = new ArrayList<>();
      for (VectorBuilder column : gathered) columns.add(column.build());
      Batch batch = Batch.of(gatheredRows, columns);
      gatheredRows = 0;
      return packer.pack(batch);
    }
  }
}
