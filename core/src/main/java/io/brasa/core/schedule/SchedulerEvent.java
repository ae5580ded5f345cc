package io.brasa.core.schedule;

import io.brasa.runtime.error.EngineException;
import java.util.List;
import java.util.Map;

/** What the scheduler learns. These are all the ways in which its state changes. */
public sealed interface SchedulerEvent {
  record JobSubmitted(JobPlan plan) implements SchedulerEvent {}

  /** Stages that a job will read, but none wants yet. */
  record StagesPlanned(List<JobPlan.StagePlan> stages) implements SchedulerEvent {
    public StagesPlanned {
      stages = List.copyOf(stages);
    }
  }

  /**
   * A job is no longer wanted.
   *
   * @param error what it ends with
   * @param isInterrupting whether threads of its tasks are interrupted whatever its plan says
   */
  record JobCancelled(long job, EngineException error, boolean isInterrupting)
      implements SchedulerEvent {
    /** Interrupting if its plan says so. */
    public JobCancelled(long job, EngineException error) {
      this(job, error, false);
    }
  }

  /**
   * An executor offers slots. Ids are never used twice, so a process that comes back is a stranger.
   */
  record ExecutorJoined(String executor, int slots) implements SchedulerEvent {}

  /**
   * @param isOutlived whether the map outputs that it has written can be read without it
   */
  record ExecutorLost(String executor, String reason, boolean isOutlived)
      implements SchedulerEvent {
    /** With all that it had. */
    public ExecutorLost(String executor, String reason) {
      this(executor, reason, false);
    }
  }

  /** An executor gets no more tasks: it is to go. */
  record ExecutorLeaving(String executor) implements SchedulerEvent {}

  /** What executors that are gone had written, and others served, is lost now. */
  record OutputsLost(List<String> executors) implements SchedulerEvent {
    public OutputsLost {
      executors = List.copyOf(executors);
    }
  }

  /** A partition of what {@link JobPlan.StagePlan#kept} names is to be read on another executor. */
  record PartitionMoved(long kept, int partition, String executor) implements SchedulerEvent {}

  /** Nobody runs tasks and nobody will: jobs end instead of waiting for ever. */
  record ExecutorsExhausted(String reason) implements SchedulerEvent {}

  /** Outcomes of claims within a lease, in batches as the executor saw fit. */
  record TasksEnded(long lease, String executor, List<Outcome> outcomes)
      implements SchedulerEvent {}

  /**
   * It is so late, on a clock that never goes back. Without it nobody waits for an executor that
   * keeps something, and nothing is late.
   */
  record TimePassed(long nowMillis) implements SchedulerEvent {}

  /** All jobs that need a stage are no longer wanted. */
  record StageCancelled(long stage, EngineException error) implements SchedulerEvent {}

  /** No dataset that could read these map outputs is reachable any more. */
  record StageDropped(long stage) implements SchedulerEvent {}

  /**
   * What there is to do; see {@link Scheduler#load}.
   *
   * @param waitingCount tasks that could run if there were slots
   * @param executorsOfUse how many executors could be busy with these and with what is handed out
   * @param outstanding by executor: how many tasks it has
   */
  record Load(int waitingCount, int executorsOfUse, Map<String, Integer> outstanding) {
    public Load {
      outstanding = Map.copyOf(outstanding);
    }
  }

  /** What came of one task. */
  sealed interface Outcome {
    int partition();

    int attempt();

    /**
     * @param payload the result, or what readers need to know of a map output; opaque here
     */
    record Succeeded(int partition, int attempt, long contentChecksum, Object payload)
        implements Outcome {}

    /** A payload that tells how long its task took. */
    interface Timed {
      long nanos();
    }

    /** The user's function threw, or the task ran into a limit of its own. */
    record Failed(int partition, int attempt, EngineException error) implements Outcome {}

    /** A map output that the task read is gone or corrupt. */
    record InputLost(
        int partition, int attempt, long shuffle, int map, int mapAttempt, String reason)
        implements Outcome {}

    /**
     * Something else that the engine had put aside for the task, a kept block or a spilled run, is
     * gone or damaged. Whoever reads it next does not find it, or makes it anew.
     */
    record BlockLost(int partition, int attempt, String reason) implements Outcome {}

    /** The task stopped since it was told to, or was given back before it began. */
    record Stopped(int partition, int attempt) implements Outcome {}
  }
}
