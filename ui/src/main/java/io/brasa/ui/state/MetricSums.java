package io.brasa.ui.state;

import io.brasa.core.event.HeavyKey;
import io.brasa.core.event.TaskMetrics;
import io.brasa.ui.diagnosis.Metric;
import java.util.List;

/** Sums over tasks, and the most memory of one. Guarded by the lock of its application. */
final class MetricSums {
  private final long[] sums = new long[Metric.ALL.length];

  /** Of these only the heavy keys are used: events know how those are put together. */
  private TaskMetrics keys = TaskMetrics.NONE;

  void add(TaskMetrics task) {
    for (Metric metric : Metric.ALL) {
      long value = metric.of(task);
      int at = metric.ordinal();
      sums[at] = metric == Metric.PEAK ? Math.max(sums[at], value) : sums[at] + value;
    }
    if (!task.heavyKeys().isEmpty()) keys = keys.plus(task);
  }

  /** In the unit in which it is counted. */
  long of(Metric metric) {
    return sums[metric.ordinal()];
  }

  /** In the unit that its name says. */
  double shown(Metric metric) {
    return metric.shown(of(metric));
  }

  List<HeavyKey> heavyKeys() {
    return keys.heavyKeys();
  }
}
