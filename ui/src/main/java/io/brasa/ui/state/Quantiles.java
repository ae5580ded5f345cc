package io.brasa.ui.state;

import io.brasa.ui.diagnosis.Metric;

/** How a metric is spread over the tasks of a stage that succeeded, in the metric's unit. */
public record Quantiles(double min, double p25, double median, double p75, double max) {
  static final Quantiles NONE = new Quantiles(0, 0, 0, 0, 0);

  /**
   * @param sorted ascending
   */
  static Quantiles of(long[] sorted, Metric metric) {
    if (sorted.length == 0) return NONE;
    int last = sorted.length - 1;
    return new Quantiles(
        metric.shown(sorted[0]),
        metric.shown(sorted[last / 4]),
        metric.shown(sorted[last / 2]),
        metric.shown(sorted[(int) (last * 3L / 4)]),
        metric.shown(sorted[last]));
  }
}
