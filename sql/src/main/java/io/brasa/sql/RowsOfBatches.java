package io.brasa.sql;

import io.brasa.columnar.type.StructType;
import io.brasa.columnar.vector.Batch;
import io.brasa.core.lineage.Operation;
import io.brasa.core.lineage.TaskContext;
import java.util.Collections;
import java.util.Iterator;
import java.util.List;

/** Batches become rows. */
record RowsOfBatches(StructType schema) implements Operation {
  @Override
  public String name() {
    return "rows";
  }

  @Override
  public Iterator<?> compute(int partition, Inputs inputs, TaskContext context) throws Exception {
    return new Opened(inputs.read(0, partition));
  }

  private final class Opened implements Iterator<Row> {
    private final Iterator<?> batches;
    private Iterator<Row> rows = Collections.emptyIterator();

    Opened(Iterator<?> batches) {
      this.batches = batches;
    }

    @Override
    public boolean hasNext() {
      while (!rows.hasNext() && batches.hasNext())
        rows = Rows.of(List.of((Batch) batches.next()), schema).iterator();
      return rows.hasNext();
    }

    @Override
    public Row next() {
      boolean _ = hasNext();
      return rows.next();
    }
  }
}
