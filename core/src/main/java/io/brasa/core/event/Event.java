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
   * @param query what it computes a part of, see {@link QueryStarted}; zero if that is no query
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
      String pool,
      long query)
      implements Event {
    /** Of no query. */
    public JobStarted(
        long atMillis,
        long job,
        String site,
        List<Long> stages,
        List<Long> reusedStages,
        String group,
        String description,
        List<String> tags,
        String pool) {
      this(atMillis, job, site, stages, reusedStages, group, description, tags, pool, 0);
    }

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
   * @param operations those that it consists of, what is read before what reads it; no more than
   *     {@value #OPERATIONS_MAX}, the last ones
   */
  record StageStarted(
      long atMillis,
      long stage,
      int attempt,
      String fingerprint,
      String name,
      int taskCount,
      int partitionCount,
      List<Long> parents,
      List<StageOperation> operations)
      implements Event {
    /** More are too many to be looked at. */
    public static final int OPERATIONS_MAX = 50;

    /** Without a word on operations. */
    public StageStarted(
        long atMillis,
        long stage,
        int attempt,
        String fingerprint,
        String name,
        int taskCount,
        int partitionCount,
        List<Long> parents) {
      this(
          atMillis,
          stage,
          attempt,
          fingerprint,
          name,
          taskCount,
          partitionCount,
          parents,
          List.of());
    }
  }

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

  /**
   * What the driver's process is and what it was told; once, when the application starts. What may
   * be a secret is withheld by its name.
   *
   * @param runtime of the process: {@code java.version}, {@code os.name}, {@code cores}, ...
   * @param options the settings of the context
   * @param properties of the system
   */
  record EnvironmentTold(
      long atMillis,
      List<NamedText> runtime,
      List<NamedText> options,
      List<NamedText> properties,
      List<String> classPath)
      implements Event {}

  /**
   * How much an executor holds, every few seconds while tasks run, and once when they have ended.
   */
  record ExecutorSampled(long atMillis, String executor, ExecutorSample sample) implements Event {}

  /**
   * A dataset is to be kept from now on.
   *
   * @param name of its operation
   * @param site where the program made it
   * @param level by Spark's name, {@code MEMORY_ONLY}
   */
  record DatasetPersisted(
      long atMillis, long dataset, String name, String site, String level, int partitionCount)
      implements Event {}

  /** Nothing of a dataset is kept any more. */
  record DatasetUnpersisted(long atMillis, long dataset) implements Event {}

  /**
   * What has changed of the partitions that an executor keeps since it told before; each partition
   * at most once, as it is now.
   */
  record BlocksChanged(long atMillis, String executor, List<BlockState> blocks) implements Event {}

  /**
   * A query begins, which other modules than core know how to run, by jobs that name it.
   *
   * @param query from 1; unique in the application
   * @param text what was asked, or where; for people
   * @param plan what is done for it, the node that gives the result first
   */
  record QueryStarted(long atMillis, long query, String text, List<PlanNode> plan)
      implements Event {}

  /**
   * @param error empty when the query succeeded
   * @param rows of the result; -1 if nobody has counted them
   * @param nodes what those nodes of the plan did that were measured; of a failed query what is
   *     known
   */
  record QueryEnded(long atMillis, long query, String error, long rows, List<NodeMetrics> nodes)
      implements Event {}
}
