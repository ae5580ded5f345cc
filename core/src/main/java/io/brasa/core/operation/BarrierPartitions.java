package io.brasa.core.operation;

import io.brasa.core.function.Function2;
import io.brasa.core.lineage.Operation;
import io.brasa.core.lineage.TaskContext;
import java.util.Iterator;

/**
 * As {@link MapPartitions}, in tasks that all run at the same time and may wait for each other.
 *
 * @param taskCount how many partitions there are, each with a task of its own
 */
public record BarrierPartitions(
    String name, Function2<Integer, Iterator<Object>, Iterator<Object>> function, int taskCount)
    implements Operation {
  /** What the task that computes it has to be. */
  @FunctionalInterface
  public interface Together {
    /** The operation begins. */
    void enter(int taskCount);
  }

  @Override
  public Iterator<?> compute(int partition, Inputs inputs, TaskContext context) throws Exception {
    ((Together) context).enter(taskCount);
    return new MapPartitions(name, function).compute(partition, inputs, context);
  }
}
