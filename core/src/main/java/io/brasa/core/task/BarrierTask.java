package io.brasa.core.task;

import io.brasa.core.operation.BarrierPartitions;
import java.util.List;

/**
 * What a task can besides that runs together with all others of its stage. Used by the task's
 * thread.
 */
public interface BarrierTask extends BarrierPartitions.Together {
  /** Whether it has begun. */
  boolean hasEntered();

  /**
   * Waits until all tasks have come here, each as often as this one, and gives what they bring, in
   * the order of partitions. Ends when the task is no longer wanted, as it is when another fails.
   */
  List<String> meet(String brought);

  /** The hosts of all tasks, in the order of partitions; waits until all have begun. */
  List<String> hosts();
}
