package io.brasa.core;

import io.brasa.core.block.StorageLevel;
import io.brasa.core.closure.CallSite;
import io.brasa.core.function.FlatMapFunction;
import io.brasa.core.function.Function;
import io.brasa.core.function.Function2;
import io.brasa.core.function.Pair;
import io.brasa.core.lineage.Dependency;
import io.brasa.core.lineage.Lineage;
import io.brasa.core.lineage.Link;
import io.brasa.core.operation.CoGroup;
import io.brasa.core.operation.LocalAggregation;
import io.brasa.core.shuffle.Aggregation;
import io.brasa.core.shuffle.HashPartitioner;
import io.brasa.core.shuffle.Partitioner;
import io.brasa.core.shuffle.ShuffleSpec;
import io.brasa.core.shuffle.SortOrder;
import java.io.Serializable;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A dataset of pairs, with the operations by key. Keys are compared by content: records by their
 * components, enums by name, own classes by their {@code equals} and {@code hashCode}; arrays and
 * classes without equality are refused by name. When the partitioner is known and fits, nothing is
 * shuffled.
 */
public final class PairRDD<K, V> extends RDD<Pair<K, V>> {
  PairRDD(BrasaContext context, Lineage<Pair<K, V>> lineage) {
    super(context, lineage);
  }

  // ---- of values and keys

  /** Applies a function to each value; keys and partitioning stay. */
  @SuppressWarnings("unchecked")
  public <R> PairRDD<K, R> mapValues(Function<? super V, ? extends R> function) {
    CallSite site = CallSite.here("mapValues");
    Function<Object, Object> declared = (Function<Object, Object>) context.declare(function, site);
    return pairs(
        this.<Pair<K, R>>linked(
            new Link.Mapping("mapValues", new Functions.OfValue(declared)), true, site));
  }

  /** Each key with every element that the function gives for its value; partitioning stays. */
  @SuppressWarnings("unchecked")
  public <R> PairRDD<K, R> flatMapValues(FlatMapFunction<? super V, ? extends R> function) {
    CallSite site = CallSite.here("flatMapValues");
    FlatMapFunction<Object, Object> declared =
        (FlatMapFunction<Object, Object>) (FlatMapFunction<?, ?>) context.declare(function, site);
    return pairs(
        this.<Pair<K, R>>linked(
            new Link.Expanding("flatMapValues", new Functions.OfValueFlat(declared)), true, site));
  }

  public RDD<K> keys() {
    return linked(
        new Link.Mapping("keys", Functions.ToFirst.INSTANCE), false, CallSite.here("keys"));
  }

  public RDD<V> values() {
    return linked(
        new Link.Mapping("values", Functions.ToSecond.INSTANCE), false, CallSite.here("values"));
  }

  // ---- by key

  /**
   * Combines the values of each key by an associative and commutative function, on the map side
   * already.
   */
  public PairRDD<K, V> reduceByKey(Function2<V, V, V> function) {
    return reduceByKey(partitionerFor(), function, CallSite.here("reduceByKey"));
  }

  /** As {@link #reduceByKey(Function2)}, into the given number of partitions. */
  public PairRDD<K, V> reduceByKey(Function2<V, V, V> function, int partitionCount) {
    return reduceByKey(new HashPartitioner(partitionCount), function, CallSite.here("reduceByKey"));
  }

  @SuppressWarnings("unchecked")
  private PairRDD<K, V> reduceByKey(
      Partitioner partitioner, Function2<V, V, V> function, CallSite site) {
    Function2<Object, Object, Object> declared =
        (Function2<Object, Object, Object>) (Function2<?, ?, ?>) context.declare(function, site);
    Aggregation aggregation =
        new Aggregation.Combining(Functions.Identity.INSTANCE, declared, declared);
    return byKey(
        new ShuffleSpec("reduceByKey", partitioner, aggregation, true, SortOrder.NONE), site);
  }

  /** All values of each key. A group must fit into memory. */
  public PairRDD<K, Iterable<V>> groupByKey() {
    return groupByKey(partitionerFor(), CallSite.here("groupByKey"));
  }

  /** As {@link #groupByKey()}, into the given number of partitions. */
  public PairRDD<K, Iterable<V>> groupByKey(int partitionCount) {
    return groupByKey(new HashPartitioner(partitionCount), CallSite.here("groupByKey"));
  }

  private PairRDD<K, Iterable<V>> groupByKey(Partitioner partitioner, CallSite site) {
    return byKey(
        new ShuffleSpec("groupByKey", partitioner, Aggregation.GROUPING, false, SortOrder.NONE),
        site);
  }

  /** For each key in both datasets every pair of their values. */
  public <W> PairRDD<K, Pair<V, W>> join(PairRDD<K, W> other) {
    CallSite site = CallSite.here("join");
    return join(other, partitionerFor(other), site);
  }

  /** As {@link #join(PairRDD)}, into the given number of partitions. */
  public <W> PairRDD<K, Pair<V, W>> join(PairRDD<K, W> other, int partitionCount) {
    return join(other, new HashPartitioner(partitionCount), CallSite.here("join"));
  }

  private <W> PairRDD<K, Pair<V, W>> join(
      PairRDD<K, W> other, Partitioner partitioner, CallSite site) {
    Lineage<Object> groups = cogrouped("join", other, partitioner, site);
    return new PairRDD<>(
        context,
        Lineage.of(
            context.nextDataset(),
            new Link.Expanding("join", Functions.InnerJoin.INSTANCE),
            List.of(new Dependency.Narrow(groups)),
            Optional.of(partitioner),
            groups.partitionCount(),
            site));
  }

  /** For each key in either dataset the values of both. */
  public <W> PairRDD<K, Pair<Iterable<V>, Iterable<W>>> cogroup(PairRDD<K, W> other) {
    CallSite site = CallSite.here("cogroup");
    Partitioner partitioner = partitionerFor(other);
    Lineage<Object> groups = cogrouped("cogroup", other, partitioner, site);
    return new PairRDD<>(
        context,
        Lineage.of(
            context.nextDataset(),
            new Link.Mapping("cogroup", Functions.TwoGroups.INSTANCE),
            List.of(new Dependency.Narrow(groups)),
            Optional.of(partitioner),
            groups.partitionCount(),
            site));
  }

  /** The pairs, placed by a partitioner; what follows by key with an equal one needs no shuffle. */
  public PairRDD<K, V> partitionBy(Partitioner partitioner) {
    if (lineage.partitioner().equals(Optional.of(partitioner))) return this;
    CallSite site = CallSite.here("partitionBy");
    return new PairRDD<>(
        context, context.shuffled(lineage, ShuffleSpec.plain("partitionBy", partitioner), site));
  }

  /**
   * The pairs in the natural order of their keys, by ranges: partition after partition is sorted.
   */
  public PairRDD<K, V> sortByKey() {
    return sortByKey(SortOrder.ASCENDING, defaultPartitions(), CallSite.here("sortByKey"));
  }

  /** As {@link #sortByKey()}, descending if asked. */
  public PairRDD<K, V> sortByKey(boolean ascending) {
    return sortByKey(
        ascending ? SortOrder.ASCENDING : SortOrder.DESCENDING,
        defaultPartitions(),
        CallSite.here("sortByKey"));
  }

  /** As {@link #sortByKey(boolean)}, into at most the given number of partitions. */
  public PairRDD<K, V> sortByKey(boolean ascending, int partitionCount) {
    return sortByKey(
        ascending ? SortOrder.ASCENDING : SortOrder.DESCENDING,
        partitionCount,
        CallSite.here("sortByKey"));
  }

  /** As {@link #sortByKey()} in the order of a comparator, which must be serialisable. */
  public <C extends Comparator<? super K> & Serializable> PairRDD<K, V> sortByKey(C comparator) {
    CallSite site = CallSite.here("sortByKey");
    return sortByKey(
        SortOrder.by(context.declare(comparator, site), true), defaultPartitions(), site);
  }

  /**
   * The bounds of the ranges come from a sample, for which a job runs now unless there is one
   * partition only.
   */
  private PairRDD<K, V> sortByKey(SortOrder order, int partitionCount, CallSite site) {
    Partitioner partitioner = Actions.rangePartitioner(this, order, partitionCount, site);
    ShuffleSpec spec = new ShuffleSpec("sortByKey", partitioner, Aggregation.NONE, false, order);
    return new PairRDD<>(context, context.shuffled(lineage, spec, site));
  }

  // ---- actions

  /** All pairs as a map in the order of partitions; of equal keys the last one counts. */
  public Map<K, V> collectAsMap() {
    Map<K, V> all = new LinkedHashMap<>();
    for (List<Pair<K, V>> part : Actions.collect(this, CallSite.here("collectAsMap")))
      part.forEach(pair -> all.put(pair._1(), pair._2()));
    return all;
  }

  // ---- the same as for all datasets, with their own type

  @Override
  @SuppressWarnings("unchecked")
  public PairRDD<K, V> filter(Function<? super Pair<K, V>, Boolean> predicate) {
    CallSite site = CallSite.here("filter");
    return pairs(
        this.<Pair<K, V>>linked(
            new Link.Filtering(
                "filter",
                (Function<Object, Boolean>) (Function<?, ?>) context.declare(predicate, site)),
            true,
            site));
  }

  public PairRDD<K, V> union(PairRDD<K, V> other) {
    return new PairRDD<>(context, unionOf(List.of(this, other), CallSite.here("union")));
  }

  @Override
  public PairRDD<K, V> distinct() {
    return new PairRDD<>(context, distinctOf(defaultPartitions(), CallSite.here("distinct")));
  }

  @Override
  public PairRDD<K, V> distinct(int partitionCount) {
    return new PairRDD<>(context, distinctOf(partitionCount, CallSite.here("distinct")));
  }

  @Override
  public PairRDD<K, V> repartition(int partitionCount) {
    return new PairRDD<>(context, repartitionOf(partitionCount, CallSite.here("repartition")));
  }

  @Override
  public PairRDD<K, V> cache() {
    return persist(StorageLevel.MEMORY_ONLY);
  }

  @Override
  public PairRDD<K, V> persist(StorageLevel level) {
    super.persist(level);
    return this;
  }

  @Override
  public PairRDD<K, V> unpersist() {
    return unpersist(false);
  }

  @Override
  public PairRDD<K, V> unpersist(boolean blocking) {
    super.unpersist(blocking);
    return this;
  }

  @Override
  public PairRDD<K, V> localCheckpoint() {
    super.localCheckpoint();
    return this;
  }

  // ---- how

  /**
   * Aggregates in place when the pairs are placed as the aggregation needs them, else through a
   * shuffle.
   */
  private <R> PairRDD<K, R> byKey(ShuffleSpec spec, CallSite site) {
    if (lineage.partitioner().equals(Optional.of(spec.partitioner()))) {
      return new PairRDD<>(
          context, narrow(new LocalAggregation(spec), lineage.partitioner(), site));
    }
    return new PairRDD<>(context, context.shuffled(lineage, spec, site));
  }

  private Lineage<Object> cogrouped(
      String operation, PairRDD<K, ?> other, Partitioner partitioner, CallSite site) {
    context.requireSame(other.context);
    List<Dependency> dependencies = new ArrayList<>(2);
    for (PairRDD<K, ?> each : List.of(this, other)) {
      boolean isPlaced = each.lineage.partitioner().equals(Optional.of(partitioner));
      dependencies.add(
          isPlaced
              ? new Dependency.Narrow(each.lineage)
              : context.shuffleOf(each.lineage, ShuffleSpec.plain(operation, partitioner)));
    }
    return Lineage.of(
        context.nextDataset(),
        new CoGroup(operation, 2),
        dependencies,
        Optional.of(partitioner),
        partitioner.partitionCount(),
        site);
  }

  /** The partitioner that is there, so that nothing moves; else one by hash. */
  private Partitioner partitionerFor() {
    return lineage.partitioner().orElseGet(() -> new HashPartitioner(defaultPartitions()));
  }

  private Partitioner partitionerFor(PairRDD<K, ?> other) {
    if (lineage.partitioner().isPresent()) return lineage.partitioner().get();
    if (other.lineage.partitioner().isPresent()) return other.lineage.partitioner().get();
    return new HashPartitioner(Math.max(defaultPartitions(), other.defaultPartitions()));
  }
}
