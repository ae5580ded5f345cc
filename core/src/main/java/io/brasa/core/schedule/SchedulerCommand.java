package io.brasa.core.schedule;

import io.brasa.runtime.error.EngineException;
import java.util.List;

/** What the scheduler wants done. Carried out in order by the decision loop. */
public sealed interface SchedulerCommand {
  /** Give partitions of a stage attempt to an executor. */
  record Grant(Lease lease, StageAttempt stage) implements SchedulerCommand {}

  /**
   * Tell an executor that it need not go on with a stage attempt.
   *
   * @param isInterrupting whether threads that run its tasks are to be interrupted
   */
  record Stop(String executor, long stage, int attempt, boolean isInterrupting)
      implements SchedulerCommand {}

  /** Ask an executor to give back what it has not begun of a lease: others have a claim to it. */
  record Recall(String executor, long lease) implements SchedulerCommand {}

  /** A task is the one whose output counts; its accumulators count from now on, once. */
  record Accept(
      long stage, int stageAttempt, int partition, int attempt, String executor, Object payload)
      implements SchedulerCommand {}

  /** An output does not count: another attempt won, or its inputs have been withdrawn. */
  record Reject(
      long stage, int stageAttempt, int partition, int attempt, String executor, String reason)
      implements SchedulerCommand {}

  /** Everything accepted of a stage no longer counts. */
  record Withdraw(long stage, long cause) implements SchedulerCommand {}

  record StageBegan(StageAttempt stage, int taskCount) implements SchedulerCommand {}

  /**
   * @param error empty for success
   */
  record StageFinished(long stage, int attempt, String error) implements SchedulerCommand {}

  /** An executor gets no tasks for a while: others did what failed on it. */
  record Excluded(String executor, long millis) implements SchedulerCommand {}

  record JobSucceeded(long job) implements SchedulerCommand {}

  record JobFailed(long job, EngineException error) implements SchedulerCommand {}

  /**
   * A stage ended with its job, or its outputs are unreachable: whoever keeps anything of it
   * forgets it.
   */
  record Forget(long stage) implements SchedulerCommand {}

  /**
   * Partitions of one stage attempt, handed to one executor. Which of its slots takes which
   * partition is no decision of the scheduler's.
   */
  record Lease(
      long id,
      String executor,
      long stage,
      int stageAttempt,
      List<Integer> partitions,
      List<Integer> attempts) {
    public Lease {
      partitions = List.copyOf(partitions);
      attempts = List.copyOf(attempts);
    }
  }

  /** A stage attempt and the map outputs it reads, fixed when it began. */
  record StageAttempt(long stage, int attempt, List<Winners> inputs) {}

  /**
   * For every map partition of a shuffle the one attempt whose output readers accept, and who has
   * it.
   *
   * @param generation how often an output that was computed again differed from the lost one: what
   *     was made from the outputs of an earlier generation does not go together with these
   */
  record Winners(long shuffle, int generation, int[] attempts, String[] executors) {}
}
