package io.brasa.sql;

import io.brasa.columnar.type.StructType;
import io.brasa.columnar.vector.Batch;
import io.brasa.core.lineage.Operation;
import io.brasa.core.lineage.TaskContext;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;

/** Rows become batches. */
record BatchesOfRows(StructType schema) implements Operation {
  @Override
  public String name() {
    return "batches";
  }

  @Override
  public Iterator<?> compute(int partition, Inputs inputs, TaskContext context) throws Exception {
    return new Gathered(inputs.read(0, partition));
  }

  private final class Gathered implements Iterator<Batch> {
    private final Iterator<?> rows;

    Gathered(Iterator<?> rows) {
      this.rows = rows;
    }

    @Override
    public boolean hasNext() {
      return rows.hasNext();
    }

    @Override
    public Batch next() {
      if (!rows.hasNext()) throw new NoSuchElementException();
      List<Row> some = new ArrayList<>();
      while (some.size() < Batch.ROWS && rows.hasNext()) some.add((Row) rows.next());
      return Rows.batches(some, schema).getFirst();
    }
  }
}
