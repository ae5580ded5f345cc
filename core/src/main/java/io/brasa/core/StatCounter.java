package io.brasa.core;

import java.io.Serializable;

/**
 * Count, mean, variance, sum and extremes of numbers, in one pass and mergeable: the updates of
 * Welford (Note on a method for calculating corrected sums of squares, 1962) and the merge of Chan,
 * Golub and LeVeque (Updating formulae and a pairwise algorithm for computing sample variances,
 * 1979), which do not cancel as a sum of squares does. The sum is kept on its own, compensated
 * (Neumaier 1974). Of no numbers the mean and the variances are not a number. Not thread-safe.
 */
public final class StatCounter implements Serializable {
  private static final long serialVersionUID = 1L;

  private long count;
  private double mean;
  private double squares;
  private double max = Double.NEGATIVE_INFINITY;
  private double min = Double.POSITIVE_INFINITY;
  private final DoubleSum sum = new DoubleSum();

  /** Of no numbers. */
  public StatCounter() {}

  /** Of the given numbers. */
  public StatCounter(Iterable<Double> values) {
    merge(values);
  }

  /** Of the given numbers. */
  public static StatCounter of(double... values) {
    StatCounter stats = new StatCounter();
    for (double value : values) stats.merge(value);
    return stats;
  }

  /** Adds a number; returns this. */
  public StatCounter merge(double value) {
    count++;
    double difference = value - mean;
    mean += difference / count;
    squares += difference * (value - mean);
    max = Math.max(max, value);
    min = Math.min(min, value);
    sum.add(value);
    return this;
  }

  /** Adds numbers; returns this. */
  public StatCounter merge(Iterable<Double> values) {
    for (double value : values) merge(value);
    return this;
  }

  /** Adds what another has counted, which may be this one; returns this. */
  public StatCounter merge(StatCounter other) {
    if (other.count == 0) return this;
    if (other == this) return merge(copy());
    if (count == 0) {
      mean = other.mean;
      squares = other.squares;
    } else {
      double total = (double) count + other.count;
      double difference = other.mean - mean;
      mean += difference * (other.count / total);
      squares += other.squares + difference * difference * (count / total * other.count);
    }
    count += other.count;
    max = Math.max(max, other.max);
    min = Math.min(min, other.min);
    sum.merge(other.sum);
    return this;
  }

  public StatCounter copy() {
    return new StatCounter().merge(this);
  }

  public long count() {
    return count;
  }

  public double mean() {
    return count == 0 ? Double.NaN : mean;
  }

  public double sum() {
    return sum.value();
  }

  /** Negative infinity if there are no numbers. */
  public double max() {
    return max;
  }

  /** Positive infinity if there are no numbers. */
  public double min() {
    return min;
  }

  /** As {@link #popVariance}. */
  public double variance() {
    return popVariance();
  }

  /** Of the numbers as a whole population: squares are divided by their count. */
  public double popVariance() {
    return count == 0 ? Double.NaN : squares / count;
  }

  /** Of a population of which the numbers are a sample: squares are divided by one less. */
  public double sampleVariance() {
    return count <= 1 ? Double.NaN : squares / (count - 1);
  }

  /** As {@link #popStdev}. */
  public double stdev() {
    return popStdev();
  }

  /** The root of {@link #popVariance}. */
  public double popStdev() {
    return Math.sqrt(popVariance());
  }

  /** The root of {@link #sampleVariance}. */
  public double sampleStdev() {
    return Math.sqrt(sampleVariance());
  }

  /** The state as numbers that any codec knows. */
  double[] toParts() {
    return new double[] {
      Double.longBitsToDouble(count), mean, squares, max, min, sum.high(), sum.low()
    };
  }

  static StatCounter ofParts(double[] parts) {
    StatCounter stats = new StatCounter();
    stats.count = Double.doubleToRawLongBits(parts[0]);
    stats.mean = parts[1];
    stats.squares = parts[2];
    stats.max = parts[3];
    stats.min = parts[4];
    stats.sum.merge(new DoubleSum(parts[5], parts[6]));
    return stats;
  }

  @Override
  public String toString() {
    return "(count: "
        + count
        + ", mean: "
        + mean()
        + ", stdev: "
        + stdev()
        + ", max: "
        + max
        + ", min: "
        + min
        + ")";
  }
}
