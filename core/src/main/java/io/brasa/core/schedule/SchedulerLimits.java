package io.brasa.core.schedule;

/**
 * Bounds of the scheduler.
 *
 * @param taskAttempts how often a task may fail by its own fault before its job fails
 * @param stageAttempts how often a stage may lose its inputs before its jobs fail
 */
public record SchedulerLimits(int taskAttempts, int stageAttempts) {
  public SchedulerLimits {
    if (taskAttempts < 1) throw new IllegalArgumentException("taskAttempts: " + taskAttempts);
    if (stageAttempts < 1) throw new IllegalArgumentException("stageAttempts: " + stageAttempts);
  }
}
