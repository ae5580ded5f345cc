package io.brasa.core.operation;

import io.brasa.core.function.Pair;
import io.brasa.core.lineage.Operation;
import io.brasa.core.lineage.TaskContext;
import java.util.Iterator;

/**
 * Each record with the number of the group that its partition belongs to; groups are of
 * neighbouring partitions and differ in size by one at most.
 */
public record KeyByGroup(String name, int partitionCount, int groupCount) implements Operation {
  @Override
  public Iterator<?> compute(int partition, Inputs inputs, TaskContext context) throws Exception {
    int group = (int) ((long) partition * groupCount / partitionCount);
    Iterator<?> records = inputs.read(0, partition);
    return new Iterator<Pair<Integer, Object>>() {
      @Override
      public boolean hasNext() {
        return records.hasNext();
      }

      @Override
      public Pair<Integer, Object> next() {
        return new Pair<>(group, records.next());
      }
    };
  }
}
