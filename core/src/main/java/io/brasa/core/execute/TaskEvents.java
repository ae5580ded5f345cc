package io.brasa.core.execute;

import io.brasa.core.event.BlockState;
import io.brasa.core.event.Event;
import io.brasa.core.event.ExecutorSample;
import io.brasa.core.schedule.SchedulerCommand.Lease;
import io.brasa.core.schedule.SchedulerEvent.Outcome;
import java.util.List;

/** What executors tell the driver. Thread-safe; returns quickly. */
public interface TaskEvents {
  /**
   * A task runs; not told of those that have succeeded before anybody could look.
   *
   * @param beganNanos when it began, of this process's clock that never goes back
   */
  void started(
      String executor, long stage, int stageAttempt, int partition, int attempt, long beganNanos);

  /**
   * Outcomes of claims of one lease, some at a time. The payload of a success is a {@link
   * TaskReport}.
   */
  void ended(Lease lease, List<Outcome> outcomes);

  /** A task that was told to stop still runs; its slot may have been given to another thread. */
  void stuck(String executor, Event.TaskStuck task);

  /**
   * What an executor holds, from time to time.
   *
   * @param blocks the partitions that it keeps otherwise than it said before
   */
  void sampled(String executor, ExecutorSample sample, List<BlockState> blocks);
}
