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
 * @param slotsMillis how long a stage whose tasks must run together waits for executors with enough
 *     slots before its job fails; zero where none will come
 */
public record SchedulerLimits(
    int taskAttempts,
    int stageAttempts,
    PoolPolicy pools,
    long localityMillis,
    Speculation speculation,
    long slotsMillis) {
  /** How long a task waits for the executor that keeps what it reads, unless that is set. */
  public static final long USUAL_LOCALITY_MILLIS = 3_000;

  public SchedulerLimits {
    if (taskAttempts < 1) throw new IllegalArgumentException("taskAttempts: " + taskAttempts);
    if (stageAttempts < 1) throw new IllegalArgumentException("stageAttempts: " + stageAttempts);
    if (localityMillis < 0) throw new IllegalArgumentException("localityMillis: " + localityMillis);
    requireNonNull(pools);
    requireNonNull(speculation);
    if (slotsMillis < 0) throw new IllegalArgumentException("slotsMillis: " + slotsMillis);
  }

  /** Where no more slots will come than there are. */
  public SchedulerLimits(
      int taskAttempts,
      int stageAttempts,
      PoolPolicy pools,
      long localityMillis,
      Speculation speculation) {
    this(taskAttempts, stageAttempts, pools, localityMillis, speculation, 0);
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
