package io.brasa.core.schedule;

import static java.util.Objects.requireNonNull;

/**
 * Bounds of the scheduler.
 *
 * @param taskAttempts how often a task may fail by its own fault before its job fails
 * @param stageAttempts how often a stage may lose its inputs before its jobs fail
 * @param pools how jobs share the slots
 * @param localityMillis how long a task waits for the executor that keeps what it reads before
 *     another may run it
 * @param speculation when a late task gets a copy
 */
public record SchedulerLimits(
    int taskAttempts,
    int stageAttempts,
    PoolPolicy pools,
    long localityMillis,
    Speculation speculation) {
  /** How long a task waits for the executor that keeps what it reads, unless that is set. */
  public static final long USUAL_LOCALITY_MILLIS = 3_000;

  public SchedulerLimits {
    if (taskAttempts < 1) throw new IllegalArgumentException("taskAttempts: " + taskAttempts);
    if (stageAttempts < 1) throw new IllegalArgumentException("stageAttempts: " + stageAttempts);
    if (localityMillis < 0) throw new IllegalArgumentException("localityMillis: " + localityMillis);
    requireNonNull(pools);
    requireNonNull(speculation);
  }

  /** Without speculation, and with the usual patience. */
  public SchedulerLimits(int taskAttempts, int stageAttempts, PoolPolicy pools) {
    this(taskAttempts, stageAttempts, pools, USUAL_LOCALITY_MILLIS, Speculation.OFF);
  }

  /** Jobs are served in the order in which they came. */
  public SchedulerLimits(int taskAttempts, int stageAttempts) {
    this(taskAttempts, stageAttempts, PoolPolicy.FIFO);
  }
}
