package io.brasa.ui.state;

import io.brasa.ui.diagnosis.Metric;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The tasks of one stage attempt at one moment. Used by one thread. */
public final class StageTasks {
  private final TaskColumns tasks;
  private final List<String> executors;
  private final long nowMillis;

  StageTasks(TaskColumns tasks, List<String> executors, long nowMillis) {
    this.tasks = tasks;
    this.executors = executors;
    this.nowMillis = nowMillis;
  }

  StageReport report() {
    return StageReport.of(tasks, executors, nowMillis);
  }

  /** Some of the tasks, of so many that were asked for. */
  public record Page(long total, List<TaskView> items) {}

  /**
   * A page of tasks. Fails with {@code IllegalArgumentException} if there is no such order.
   *
   * @param wanted which tasks, in which order
   */
  public Page page(TaskSelection wanted) {
    int[] rows = wanted.rows(tasks, executors, nowMillis);
    int from = (int) Math.min(wanted.offset(), rows.length);
    int to = Math.min(rows.length - from, wanted.limit()) + from;
    List<TaskView> items = new ArrayList<>(to - from);
    for (int at = from; at < to; at++) items.add(view(rows[at]));
    return new Page(rows.length, items);
  }

  /** What is drawn of the tasks. */
  public Timeline timeline(int buckets) {
    return Timeline.of(tasks, executors, nowMillis, buckets);
  }

  private TaskView view(int row) {
    return new TaskView(
        tasks.partitions()[row],
        tasks.attempts()[row],
        executors.get(tasks.executors()[row]),
        tasks.status(row),
        tasks.started()[row],
        tasks.ended()[row] < 0 ? Optional.empty() : Optional.of(tasks.ended()[row]),
        tasks.wallNanos(row, nowMillis) / 1e6,
        tasks.metric(Metric.GC, row),
        tasks.metric(Metric.FETCH_WAIT, row) / 1e6,
        tasks.metric(Metric.OPEN, row) / 1e6,
        tasks.metric(Metric.ROWS_IN, row),
        tasks.metric(Metric.ROWS_OUT, row),
        tasks.metric(Metric.INPUT, row),
        tasks.metric(Metric.SHUFFLE_READ, row),
        tasks.metric(Metric.SHUFFLE_WRITE, row),
        tasks.metric(Metric.SPILL, row),
        tasks.metric(Metric.PEAK, row),
        Optional.ofNullable(tasks.errors().get(row)));
  }
}
