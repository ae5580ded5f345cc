package io.brasa.core.schedule;

/**
 * Bounds of the scheduler.
 *
 * @param taskAttempts how often a task may fail by its own fault before its job fails
 * @param stageAttempts how often a stage may lose its inputs before its jobs fail
 * @param pools how jobs share the slots
 */
public record SchedulerLimits(int taskAttempts, int stageAttempts, PoolPolicy pools) {
  public SchedulerLimits {
    if (taskAttempts < 1) throw new IllegalArgumentException("taskAttempts: " + taskAttempts);
    if (stageAttempts < 1) throw new IllegalArgumentException("stageAttempts: " + stageAttempts);
  }

  /** Jobs are served in the order in which they came. */
  public SchedulerLimits(int taskAttempts, int stageAttempts) {
    this(taskAttempts, stageAttempts, PoolPolicy.FIFO);
  }
}
