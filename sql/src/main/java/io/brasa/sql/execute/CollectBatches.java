package io.brasa.sql.execute;

import io.brasa.columnar.vector.Batch;
import io.brasa.columnar.vector.Vector;
import io.brasa.columnar.vector.Vectors;
import io.brasa.core.lineage.TaskContext;
import io.brasa.core.task.End;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;

/** Gives all batches of a partition to the driver, freed of what does not count. */
enum CollectBatches implements End.Action {
  INSTANCE;

  @Override
  public Object finish(Iterator<?> records, TaskContext context) {
    List<Batch> all = new ArrayList<>();
    while (records.hasNext()) all.add(compact((Batch) records.next()));
    return all;
  }

  /** Small results must not hold on to large inputs. */
  private static Batch compact(Batch batch) {
    Batch dense = batch.dense();
    List<Vector> columns = new ArrayList<>();
    for (Vector column : dense.columns()) columns.add(Vectors.flat(column));
    return Batch.of(dense.length(), columns);
  }
}
