package io.brasa.core;

import io.brasa.core.lineage.TaskContext;
import io.brasa.core.task.End;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Totals and means of a whole dataset from some of its partitions, which are a sample of clusters:
 * the expansion and ratio estimators of Cochran, Sampling Techniques, 1977, sections 9.2 and 6.4,
 * with bounds by Student's distribution. From one partition alone nothing bounds the rest.
 */
final class Estimates {
  private Estimates() {}

  static void checkConfidence(double confidence) {
    if (!(confidence > 0 && confidence < 1))
      throw new IllegalArgumentException("confidence " + confidence);
  }

  /** Number and sum of the records of a partition. */
  enum CountAndSum implements End.Action {
    INSTANCE;

    @Override
    public Object finish(Iterator<?> records, TaskContext context) {
      StatCounter stats = new StatCounter();
      while (records.hasNext()) stats.merge((Double) records.next());
      return new double[] {stats.count(), stats.sum()};
    }
  }

  /** How often each record of a partition occurs; compared as keys of a map. */
  enum Occurrences implements End.Action {
    INSTANCE;

    @Override
    public Object finish(Iterator<?> records, TaskContext context) {
      Map<Object, Long> counts = new LinkedHashMap<>();
      while (records.hasNext()) counts.merge(context.handOver(records.next()), 1L, Long::sum);
      return counts;
    }
  }

  /** Sum and sum of squares of what partitions gave. */
  private static final class Sums {
    double sum;
    double squares;

    void add(double value) {
      sum += value;
      squares += value * value;
    }

    BoundedDouble total(int seen, int all, double confidence) {
      if (seen == all) return BoundedDouble.exact(sum);
      if (seen == 0) return unknown(0, confidence);
      double estimate = sum / seen * all;
      if (seen == 1) return unknown(estimate, confidence);
      double variance = Math.max(0, (squares - sum * sum / seen) / (seen - 1));
      double deviation = all * Math.sqrt((1 - (double) seen / all) * variance / seen);
      return around(estimate, deviation * Quantiles.student(confidence, seen - 1), confidence);
    }
  }

  private static BoundedDouble unknown(double estimate, double confidence) {
    return new BoundedDouble(
        estimate, confidence, Double.NEGATIVE_INFINITY, Double.POSITIVE_INFINITY);
  }

  private static BoundedDouble around(double estimate, double distance, double confidence) {
    return new BoundedDouble(estimate, confidence, estimate - distance, estimate + distance);
  }

  /** No count is less than what has been counted. */
  private static BoundedDouble count(BoundedDouble estimate, double counted) {
    return new BoundedDouble(
        estimate.mean(), estimate.confidence(), Math.max(counted, estimate.low()), estimate.high());
  }

  static final class Count implements PartialResult.Estimator<BoundedDouble> {
    private final int all;
    private final double confidence;
    private final Sums sums = new Sums();
    private int seen;

    Count(int all, double confidence) {
      this.all = all;
      this.confidence = confidence;
    }

    @Override
    public void add(Object partition) {
      seen++;
      sums.add((Long) partition);
    }

    @Override
    public BoundedDouble estimate() {
      return count(sums.total(seen, all, confidence), sums.sum);
    }
  }

  static final class Sum implements PartialResult.Estimator<BoundedDouble> {
    private final int all;
    private final double confidence;
    private final Sums sums = new Sums();
    private int seen;

    Sum(int all, double confidence) {
      this.all = all;
      this.confidence = confidence;
    }

    @Override
    public void add(Object partition) {
      seen++;
      sums.add(((double[]) partition)[1]);
    }

    @Override
    public BoundedDouble estimate() {
      return sums.total(seen, all, confidence);
    }
  }

  static final class Mean implements PartialResult.Estimator<BoundedDouble> {
    private final int all;
    private final double confidence;
    private final Sums counts = new Sums();
    private final Sums sums = new Sums();
    private double products;
    private int seen;

    Mean(int all, double confidence) {
      this.all = all;
      this.confidence = confidence;
    }

    @Override
    public void add(Object partition) {
      double[] countAndSum = (double[]) partition;
      seen++;
      counts.add(countAndSum[0]);
      sums.add(countAndSum[1]);
      products += countAndSum[0] * countAndSum[1];
    }

    @Override
    public BoundedDouble estimate() {
      double mean = counts.sum == 0 ? Double.NaN : sums.sum / counts.sum;
      if (seen == all) return BoundedDouble.exact(mean);
      if (seen < 2 || counts.sum == 0) return unknown(mean, confidence);
      double residuals =
          Math.max(0, sums.squares - 2 * mean * products + mean * mean * counts.squares);
      double perPartition = counts.sum / seen;
      double variance = (1 - (double) seen / all) * residuals / (seen - 1) / seen;
      double deviation = Math.sqrt(variance) / perPartition;
      return around(mean, deviation * Quantiles.student(confidence, seen - 1), confidence);
    }
  }

  static final class CountByValue<T> implements PartialResult.Estimator<Map<T, BoundedDouble>> {
    private final int all;
    private final double confidence;
    private final Map<T, Sums> byValue = new LinkedHashMap<>();
    private int seen;

    CountByValue(int all, double confidence) {
      this.all = all;
      this.confidence = confidence;
    }

    @Override
    @SuppressWarnings("unchecked")
    public void add(Object partition) {
      seen++;
      ((Map<T, Long>) partition)
          .forEach((value, count) -> byValue.computeIfAbsent(value, v -> new Sums()).add(count));
    }

    @Override
    public Map<T, BoundedDouble> estimate() {
      Map<T, BoundedDouble> counts = new LinkedHashMap<>();
      byValue.forEach(
          (value, sums) -> counts.put(value, count(sums.total(seen, all, confidence), sums.sum)));
      return counts;
    }
  }
}
