package io.brasa.core;

import io.brasa.core.closure.CallSite;
import io.brasa.core.error.CoreError;
import io.brasa.core.execute.JobRequest;
import io.brasa.core.execute.TaskResult;
import io.brasa.core.function.Function2;
import io.brasa.core.function.Pair;
import io.brasa.core.lineage.TaskContext;
import io.brasa.core.task.End;
import io.brasa.runtime.error.EngineException;
import java.math.BigInteger;
import java.util.Iterator;

/** Sums, moments and histograms of numbers: what tasks do and what the driver makes of it. */
final class Statistics {
  private Statistics() {}

  // ---- moments

  enum Moments implements End.Action {
    INSTANCE;

    @Override
    public Object finish(Iterator<?> records, TaskContext context) {
      StatCounter stats = new StatCounter();
      while (records.hasNext()) stats.merge(((Number) records.next()).doubleValue());
      return stats.toParts();
    }
  }

  static StatCounter stats(RDD<?> rdd, CallSite site) {
    StatCounter stats = new StatCounter();
    for (TaskResult part : rdd.context.run(new JobRequest(rdd.lineage, Moments.INSTANCE, site)))
      stats.merge(StatCounter.ofParts((double[]) part.value()));
    return stats;
  }

  // ---- sums

  enum SumOfDoubles implements End.Action {
    INSTANCE;

    @Override
    public Object finish(Iterator<?> records, TaskContext context) {
      DoubleSum sum = new DoubleSum();
      while (records.hasNext()) sum.add((Double) records.next());
      return new double[] {sum.high(), sum.low()};
    }
  }

  static double sum(RDD<Double> rdd, CallSite site) {
    DoubleSum sum = new DoubleSum();
    for (TaskResult part :
        rdd.context.run(new JobRequest(rdd.lineage, SumOfDoubles.INSTANCE, site))) {
      double[] parts = (double[]) part.value();
      sum.merge(new DoubleSum(parts[0], parts[1]));
    }
    return sum.value();
  }

  /** Count and exact sum. The sum overflows into a long of its own, so that only the result may. */
  enum SumOfLongs implements End.Action {
    INSTANCE;

    @Override
    public Object finish(Iterator<?> records, TaskContext context) {
      BigInteger carried = BigInteger.ZERO;
      long sum = 0;
      long count = 0;
      for (; records.hasNext(); count++) {
        long value = (Long) records.next();
        long next = sum + value;
        if (((sum ^ next) & (value ^ next)) < 0) {
          carried = carried.add(BigInteger.valueOf(sum));
          next = value;
        }
        sum = next;
      }
      return new Pair<>(count, carried.add(BigInteger.valueOf(sum)).toByteArray());
    }
  }

  static Pair<Long, BigInteger> countAndSum(RDD<Long> rdd, CallSite site) {
    BigInteger sum = BigInteger.ZERO;
    long count = 0;
    for (TaskResult part :
        rdd.context.run(new JobRequest(rdd.lineage, SumOfLongs.INSTANCE, site))) {
      Pair<?, ?> counted = (Pair<?, ?>) part.value();
      count += (Long) counted._1();
      sum = sum.add(new BigInteger((byte[]) counted._2()));
    }
    return new Pair<>(count, sum);
  }

  static long exactSum(RDD<Long> rdd, CallSite site) {
    BigInteger sum = countAndSum(rdd, site)._2();
    if (sum.bitLength() < Long.SIZE) return sum.longValue();
    throw new EngineException(
        CoreError.VALUE_OUT_OF_RANGE,
        "The sum of '" + site + "' is " + sum + ", which a long does not hold",
        "Sum up toDoubles(), or map to BigInteger and reduce");
  }

  // ---- extremes

  /** By the order of {@link Double#compare}: not a number is above all, zero above minus zero. */
  record Extreme(boolean isGreatest) implements Function2<Double, Double, Double> {
    @Override
    public Double call(Double first, Double second) {
      boolean isLess = Double.compare(first, second) < 0;
      return isLess == isGreatest ? second : first;
    }
  }

  record LongExtreme(boolean isGreatest) implements Function2<Long, Long, Long> {
    @Override
    public Long call(Long first, Long second) {
      return first < second == isGreatest ? second : first;
    }
  }

  // ---- histograms

  record CountInBuckets(Buckets buckets) implements End.Action {
    @Override
    public Object finish(Iterator<?> records, TaskContext context) {
      long[] counts = new long[buckets.count()];
      while (records.hasNext()) {
        int bucket = buckets.of((Double) records.next());
        if (bucket >= 0) counts[bucket]++;
      }
      return counts;
    }
  }

  static long[] histogram(RDD<Double> rdd, Buckets buckets, CallSite site) {
    long[] counts = new long[buckets.count()];
    for (TaskResult part :
        rdd.context.run(new JobRequest(rdd.lineage, new CountInBuckets(buckets), site))) {
      long[] counted = (long[]) part.value();
      for (int i = 0; i < counts.length; i++) counts[i] += counted[i];
    }
    return counts;
  }

  static Pair<double[], long[]> histogram(RDD<Double> rdd, int bucketCount, CallSite site) {
    if (bucketCount < 1) throw new IllegalArgumentException("bucket count " + bucketCount);
    StatCounter stats = stats(rdd, site);
    if (stats.count() == 0) throw Actions.empty(rdd.lineage);
    if (!Double.isFinite(stats.min()) || !Double.isFinite(stats.max()))
      throw new EngineException(
          CoreError.VALUE_OUT_OF_RANGE,
          "'" + site + "' has no even buckets from " + stats.min() + " to " + stats.max(),
          "Filter infinities and what is not a number, or give the bounds of the buckets");
    Buckets buckets = Buckets.even(stats.min(), stats.max(), bucketCount);
    return new Pair<>(buckets.bounds().clone(), histogram(rdd, buckets, site));
  }
}
