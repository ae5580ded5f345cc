package io.brasa.core.execute;

import io.brasa.core.schedule.SchedulerCommand.Lease;

/**
 * One executor as the driver sees it: in this process, behind the wire, or simulated. Calls return
 * at once; what comes of them arrives at {@link TaskEvents}. A runner whose executor is gone
 * ignores calls.
 */
public interface TaskRunner extends AutoCloseable {
  /** Unique among all runners that ever join. */
  String id();

  int slots();

  /**
   * Runs the partitions of a lease. @param work the stage attempt they belong to, the same object
   * for all its leases
   */
  void submit(Lease lease, StageWork work);

  /**
   * The outcomes of a stage attempt are no longer wanted; tasks end as soon as they notice.
   *
   * @param isInterrupting whether the threads of those that run are interrupted
   */
  void stop(long stage, int attempt, boolean isInterrupting);

  /** What has not begun of a lease is reported as stopped. */
  void recall(long lease);

  /**
   * Drops what is kept under a name: map outputs of a stage, partitions of a dataset, a broadcast
   * value.
   */
  void forget(Kept kept);

  /**
   * From now on a logger of the executor's process says what is as important as a level or more.
   * One that shares the driver's process has its levels.
   *
   * @param logger empty for all
   */
  default void setLogLevel(String logger, String level) {}

  /** What executors keep. */
  sealed interface Kept {
    record Stage(long stage) implements Kept {}

    record Dataset(long dataset, int partitionCount) implements Kept {}

    record Variable(long broadcast) implements Kept {}
  }

  @Override
  void close();
}
