package io.brasa.core.event;

import java.util.List;

/**
 * What happened, typed: progress bars, summaries, the event log and later the web pages are made
 * from these alone. A record gains components only at its end, and a new kind is added only at the
 * end of the list, so that old logs stay readable.
 */
public sealed interface Event {
  /** Milliseconds since the epoch. */
  long atMillis();

  /**
   * @param application the application's id
   */
  record ApplicationStarted(
      long atMillis, String application, String name, String master, String version)
      implements Event {}

  record ApplicationEnded(long atMillis) implements Event {}

  record ExecutorAdded(
      long atMillis, String executor, String host, long processId, int slots, long memoryBytes)
      implements Event {}

  /**
   * @param reason why it is held to be gone
   */
  record ExecutorLost(long atMillis, String executor, String reason) implements Event {}

  /**
   * @param site the action in the user's program
   * @param stages those that are new
   * @param reusedStages those planned by earlier jobs whose outputs this one reads
   * @param group, description, tags, pool as the program set them; empty if it did not
   */
  record JobStarted(
      long atMillis,
      long job,
      String site,
      List<Long> stages,
      List<Long> reusedStages,
      String group,
      String description,
      List<String> tags,
      String pool)
      implements Event {
    /** In no group, and without anything to reuse. */
    public JobStarted(long atMillis, long job, String site, List<Long> stages) {
      this(atMillis, job, site, stages, List.of(), "", "", List.of(), "");
    }
  }

  /**
   * @param error empty when the job succeeded
   * @param accumulators the named ones that have counted something since the last job ended
   */
  record JobEnded(long atMillis, long job, String error, List<AccumulatorValue> accumulators)
      implements Event {
    /** Nothing was counted. */
    public JobEnded(long atMillis, long job, String error) {
      this(atMillis, job, error, List.of());
    }
  }

  /**
   * One attempt at a stage begins.
   *
   * @param fingerprint the identity of the stage's work across drivers
   * @param taskCount how many partitions this attempt computes
   */
  record StageStarted(
      long atMillis,
      long stage,
      int attempt,
      String fingerprint,
      String name,
      int taskCount,
      int partitionCount,
      List<Long> parents)
      implements Event {}

  record StageEnded(long atMillis, long stage, int attempt, String error) implements Event {}

  /** Partitions of one stage attempt were handed to an executor. */
  record LeaseGranted(
      long atMillis, long lease, long stage, int attempt, String executor, List<Integer> partitions)
      implements Event {}

  record TaskStarted(
      long atMillis, long stage, int attempt, int partition, int taskAttempt, String executor)
      implements Event {}

  /**
   * @param error empty when the task succeeded; @param isWinner whether its output is the one that
   *     readers accept
   */
  record TaskEnded(
      long atMillis,
      long stage,
      int attempt,
      int partition,
      int taskAttempt,
      String executor,
      boolean isWinner,
      String error,
      TaskMetrics metrics)
      implements Event {}

  /**
   * A recomputed map output differs from the lost one: what was made from the old one is withdrawn.
   */
  record StageRolledBack(long atMillis, long stage, long cause) implements Event {}

  /**
   * An output folder passed a step of its commit: {@code STAGED}, {@code DECIDED} or {@code
   * PUBLISHED}.
   */
  record OutputCommit(long atMillis, long job, String target, String step) implements Event {}

  /**
   * A task that was told to stop has not, for a while: its job has ended, its thread still runs
   * what the user wrote.
   *
   * @param place the innermost line of the user's that the thread was at
   * @param isReplaced whether another thread has taken over its slot
   */
  record TaskStuck(
      long atMillis,
      long stage,
      int attempt,
      int partition,
      int taskAttempt,
      String executor,
      String place,
      boolean isReplaced)
      implements Event {}

  /** Something is not as the program asked, though its results are right. */
  record Warned(long atMillis, String text) implements Event {}

  /**
   * An earlier life of the driver has computed a stage, or parts of it, that need not be computed
   * again.
   *
   * @param count of how many partitions what they made is there
   */
  record StageRecognised(
      long atMillis, long stage, String fingerprint, String name, int count, int partitionCount)
      implements Event {}
}
