package io.brasa.core.execute;

import io.brasa.core.event.NodeMetrics;
import io.brasa.core.event.TaskMetrics;
import io.brasa.core.schedule.SchedulerEvent.Outcome.Timed;
import io.brasa.core.shared.AccumulatorV2;
import java.util.List;

/**
 * What a successful task reports.
 *
 * @param value the result of a result task; the {@code MapOutput} of a map task
 * @param accumulators what it added
 * @param nodes what nodes of a query's plan did in it, for those who look on
 * @param beganNanos when the task began, of this process's clock that never goes back
 */
public record TaskReport(
    Object value,
    TaskMetrics metrics,
    List<AccumulatorV2<?, ?>> accumulators,
    List<NodeMetrics> nodes,
    long beganNanos)
    implements Timed {
  /** Of no query, and of a task of which nobody asks when it ran. */
  public TaskReport(Object value, TaskMetrics metrics, List<AccumulatorV2<?, ?>> accumulators) {
    this(value, metrics, accumulators, List.of(), 0);
  }

  /** The same of a task that began then. */
  public TaskReport begunAt(long nanos) {
    return new TaskReport(value, metrics, accumulators, nodes, nanos);
  }

  @Override
  public long nanos() {
    return metrics.wallNanos();
  }
}
