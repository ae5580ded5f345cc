package io.brasa.ui.state;

import io.brasa.ui.diagnosis.Metric;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * How the tasks of a stage differ.
 *
 * @param quantiles by the name of the metric, over tasks that succeeded
 * @param perExecutor those that ran any
 */
public record StageReport(Map<String, Quantiles> quantiles, List<Share> perExecutor) {
  /** What one executor did of a stage. */
  public record Share(
      String executor,
      TaskCounts tasks,
      double wallMillis,
      double gcMillis,
      long rowsIn,
      long inputBytes,
      long shuffleReadBytes,
      long shuffleWriteBytes,
      long spillBytes) {}

  static StageReport of(TaskColumns tasks, List<String> executors, long nowMillis) {
    return new StageReport(quantiles(tasks, nowMillis), shares(tasks, executors, nowMillis));
  }

  private static Map<String, Quantiles> quantiles(TaskColumns tasks, long nowMillis) {
    Map<String, Quantiles> found = new LinkedHashMap<>();
    for (Metric metric : Metric.ALL) {
      if (tasks.metrics()[metric.ordinal()] == null && metric != Metric.WALL) {
        found.put(metric.label(), Quantiles.NONE);
        continue;
      }
      long[] values = new long[tasks.count()];
      int count = 0;
      for (int row = 0; row < tasks.count(); row++) {
        if (tasks.status(row) != Status.SUCCEEDED) continue;
        values[count++] =
            metric == Metric.WALL ? tasks.wallNanos(row, nowMillis) : tasks.metric(metric, row);
      }
      long[] sorted = Arrays.copyOf(values, count);
      Arrays.sort(sorted);
      found.put(metric.label(), Quantiles.of(sorted, metric));
    }
    return found;
  }

  private static List<Share> shares(TaskColumns tasks, List<String> executors, long nowMillis) {
    long[][] sums = new long[executors.size()][];
    for (int row = 0; row < tasks.count(); row++) {
      int executor = tasks.executors()[row];
      if (sums[executor] == null) sums[executor] = new long[11];
      long[] sum = sums[executor];
      Status status = tasks.status(row);
      sum[0]++;
      if (status == Status.RUNNING) sum[1]++;
      if (status == Status.SUCCEEDED) sum[2]++;
      if (status == Status.FAILED) sum[3]++;
      sum[4] += tasks.wallNanos(row, nowMillis);
      sum[5] += tasks.metric(Metric.GC, row);
      sum[6] += tasks.metric(Metric.ROWS_IN, row);
      sum[7] += tasks.metric(Metric.INPUT, row);
      sum[8] += tasks.metric(Metric.SHUFFLE_READ, row);
      sum[9] += tasks.metric(Metric.SHUFFLE_WRITE, row);
      sum[10] += tasks.metric(Metric.SPILL, row);
    }
    List<Share> shares = new ArrayList<>();
    for (int executor = 0; executor < sums.length; executor++) {
      long[] sum = sums[executor];
      if (sum == null) continue;
      TaskCounts counts = new TaskCounts(sum[0], sum[1], sum[2], sum[3]);
      shares.add(
          new Share(
              executors.get(executor),
              counts,
              sum[4] / 1e6,
              sum[5],
              sum[6],
              sum[7],
              sum[8],
              sum[9],
              sum[10]));
    }
    return shares;
  }
}
