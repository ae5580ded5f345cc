package io.brasa.sql.execute;

import io.brasa.columnar.vector.Batch;
import io.brasa.columnar.vector.Vectors;
import io.brasa.core.lineage.TaskContext;
import io.brasa.core.task.End;
import io.brasa.sql.operator.exchange.RowSample;
import java.util.Iterator;

/** A sample of a partition's rows of at most a given size, as one batch. */
record SampleBatches(int rowCount, long seed) implements End.Action {
  @Override
  public Object finish(Iterator<?> records, TaskContext context) {
    RowSample sample = new RowSample(rowCount, seed + context.partition());
    while (records.hasNext()) sample.add((Batch) records.next());
    Batch batch = sample.batch();
    return Batch.of(batch.length(), batch.columns().stream().map(Vectors::flat).toList());
  }
}
