package io.brasa.core;

import io.brasa.core.block.StorageLevel;
import io.brasa.core.closure.CallSite;
import io.brasa.core.function.DoubleOperator;
import io.brasa.core.function.DoubleOperator2;
import io.brasa.core.function.DoublePredicate;
import io.brasa.core.function.DoubleToLongFunction;
import io.brasa.core.function.Function;
import io.brasa.core.function.Pair;
import io.brasa.core.lineage.Lineage;
import io.brasa.core.lineage.Link;
import io.brasa.core.shuffle.Partitioner;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * A dataset of doubles, reached by {@link RDD#mapToDouble} and the like: statistics, and operations
 * whose functions take and give bare doubles. A record that is null makes these fail.
 */
public final class DoubleRDD extends RDD<Double> {
  DoubleRDD(BrasaContext context, Lineage<Double> lineage) {
    super(context, lineage);
  }

  @Override
  DoubleRDD like(Lineage<Double> other) {
    return new DoubleRDD(context, other);
  }

  // ---- on bare values

  /** As {@link #map} without boxes in the function's way. */
  public DoubleRDD mapDoubles(DoubleOperator function) {
    CallSite site = CallSite.here("mapDoubles");
    return like(
        narrow(
            new Link.Mapping(
                "mapDoubles", new PrimitiveFunctions.OfDouble(context.declare(function, site))),
            Optional.empty(),
            site));
  }

  /** As {@link #filter} without boxes in the predicate's way. */
  public DoubleRDD filterDoubles(DoublePredicate predicate) {
    CallSite site = CallSite.here("filterDoubles");
    return like(
        narrow(
            new Link.Filtering(
                "filterDoubles", new PrimitiveFunctions.IfDouble(context.declare(predicate, site))),
            lineage.partitioner(),
            site));
  }

  /** As {@link #reduce} without boxes in the function's way. Fails with {@code DATASET_EMPTY}. */
  public double reduceDoubles(DoubleOperator2 function) {
    CallSite site = CallSite.here("reduceDoubles");
    return Actions.reduce(
        this, new PrimitiveFunctions.OfDoubles(context.declare(function, site)), site);
  }

  /** As {@link #mapDoubles}, giving longs. */
  public LongRDD mapDoublesToLong(DoubleToLongFunction function) {
    CallSite site = CallSite.here("mapDoublesToLong");
    return new LongRDD(
        context,
        narrow(
            new Link.Mapping(
                "mapDoublesToLong",
                new PrimitiveFunctions.DoubleToLong(context.declare(function, site))),
            Optional.empty(),
            site));
  }

  // ---- statistics

  /** Of nothing zero. Rounding is compensated; see {@link StatCounter}. */
  public double sum() {
    return Statistics.sum(this, CallSite.here("sum"));
  }

  /** Not a number if there are no records. */
  public double mean() {
    return Statistics.stats(this, CallSite.here("mean")).mean();
  }

  /** Count, mean, variance, sum and extremes in one job. */
  public StatCounter stats() {
    return Statistics.stats(this, CallSite.here("stats"));
  }

  /** As {@link #popVariance}. */
  public double variance() {
    return Statistics.stats(this, CallSite.here("variance")).popVariance();
  }

  /** The variance of the records as a whole population; not a number if there are none. */
  public double popVariance() {
    return Statistics.stats(this, CallSite.here("popVariance")).popVariance();
  }

  /** The variance of what the records are a sample of; not a number if there are less than two. */
  public double sampleVariance() {
    return Statistics.stats(this, CallSite.here("sampleVariance")).sampleVariance();
  }

  /** As {@link #popStdev}. */
  public double stdev() {
    return Statistics.stats(this, CallSite.here("stdev")).popStdev();
  }

  /** The root of {@link #popVariance}. */
  public double popStdev() {
    return Statistics.stats(this, CallSite.here("popStdev")).popStdev();
  }

  /** The root of {@link #sampleVariance}. */
  public double sampleStdev() {
    return Statistics.stats(this, CallSite.here("sampleStdev")).sampleStdev();
  }

  /** As {@link #sumApprox(long, double)} with 95 %. */
  public PartialResult<BoundedDouble> sumApprox(long timeoutMillis) {
    return sumApprox(timeoutMillis, 0.95);
  }

  /** About the sum, after so many milliseconds at most; see {@link #countApprox(long, double)}. */
  public PartialResult<BoundedDouble> sumApprox(long timeoutMillis, double confidence) {
    Estimates.checkConfidence(confidence);
    return PartialResult.of(
        this,
        Estimates.CountAndSum.INSTANCE,
        new Estimates.Sum(lineage.partitionCount(), confidence),
        timeoutMillis,
        CallSite.here("sumApprox"));
  }

  /** As {@link #meanApprox(long, double)} with 95 %. */
  public PartialResult<BoundedDouble> meanApprox(long timeoutMillis) {
    return meanApprox(timeoutMillis, 0.95);
  }

  /** About the mean, after so many milliseconds at most; see {@link #countApprox(long, double)}. */
  public PartialResult<BoundedDouble> meanApprox(long timeoutMillis, double confidence) {
    Estimates.checkConfidence(confidence);
    return PartialResult.of(
        this,
        Estimates.CountAndSum.INSTANCE,
        new Estimates.Mean(lineage.partitionCount(), confidence),
        timeoutMillis,
        CallSite.here("meanApprox"));
  }

  /** The greatest record; what is not a number is above all. Fails with {@code DATASET_EMPTY}. */
  public double max() {
    return Actions.reduce(this, new Statistics.Extreme(true), CallSite.here("max"));
  }

  /** The least record; what is not a number is above all. Fails with {@code DATASET_EMPTY}. */
  public double min() {
    return Actions.reduce(this, new Statistics.Extreme(false), CallSite.here("min"));
  }

  /**
   * The bounds of so many equally wide buckets from the least to the greatest record, and how many
   * records each has. All buckets are open above but the last. If all records are equal there is
   * one bucket. Fails with {@code DATASET_EMPTY}, and with {@code VALUE_OUT_OF_RANGE} if there are
   * infinities or what is not a number. Runs two jobs.
   */
  public Pair<double[], long[]> histogram(int bucketCount) {
    return Statistics.histogram(this, bucketCount, CallSite.here("histogram"));
  }

  /**
   * How many records each of the given buckets has: from one bound to before the next, in the last
   * one to its upper bound. Records beyond the bounds, and what is not a number, count nowhere.
   *
   * @param bounds ascending, at least two
   */
  public long[] histogram(double[] bounds) {
    return Statistics.histogram(
        this, new Buckets(bounds.clone(), false), CallSite.here("histogram"));
  }

  /**
   * As {@link #histogram(double[])}.
   *
   * @param evenBuckets whether the bounds are evenly spaced, so that finding a bucket costs the
   *     same however many there are
   */
  public long[] histogram(Double[] bounds, boolean evenBuckets) {
    double[] bare = Arrays.stream(bounds).mapToDouble(bound -> bound).toArray();
    return Statistics.histogram(this, new Buckets(bare, evenBuckets), CallSite.here("histogram"));
  }

  // ---- the same as for all datasets, with their own type

  @Override
  public DoubleRDD filter(Function<? super Double, Boolean> predicate) {
    return (DoubleRDD) super.filter(predicate);
  }

  public DoubleRDD union(DoubleRDD other) {
    return like(Unions.of(List.of(this, other), CallSite.here("union")));
  }

  @Override
  public DoubleRDD distinct() {
    return (DoubleRDD) super.distinct();
  }

  @Override
  public DoubleRDD distinct(int partitionCount) {
    return (DoubleRDD) super.distinct(partitionCount);
  }

  @Override
  public DoubleRDD repartition(int partitionCount) {
    return (DoubleRDD) super.repartition(partitionCount);
  }

  @Override
  public DoubleRDD coalesce(int partitionCount) {
    return (DoubleRDD) super.coalesce(partitionCount);
  }

  @Override
  public DoubleRDD coalesce(int partitionCount, boolean shuffle) {
    return (DoubleRDD) super.coalesce(partitionCount, shuffle);
  }

  @Override
  public DoubleRDD sample(boolean withReplacement, double fraction) {
    return (DoubleRDD) super.sample(withReplacement, fraction);
  }

  @Override
  public DoubleRDD sample(boolean withReplacement, double fraction, long seed) {
    return (DoubleRDD) super.sample(withReplacement, fraction, seed);
  }

  @Override
  public DoubleRDD intersection(RDD<Double> other) {
    return (DoubleRDD) super.intersection(other);
  }

  @Override
  public DoubleRDD subtract(RDD<Double> other) {
    return (DoubleRDD) super.subtract(other);
  }

  @Override
  public DoubleRDD subtract(RDD<Double> other, int partitionCount) {
    return (DoubleRDD) super.subtract(other, partitionCount);
  }

  @Override
  public DoubleRDD subtract(RDD<Double> other, Partitioner partitioner) {
    return (DoubleRDD) super.subtract(other, partitioner);
  }

  @Override
  public DoubleRDD setName(String name) {
    return (DoubleRDD) super.setName(name);
  }

  @Override
  public DoubleRDD cache() {
    return (DoubleRDD) super.cache();
  }

  @Override
  public DoubleRDD persist(StorageLevel level) {
    return (DoubleRDD) super.persist(level);
  }

  @Override
  public DoubleRDD unpersist() {
    return (DoubleRDD) super.unpersist();
  }
}
