package io.brasa.core;

import io.brasa.core.closure.CallSite;
import io.brasa.core.function.Function;
import io.brasa.core.function.Function2;
import io.brasa.core.lineage.Link;
import io.brasa.core.operation.LocalAggregation;
import io.brasa.core.shuffle.Aggregation;
import io.brasa.core.shuffle.Partitioner;
import io.brasa.core.shuffle.ShuffleSpec;
import io.brasa.core.shuffle.SortOrder;
import io.brasa.core.shuffle.ZeroValue;
import java.util.Optional;

/** Makes the lineages in which the values of each key become one. */
final class ByKey {
  private ByKey() {}

  /** In place when the pairs are placed as the specification needs them, else through a shuffle. */
  static <K, R> PairRDD<K, R> aggregated(PairRDD<K, ?> pairs, ShuffleSpec spec, CallSite site) {
    if (pairs.lineage.partitioner().equals(Optional.of(spec.partitioner()))) {
      return new PairRDD<>(
          pairs.context,
          pairs.narrow(new LocalAggregation(spec), pairs.lineage.partitioner(), site));
    }
    return new PairRDD<>(
        pairs.context, pairs.context.lineages().shuffled(pairs.lineage, spec, site));
  }

  static <K, V> PairRDD<K, V> reduced(
      PairRDD<K, V> pairs, Partitioner partitioner, Function2<V, V, V> function, CallSite site) {
    ShuffleSpec spec =
        new ShuffleSpec(
            site.operation(), partitioner, reducing(pairs, function, site), true, SortOrder.NONE);
    return aggregated(pairs, spec, site);
  }

  static Aggregation reducing(PairRDD<?, ?> pairs, Function2<?, ?, ?> function, CallSite site) {
    Function2<Object, Object, Object> declared = declared(pairs, function, site);
    return new Aggregation.Combining(Functions.Identity.INSTANCE, declared, declared);
  }

  @SuppressWarnings("unchecked")
  static <K, V, C> PairRDD<K, C> combined(
      PairRDD<K, V> pairs,
      Function<V, C> createCombiner,
      Function2<C, V, C> mergeValue,
      Function2<C, C, C> mergeCombiners,
      Partitioner partitioner,
      boolean combinesOnMapSide,
      CallSite site) {
    Aggregation aggregation =
        new Aggregation.Combining(
            (Function<Object, Object>) (Function<?, ?>) pairs.context.declare(createCombiner, site),
            declared(pairs, mergeValue, site),
            declared(pairs, mergeCombiners, site));
    return aggregated(
        pairs,
        new ShuffleSpec(
            site.operation(), partitioner, aggregation, combinesOnMapSide, SortOrder.NONE),
        site);
  }

  static <K, V, U> PairRDD<K, U> folded(
      PairRDD<K, V> pairs,
      U zero,
      Function2<U, V, U> mergeValue,
      Function2<U, U, U> mergeCombiners,
      Partitioner partitioner,
      CallSite site) {
    Function2<Object, Object, Object> declared = declared(pairs, mergeValue, site);
    ZeroValue start = ZeroValue.of(zero, pairs.context.engine().codecs());
    Aggregation aggregation =
        new Aggregation.Combining(
            new Functions.FromZero(start, declared),
            declared,
            declared(pairs, mergeCombiners, site));
    return aggregated(
        pairs,
        new ShuffleSpec(site.operation(), partitioner, aggregation, true, SortOrder.NONE),
        site);
  }

  static <K> PairRDD<K, Long> distinctCounts(
      PairRDD<K, ?> pairs, double relativeError, Partitioner partitioner, CallSite site) {
    Aggregation counting = DistinctCount.ofKey(relativeError, site);
    PairRDD<K, Object> sketches =
        aggregated(
            pairs,
            new ShuffleSpec(site.operation(), partitioner, counting, true, SortOrder.NONE),
            site);
    Function<Object, Object> estimate = new Functions.OfValue(DistinctCount.Estimate.INSTANCE);
    return new PairRDD<>(
        pairs.context,
        sketches.narrow(
            new Link.Mapping(site.operation(), estimate), sketches.lineage.partitioner(), site));
  }

  static <K, V> PairRDD<K, Iterable<V>> grouped(
      PairRDD<K, V> pairs, Partitioner partitioner, CallSite site) {
    return aggregated(
        pairs,
        new ShuffleSpec(site.operation(), partitioner, Aggregation.GROUPING, false, SortOrder.NONE),
        site);
  }

  @SuppressWarnings("unchecked")
  private static Function2<Object, Object, Object> declared(
      PairRDD<?, ?> pairs, Function2<?, ?, ?> function, CallSite site) {
    return (Function2<Object, Object, Object>) pairs.context.declare(function, site);
  }
}
