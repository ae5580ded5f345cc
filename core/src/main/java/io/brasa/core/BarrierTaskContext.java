package io.brasa.core;

import io.brasa.core.lineage.CurrentTask;
import io.brasa.core.task.BarrierTask;
import java.util.List;

/**
 * A task that runs at the same time as all others of its stage, for functions of {@link
 * RDD#barrier}. All tasks must come to the same meetings in the same order; when one fails, the
 * others are stopped where they wait, and all are run again. For what any task may ask, see {@link
 * TaskContext}.
 */
public final class BarrierTaskContext {
  private final BarrierTask task;

  private BarrierTaskContext(BarrierTask task) {
    this.task = task;
  }

  /** The running task. Fails with an {@code IllegalStateException} outside of such tasks. */
  public static BarrierTaskContext get() {
    if (CurrentTask.get().orElse(null) instanceof BarrierTask task && task.hasEntered())
      return new BarrierTaskContext(task);
    throw new IllegalStateException("this thread runs no task of barrier()");
  }

  /** Waits until all tasks of the stage have called this. */
  public void barrier() {
    task.meet("");
  }

  /** Waits as {@link #barrier}, and gives what all tasks brought, in the order of partitions. */
  public List<String> allGather(String message) {
    return List.copyOf(task.meet(message));
  }

  /** Where the tasks of the stage run, in the order of partitions. */
  public List<BarrierTaskInfo> getTaskInfos() {
    return task.hosts().stream().map(BarrierTaskInfo::new).toList();
  }

  /** The number of the task's partition. */
  public int partitionId() {
    return TaskContext.getPartitionId();
  }
}
