package io.brasa.ui.state;

import io.brasa.ui.diagnosis.Metric;
import java.util.Map;

/**
 * The tasks of one stage attempt at one moment. Owned by whoever asked: nobody else changes the
 * arrays.
 *
 * @param executors numbers of executors
 * @param statuses ordinals of {@link Status}
 * @param ended -1 while a task runs
 * @param metrics a column, or null if all are zero, for each {@link Metric}
 * @param errors by row
 */
record TaskColumns(
    int count,
    int[] partitions,
    int[] attempts,
    int[] executors,
    byte[] statuses,
    long[] started,
    long[] ended,
    long[][] metrics,
    Map<Integer, String> errors) {
  private static final Status[] STATUSES = Status.values();

  Status status(int row) {
    return STATUSES[statuses[row]];
  }

  long metric(Metric metric, int row) {
    long[] column = metrics[metric.ordinal()];
    return column == null ? 0 : column[row];
  }

  /**
   * When a task that has ended was done: ends are told in bundles, what it has measured says better
   * how long it took.
   */
  double doneMillis(int row) {
    long measured = metric(Metric.WALL, row);
    return measured == 0 ? ended[row] : Math.min(ended[row], started[row] + measured / 1e6);
  }

  /** What the task measured; of one that failed or runs, what the clock says. */
  long wallNanos(int row, long nowMillis) {
    long measured = metric(Metric.WALL, row);
    if (measured != 0) return measured;
    return Math.max(0, (ended[row] < 0 ? nowMillis : ended[row]) - started[row]) * 1_000_000;
  }
}
