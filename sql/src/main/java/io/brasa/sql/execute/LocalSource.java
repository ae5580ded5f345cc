package io.brasa.sql.execute;

import io.brasa.columnar.vector.Batch;
import io.brasa.core.lineage.Source;
import io.brasa.core.lineage.TaskContext;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;

/** Batches of the driver's, those of a partition in its split. */
final class LocalSource implements Source {
  private static final long serialVersionUID = 1L;

  private final transient List<List<Batch>> splits = new ArrayList<>();

  LocalSource(List<Batch> batches, int partitionCount) {
    for (int i = 0; i < partitionCount; i++) {
      int from = (int) ((long) batches.size() * i / partitionCount);
      int to = (int) ((long) batches.size() * (i + 1) / partitionCount);
      splits.add(new ArrayList<>(batches.subList(from, to)));
    }
  }

  @Override
  public String name() {
    return "localRows";
  }

  @Override
  public List<?> splits() {
    return splits;
  }

  @Override
  public Iterator<?> open(Object split, TaskContext context) {
    return ((List<?>) split).iterator();
  }
}
