package io.brasa.core;

import io.brasa.core.block.StorageLevel;
import io.brasa.core.closure.CallSite;
import io.brasa.core.function.Function;
import io.brasa.core.function.LongOperator;
import io.brasa.core.function.LongOperator2;
import io.brasa.core.function.LongPredicate;
import io.brasa.core.function.LongToDoubleFunction;
import io.brasa.core.function.Pair;
import io.brasa.core.lineage.Lineage;
import io.brasa.core.lineage.Link;
import io.brasa.core.shuffle.Partitioner;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.MathContext;
import java.util.List;
import java.util.Optional;

/**
 * A dataset of longs, reached by {@link RDD#mapToLong}, {@link BrasaContext#range} and the like:
 * exact sums, and operations whose functions take and give bare longs. A record that is null makes
 * these fail.
 */
public final class LongRDD extends RDD<Long> {
  LongRDD(BrasaContext context, Lineage<Long> lineage) {
    super(context, lineage);
  }

  @Override
  LongRDD like(Lineage<Long> other) {
    return new LongRDD(context, other);
  }

  // ---- on bare values

  /** As {@link #map} without boxes in the function's way. */
  public LongRDD mapLongs(LongOperator function) {
    CallSite site = CallSite.here("mapLongs");
    return like(
        narrow(
            new Link.Mapping(
                "mapLongs", new PrimitiveFunctions.OfLong(context.declare(function, site))),
            Optional.empty(),
            site));
  }

  /** As {@link #filter} without boxes in the predicate's way. */
  public LongRDD filterLongs(LongPredicate predicate) {
    CallSite site = CallSite.here("filterLongs");
    return like(
        narrow(
            new Link.Filtering(
                "filterLongs", new PrimitiveFunctions.IfLong(context.declare(predicate, site))),
            lineage.partitioner(),
            site));
  }

  /** As {@link #reduce} without boxes in the function's way. Fails with {@code DATASET_EMPTY}. */
  public long reduceLongs(LongOperator2 function) {
    CallSite site = CallSite.here("reduceLongs");
    return Actions.reduce(
        this, new PrimitiveFunctions.OfLongs(context.declare(function, site)), site);
  }

  /** As {@link #mapLongs}, giving doubles. */
  public DoubleRDD mapLongsToDouble(LongToDoubleFunction function) {
    CallSite site = CallSite.here("mapLongsToDouble");
    return new DoubleRDD(
        context,
        narrow(
            new Link.Mapping(
                "mapLongsToDouble",
                new PrimitiveFunctions.LongToDouble(context.declare(function, site))),
            Optional.empty(),
            site));
  }

  /** Each long as the nearest double. */
  public DoubleRDD toDoubles() {
    return mapLongsToDouble(PrimitiveFunctions.Widen.INSTANCE);
  }

  // ---- statistics

  /**
   * Exact; of nothing zero. Fails with {@code VALUE_OUT_OF_RANGE} if the sum of all, be it of few,
   * is more than a long holds.
   */
  public long sum() {
    return Statistics.exactSum(this, CallSite.here("sum"));
  }

  /** The exact sum by the count, rounded once; not a number if there are no records. */
  public double mean() {
    Pair<Long, BigInteger> counted = Statistics.countAndSum(this, CallSite.here("mean"));
    if (counted._1() == 0) return Double.NaN;
    return new BigDecimal(counted._2())
        .divide(new BigDecimal(counted._1()), MathContext.DECIMAL128)
        .doubleValue();
  }

  /** Of the records as doubles: count, mean, variance, sum and extremes in one job. */
  public StatCounter stats() {
    return Statistics.stats(this, CallSite.here("stats"));
  }

  /** The greatest record. Fails with {@code DATASET_EMPTY}. */
  public long max() {
    return Actions.reduce(this, new Statistics.LongExtreme(true), CallSite.here("max"));
  }

  /** The least record. Fails with {@code DATASET_EMPTY}. */
  public long min() {
    return Actions.reduce(this, new Statistics.LongExtreme(false), CallSite.here("min"));
  }

  // ---- the same as for all datasets, with their own type

  @Override
  public LongRDD filter(Function<? super Long, Boolean> predicate) {
    return (LongRDD) super.filter(predicate);
  }

  public LongRDD union(LongRDD other) {
    return like(Unions.of(List.of(this, other), CallSite.here("union")));
  }

  @Override
  public LongRDD distinct() {
    return (LongRDD) super.distinct();
  }

  @Override
  public LongRDD distinct(int partitionCount) {
    return (LongRDD) super.distinct(partitionCount);
  }

  @Override
  public LongRDD repartition(int partitionCount) {
    return (LongRDD) super.repartition(partitionCount);
  }

  @Override
  public LongRDD coalesce(int partitionCount) {
    return (LongRDD) super.coalesce(partitionCount);
  }

  @Override
  public LongRDD coalesce(int partitionCount, boolean shuffle) {
    return (LongRDD) super.coalesce(partitionCount, shuffle);
  }

  @Override
  public LongRDD sample(boolean withReplacement, double fraction) {
    return (LongRDD) super.sample(withReplacement, fraction);
  }

  @Override
  public LongRDD sample(boolean withReplacement, double fraction, long seed) {
    return (LongRDD) super.sample(withReplacement, fraction, seed);
  }

  @Override
  public LongRDD intersection(RDD<Long> other) {
    return (LongRDD) super.intersection(other);
  }

  @Override
  public LongRDD subtract(RDD<Long> other) {
    return (LongRDD) super.subtract(other);
  }

  @Override
  public LongRDD subtract(RDD<Long> other, int partitionCount) {
    return (LongRDD) super.subtract(other, partitionCount);
  }

  @Override
  public LongRDD subtract(RDD<Long> other, Partitioner partitioner) {
    return (LongRDD) super.subtract(other, partitioner);
  }

  @Override
  public LongRDD setName(String name) {
    return (LongRDD) super.setName(name);
  }

  @Override
  public LongRDD cache() {
    return (LongRDD) super.cache();
  }

  @Override
  public LongRDD persist(StorageLevel level) {
    return (LongRDD) super.persist(level);
  }

  @Override
  public LongRDD unpersist() {
    return (LongRDD) super.unpersist();
  }
}
