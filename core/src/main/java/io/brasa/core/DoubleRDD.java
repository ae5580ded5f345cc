package io.brasa.core;

import io.brasa.core.block.StorageLevel;
import io.brasa.core.closure.CallSite;
import io.brasa.core.function.DoubleOperator;
import io.brasa.core.function.DoubleOperator2;
import io.brasa.core.function.DoublePredicate;
import io.brasa.core.function.DoubleToLongFunction;
import io.brasa.core.function.Function;
import io.brasa.core.lineage.Lineage;
import io.brasa.core.lineage.Link;
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

  // ---- the same as for all datasets, with their own type

  @Override
  public DoubleRDD filter(Function<? super Double, Boolean> predicate) {
    return (DoubleRDD) super.filter(predicate);
  }

  public DoubleRDD union(DoubleRDD other) {
    return like(unionOf(List.of(this, other), CallSite.here("union")));
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

  // MORE
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
