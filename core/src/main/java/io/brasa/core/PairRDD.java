package io.brasa.core;

import io.brasa.core.block.StorageLevel;
import io.brasa.core.closure.CallSite;
import io.brasa.core.function.FlatMapFunction;
import io.brasa.core.function.Function;
import io.brasa.core.function.Function2;
import io.brasa.core.function.Pair;
import io.brasa.core.function.Quadruple;
import io.brasa.core.function.SerializableComparator;
import io.brasa.core.function.Triple;
import io.brasa.core.lineage.Lineage;
import io.brasa.core.lineage.Link;
import io.brasa.core.shuffle.HashPartitioner;
import io.brasa.core.shuffle.Partitioner;
import io.brasa.core.shuffle.ShuffleSpec;
import io.brasa.core.shuffle.SortOrder;
import java.util.ArrayList;
import java.util.Comparator;
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

  /** The same dataset, with the operations by key. */
  public static <K, V> PairRDD<K, V> fromRDD(RDD<Pair<K, V>> pairs) {
    return pairs instanceof PairRDD<?, ?> ? (PairRDD<K, V>) pairs : pairs(pairs);
  }

  /**
   * How operations that bring datasets together by key divide theirs if nobody says: by the widest
   * partitioner that one of them has, if it is wide enough, else by hash.
   */
  @SafeVarargs
  public static <K> Partitioner defaultPartitioner(PairRDD<K, ?> first, PairRDD<K, ?>... others) {
    List<PairRDD<K, ?>> all = new ArrayList<>(List.of(others));
    all.add(0, first);
    return Joins.partitionerFor(all);
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

  /** The key of each pair. */
  public RDD<K> keys() {
    return linked(
        new Link.Mapping("keys", Functions.ToFirst.INSTANCE), false, CallSite.here("keys"));
  }

  /** The value of each pair. */
  public RDD<V> values() {
    return linked(
        new Link.Mapping("values", Functions.ToSecond.INSTANCE), false, CallSite.here("values"));
  }

  // ---- one value for each key

  /**
   * Combines the values of each key: the first one becomes a combiner, further ones are merged into
   * it, on the map side already, and combiners are merged with each other. The functions may change
   * and return their first argument.
   */
  public <C> PairRDD<K, C> combineByKey(
      Function<V, C> createCombiner,
      Function2<C, V, C> mergeValue,
      Function2<C, C, C> mergeCombiners) {
    return combineByKey(createCombiner, mergeValue, mergeCombiners, partitionerFor(), true);
  }

  /** As {@link #combineByKey(Function, Function2, Function2)}, into so many partitions. */
  public <C> PairRDD<K, C> combineByKey(
      Function<V, C> createCombiner,
      Function2<C, V, C> mergeValue,
      Function2<C, C, C> mergeCombiners,
      int partitionCount) {
    Partitioner partitioner = new HashPartitioner(partitionCount);
    return combineByKey(createCombiner, mergeValue, mergeCombiners, partitioner, true);
  }

  /** As {@link #combineByKey(Function, Function2, Function2)}, placed by the partitioner. */
  public <C> PairRDD<K, C> combineByKey(
      Function<V, C> createCombiner,
      Function2<C, V, C> mergeValue,
      Function2<C, C, C> mergeCombiners,
      Partitioner partitioner) {
    return combineByKey(createCombiner, mergeValue, mergeCombiners, partitioner, true);
  }

  /**
   * As {@link #combineByKey(Function, Function2, Function2)}, placed by the partitioner.
   *
   * @param combinesOnMapSide false where combining makes nothing smaller: then each value moves as
   *     it is, and combiners are merged only when memory runs short
   */
  public <C> PairRDD<K, C> combineByKey(
      Function<V, C> createCombiner,
      Function2<C, V, C> mergeValue,
      Function2<C, C, C> mergeCombiners,
      Partitioner partitioner,
      boolean combinesOnMapSide) {
    return ByKey.combined(
        this,
        createCombiner,
        mergeValue,
        mergeCombiners,
        partitioner,
        combinesOnMapSide,
        CallSite.here("combineByKey"));
  }

  /**
   * Merges the values of each key into a copy of {@code zero}, which the functions may change. As
   * in Spark, {@code zero} counts once for each key and map partition: it should be neutral.
   */
  public <U> PairRDD<K, U> aggregateByKey(
      U zero, Function2<U, V, U> mergeValue, Function2<U, U, U> mergeCombiners) {
    CallSite site = CallSite.here("aggregateByKey");
    return ByKey.folded(this, zero, mergeValue, mergeCombiners, partitionerFor(), site);
  }

  /** As {@link #aggregateByKey(Object, Function2, Function2)}, into so many partitions. */
  public <U> PairRDD<K, U> aggregateByKey(
      U zero,
      int partitionCount,
      Function2<U, V, U> mergeValue,
      Function2<U, U, U> mergeCombiners) {
    return aggregateByKey(zero, new HashPartitioner(partitionCount), mergeValue, mergeCombiners);
  }

  /** As {@link #aggregateByKey(Object, Function2, Function2)}, placed by the partitioner. */
  public <U> PairRDD<K, U> aggregateByKey(
      U zero,
      Partitioner partitioner,
      Function2<U, V, U> mergeValue,
      Function2<U, U, U> mergeCombiners) {
    CallSite site = CallSite.here("aggregateByKey");
    return ByKey.folded(this, zero, mergeValue, mergeCombiners, partitioner, site);
  }

  /**
   * As {@link #reduceByKey(Function2)}, beginning with a copy of {@code zero} for each key. As in
   * Spark it counts once for each key and map partition: it should be neutral.
   */
  public PairRDD<K, V> foldByKey(V zero, Function2<V, V, V> function) {
    return foldByKey(zero, partitionerFor(), function);
  }

  /** As {@link #foldByKey(Object, Function2)}, into the given number of partitions. */
  public PairRDD<K, V> foldByKey(V zero, int partitionCount, Function2<V, V, V> function) {
    return foldByKey(zero, new HashPartitioner(partitionCount), function);
  }

  /** As {@link #foldByKey(Object, Function2)}, placed by the partitioner. */
  public PairRDD<K, V> foldByKey(V zero, Partitioner partitioner, Function2<V, V, V> function) {
    CallSite site = CallSite.here("foldByKey");
    return ByKey.folded(this, zero, function, function, partitioner, site);
  }

  /**
   * Combines the values of each key by an associative and commutative function, on the map side
   * already.
   */
  public PairRDD<K, V> reduceByKey(Function2<V, V, V> function) {
    return reduceByKey(partitionerFor(), function);
  }

  /** As {@link #reduceByKey(Function2)}, into the given number of partitions. */
  public PairRDD<K, V> reduceByKey(Function2<V, V, V> function, int partitionCount) {
    return reduceByKey(new HashPartitioner(partitionCount), function);
  }

  /** As {@link #reduceByKey(Function2)}, placed by the partitioner. */
  public PairRDD<K, V> reduceByKey(Partitioner partitioner, Function2<V, V, V> function) {
    return ByKey.reduced(this, partitioner, function, CallSite.here("reduceByKey"));
  }

  /**
   * About how many different values each key has, by a sketch for each key. Fails with {@code
   * MODULE_MISSING} if the module brasa-sketch is not there.
   *
   * @param relativeError the standard deviation of an answer as a part of it, from 0.00072; a
   *     sketch takes about {@code (1.04 / relativeError)²} bytes
   */
  public PairRDD<K, Long> countApproxDistinctByKey(double relativeError) {
    return countApproxDistinctByKey(relativeError, partitionerFor());
  }

  /** As {@link #countApproxDistinctByKey(double)}, into the given number of partitions. */
  public PairRDD<K, Long> countApproxDistinctByKey(double relativeError, int partitionCount) {
    return countApproxDistinctByKey(relativeError, new HashPartitioner(partitionCount));
  }

  /** As {@link #countApproxDistinctByKey(double)}, placed by the partitioner. */
  public PairRDD<K, Long> countApproxDistinctByKey(double relativeError, Partitioner partitioner) {
    CallSite site = CallSite.here("countApproxDistinctByKey");
    return ByKey.distinctCounts(this, relativeError, partitioner, site);
  }

  /**
   * All values of each key, in the order of partitions. A group can be iterated any number of times
   * and not be changed; one that does not fit into the memory of its task lies in a file until the
   * task ends. Where the values of a key are only to be combined, {@link #aggregateByKey} moves and
   * holds less.
   */
  public PairRDD<K, Iterable<V>> groupByKey() {
    return groupByKey(partitionerFor());
  }

  /** As {@link #groupByKey()}, into the given number of partitions. */
  public PairRDD<K, Iterable<V>> groupByKey(int partitionCount) {
    return groupByKey(new HashPartitioner(partitionCount));
  }

  /** As {@link #groupByKey()}, placed by the partitioner. */
  public PairRDD<K, Iterable<V>> groupByKey(Partitioner partitioner) {
    return ByKey.grouped(this, partitioner, CallSite.here("groupByKey"));
  }

  // ---- several datasets by key

  /**
   * For each key in both datasets every pair of their values, however many there are of each; the
   * values of this one are in the outer loop.
   */
  public <W> PairRDD<K, Pair<V, W>> join(PairRDD<K, W> other) {
    return join(other, partitionerFor(other));
  }

  /** As {@link #join(PairRDD)}, into the given number of partitions. */
  public <W> PairRDD<K, Pair<V, W>> join(PairRDD<K, W> other, int partitionCount) {
    return join(other, new HashPartitioner(partitionCount));
  }

  /** As {@link #join(PairRDD)}, placed by the partitioner. */
  public <W> PairRDD<K, Pair<V, W>> join(PairRDD<K, W> other, Partitioner partitioner) {
    return Joins.inner(this, other, partitioner, CallSite.here("join"));
  }

  /**
   * As {@link #join(PairRDD)}, and the values of keys that the other dataset lacks with an empty
   * optional. A null value of the other dataset for a key of this one fails with {@code
   * JOIN_VALUE_NULL}, since an optional could not tell it from absence; {@link #cogroup} keeps it.
   */
  public <W> PairRDD<K, Pair<V, Optional<W>>> leftOuterJoin(PairRDD<K, W> other) {
    return leftOuterJoin(other, partitionerFor(other));
  }

  /** As {@link #leftOuterJoin(PairRDD)}, into the given number of partitions. */
  public <W> PairRDD<K, Pair<V, Optional<W>>> leftOuterJoin(
      PairRDD<K, W> other, int partitionCount) {
    return leftOuterJoin(other, new HashPartitioner(partitionCount));
  }

  /** As {@link #leftOuterJoin(PairRDD)}, placed by the partitioner. */
  public <W> PairRDD<K, Pair<V, Optional<W>>> leftOuterJoin(
      PairRDD<K, W> other, Partitioner partitioner) {
    JoinFunctions.OuterJoin function = new JoinFunctions.OuterJoin("leftOuterJoin", true, false);
    return Joins.outer(this, other, partitioner, function, CallSite.here("leftOuterJoin"));
  }

  /** As {@link #leftOuterJoin(PairRDD)} with the sides swapped. */
  public <W> PairRDD<K, Pair<Optional<V>, W>> rightOuterJoin(PairRDD<K, W> other) {
    return rightOuterJoin(other, partitionerFor(other));
  }

  /** As {@link #rightOuterJoin(PairRDD)}, into the given number of partitions. */
  public <W> PairRDD<K, Pair<Optional<V>, W>> rightOuterJoin(
      PairRDD<K, W> other, int partitionCount) {
    return rightOuterJoin(other, new HashPartitioner(partitionCount));
  }

  /** As {@link #rightOuterJoin(PairRDD)}, placed by the partitioner. */
  public <W> PairRDD<K, Pair<Optional<V>, W>> rightOuterJoin(
      PairRDD<K, W> other, Partitioner partitioner) {
    JoinFunctions.OuterJoin function = new JoinFunctions.OuterJoin("rightOuterJoin", false, true);
    return Joins.outer(this, other, partitioner, function, CallSite.here("rightOuterJoin"));
  }

  /**
   * As {@link #join(PairRDD)}, and the values of keys that either dataset lacks. Null values fail
   * as in {@link #leftOuterJoin(PairRDD)}.
   */
  public <W> PairRDD<K, Pair<Optional<V>, Optional<W>>> fullOuterJoin(PairRDD<K, W> other) {
    return fullOuterJoin(other, partitionerFor(other));
  }

  /** As {@link #fullOuterJoin(PairRDD)}, into the given number of partitions. */
  public <W> PairRDD<K, Pair<Optional<V>, Optional<W>>> fullOuterJoin(
      PairRDD<K, W> other, int partitionCount) {
    return fullOuterJoin(other, new HashPartitioner(partitionCount));
  }

  /** As {@link #fullOuterJoin(PairRDD)}, placed by the partitioner. */
  public <W> PairRDD<K, Pair<Optional<V>, Optional<W>>> fullOuterJoin(
      PairRDD<K, W> other, Partitioner partitioner) {
    JoinFunctions.OuterJoin function = new JoinFunctions.OuterJoin("fullOuterJoin", true, true);
    return Joins.outer(this, other, partitioner, function, CallSite.here("fullOuterJoin"));
  }

  /**
   * For each key in either dataset the values of both; none is an empty iterable. Values may be
   * null.
   */
  public <W> PairRDD<K, Pair<Iterable<V>, Iterable<W>>> cogroup(PairRDD<K, W> other) {
    return cogroup(other, partitionerFor(other));
  }

  /** As {@link #cogroup(PairRDD)}, into so many partitions. */
  public <W> PairRDD<K, Pair<Iterable<V>, Iterable<W>>> cogroup(
      PairRDD<K, W> other, int partitionCount) {
    return cogroup(other, new HashPartitioner(partitionCount));
  }

  /** As {@link #cogroup(PairRDD)}, placed by the partitioner. */
  public <W> PairRDD<K, Pair<Iterable<V>, Iterable<W>>> cogroup(
      PairRDD<K, W> other, Partitioner partitioner) {
    Link link = new Link.Mapping("cogroup", Functions.TwoGroups.INSTANCE);
    return Joins.of(List.of(this, other), partitioner, link, CallSite.here("cogroup"));
  }

  /**
   * For each key in any of the three datasets the values of each; none is an empty iterable. Values
   * may be null.
   */
  public <W, X> PairRDD<K, Triple<Iterable<V>, Iterable<W>, Iterable<X>>> cogroup(
      PairRDD<K, W> first, PairRDD<K, X> second) {
    return cogroup(first, second, partitionerFor(first, second));
  }

  /** As {@link #cogroup(PairRDD, PairRDD)}, into so many partitions. */
  public <W, X> PairRDD<K, Triple<Iterable<V>, Iterable<W>, Iterable<X>>> cogroup(
      PairRDD<K, W> first, PairRDD<K, X> second, int partitionCount) {
    return cogroup(first, second, new HashPartitioner(partitionCount));
  }

  /** As {@link #cogroup(PairRDD, PairRDD)}, placed by the partitioner. */
  public <W, X> PairRDD<K, Triple<Iterable<V>, Iterable<W>, Iterable<X>>> cogroup(
      PairRDD<K, W> first, PairRDD<K, X> second, Partitioner partitioner) {
    Link link = new Link.Mapping("cogroup", JoinFunctions.ThreeGroups.INSTANCE);
    return Joins.of(List.of(this, first, second), partitioner, link, CallSite.here("cogroup"));
  }

  /**
   * For each key in any of the four datasets the values of each; none is an empty iterable. Values
   * may be null.
   */
  public <W, X, Y>
      PairRDD<K, Quadruple<Iterable<V>, Iterable<W>, Iterable<X>, Iterable<Y>>> cogroup(
          PairRDD<K, W> first, PairRDD<K, X> second, PairRDD<K, Y> third) {
    return cogroup(first, second, third, partitionerFor(first, second, third));
  }

  /** As {@link #cogroup(PairRDD, PairRDD, PairRDD)}, into so many partitions. */
  public <W, X, Y>
      PairRDD<K, Quadruple<Iterable<V>, Iterable<W>, Iterable<X>, Iterable<Y>>> cogroup(
          PairRDD<K, W> first, PairRDD<K, X> second, PairRDD<K, Y> third, int partitionCount) {
    return cogroup(first, second, third, new HashPartitioner(partitionCount));
  }

  /** As {@link #cogroup(PairRDD, PairRDD, PairRDD)}, placed by the partitioner. */
  public <W, X, Y>
      PairRDD<K, Quadruple<Iterable<V>, Iterable<W>, Iterable<X>, Iterable<Y>>> cogroup(
          PairRDD<K, W> first, PairRDD<K, X> second, PairRDD<K, Y> third, Partitioner partitioner) {
    Link link = new Link.Mapping("cogroup", JoinFunctions.FourGroups.INSTANCE);
    return Joins.of(
        List.of(this, first, second, third), partitioner, link, CallSite.here("cogroup"));
  }

  /** Another name of {@link #cogroup(PairRDD)}. */
  public <W> PairRDD<K, Pair<Iterable<V>, Iterable<W>>> groupWith(PairRDD<K, W> other) {
    return cogroup(other);
  }

  /** Another name of {@link #cogroup(PairRDD, PairRDD)}. */
  public <W, X> PairRDD<K, Triple<Iterable<V>, Iterable<W>, Iterable<X>>> groupWith(
      PairRDD<K, W> first, PairRDD<K, X> second) {
    return cogroup(first, second);
  }

  /** Another name of {@link #cogroup(PairRDD, PairRDD, PairRDD)}. */
  public <W, X, Y>
      PairRDD<K, Quadruple<Iterable<V>, Iterable<W>, Iterable<X>, Iterable<Y>>> groupWith(
          PairRDD<K, W> first, PairRDD<K, X> second, PairRDD<K, Y> third) {
    return cogroup(first, second, third);
  }

  /** The pairs whose keys the other dataset does not have. They stay where they are placed. */
  public <W> PairRDD<K, V> subtractByKey(PairRDD<K, W> other) {
    return subtractByKey(other, partitionerFor());
  }

  /** As {@link #subtractByKey(PairRDD)}, into the given number of partitions. */
  public <W> PairRDD<K, V> subtractByKey(PairRDD<K, W> other, int partitionCount) {
    return subtractByKey(other, new HashPartitioner(partitionCount));
  }

  /** As {@link #subtractByKey(PairRDD)}, placed by the partitioner. */
  public <W> PairRDD<K, V> subtractByKey(PairRDD<K, W> other, Partitioner partitioner) {
    return Joins.subtractByKey(this, other, partitioner, CallSite.here("subtractByKey"));
  }

  // ---- placed and sorted

  /** The pairs, placed by a partitioner; what follows by key with an equal one needs no shuffle. */
  public PairRDD<K, V> partitionBy(Partitioner partitioner) {
    if (lineage.partitioner().equals(Optional.of(partitioner))) return this;
    CallSite site = CallSite.here("partitionBy");
    return new PairRDD<>(
        context,
        context.lineages().shuffled(lineage, ShuffleSpec.plain("partitionBy", partitioner), site));
  }

  /** The pairs, placed by a partitioner and in each partition in the natural order of keys. */
  public PairRDD<K, V> repartitionAndSortWithinPartitions(Partitioner partitioner) {
    return repartitionAndSortWithinPartitions(partitioner, SortOrder.ASCENDING);
  }

  /** As {@link #repartitionAndSortWithinPartitions(Partitioner)}, in the order of a comparator. */
  public PairRDD<K, V> repartitionAndSortWithinPartitions(
      Partitioner partitioner, Comparator<? super K> comparator) {
    return repartitionAndSortWithinPartitions(partitioner, SortOrder.by(comparator, true));
  }

  /** As {@link #repartitionAndSortWithinPartitions(Partitioner, Comparator)}, for lambdas. */
  public PairRDD<K, V> repartitionAndSortWithinPartitions(
      Partitioner partitioner, SerializableComparator<? super K> comparator) {
    return repartitionAndSortWithinPartitions(partitioner, SortOrder.by(comparator, true));
  }

  /** As {@link #repartitionAndSortWithinPartitions(Partitioner)}, in the given order. */
  public PairRDD<K, V> repartitionAndSortWithinPartitions(
      Partitioner partitioner, SortOrder order) {
    CallSite site = CallSite.here("repartitionAndSortWithinPartitions");
    return Ranges.placed(this, partitioner, context.declare(order, site), site);
  }

  /**
   * The pairs in the natural order of their keys, by ranges: partition after partition is sorted,
   * pairs of equal keys stay in their order. The bounds of the ranges come from a sample, for which
   * a job runs now unless there is one partition only.
   */
  public PairRDD<K, V> sortByKey() {
    return sortByKey(SortOrder.ASCENDING);
  }

  /** As {@link #sortByKey()}, descending if asked. */
  public PairRDD<K, V> sortByKey(boolean ascending) {
    return sortByKey(ascending ? SortOrder.ASCENDING : SortOrder.DESCENDING);
  }

  /** As {@link #sortByKey(boolean)}, into at most the given number of partitions. */
  public PairRDD<K, V> sortByKey(boolean ascending, int partitionCount) {
    return sortByKey(ascending ? SortOrder.ASCENDING : SortOrder.DESCENDING, partitionCount);
  }

  /** As {@link #sortByKey()} in the order of a comparator, whose class must be serialisable. */
  public PairRDD<K, V> sortByKey(Comparator<? super K> comparator) {
    return sortByKey(SortOrder.by(comparator, true));
  }

  /** As {@link #sortByKey(Comparator)}, in the opposite order if {@code ascending} is false. */
  public PairRDD<K, V> sortByKey(Comparator<? super K> comparator, boolean ascending) {
    return sortByKey(SortOrder.by(comparator, ascending));
  }

  /** As {@link #sortByKey(Comparator, boolean)}, into at most so many partitions. */
  public PairRDD<K, V> sortByKey(
      Comparator<? super K> comparator, boolean ascending, int partitionCount) {
    return sortByKey(SortOrder.by(comparator, ascending), partitionCount);
  }

  /** As {@link #sortByKey(Comparator)}, for lambdas. */
  public PairRDD<K, V> sortByKey(SerializableComparator<? super K> comparator) {
    return sortByKey(SortOrder.by(comparator, true));
  }

  /** As {@link #sortByKey(Comparator, boolean)}, for lambdas. */
  public PairRDD<K, V> sortByKey(SerializableComparator<? super K> comparator, boolean ascending) {
    return sortByKey(SortOrder.by(comparator, ascending));
  }

  /** As {@link #sortByKey(Comparator, boolean, int)}, for lambdas. */
  public PairRDD<K, V> sortByKey(
      SerializableComparator<? super K> comparator, boolean ascending, int partitionCount) {
    return sortByKey(SortOrder.by(comparator, ascending), partitionCount);
  }

  /** As {@link #sortByKey()} in the given order, which sorts faster than a comparator. */
  public PairRDD<K, V> sortByKey(SortOrder order) {
    return sortByKey(order, defaultPartitions());
  }

  /** As {@link #sortByKey(SortOrder)}, into at most the given number of partitions. */
  public PairRDD<K, V> sortByKey(SortOrder order, int partitionCount) {
    return Ranges.sorted(this, order, partitionCount, CallSite.here("sortByKey"));
  }

  /**
   * The pairs whose keys lie between two keys in natural order, both included. Of a dataset that
   * was sorted by key in that order, either way, only the partitions with such keys are read, and
   * the result has only these.
   */
  public PairRDD<K, V> filterByRange(K lower, K upper) {
    return filterByRange(SortOrder.ASCENDING, lower, upper);
  }

  /** As {@link #filterByRange(Object, Object)} in the order of a comparator. */
  public PairRDD<K, V> filterByRange(Comparator<? super K> comparator, K lower, K upper) {
    return filterByRange(SortOrder.by(comparator, true), lower, upper);
  }

  /** As {@link #filterByRange(Comparator, Object, Object)}, for lambdas. */
  public PairRDD<K, V> filterByRange(
      SerializableComparator<? super K> comparator, K lower, K upper) {
    return filterByRange(SortOrder.by(comparator, true), lower, upper);
  }

  /** As {@link #filterByRange(Object, Object)} in the given order. */
  public PairRDD<K, V> filterByRange(SortOrder order, K lower, K upper) {
    return Ranges.filtered(this, order, lower, upper, CallSite.here("filterByRange"));
  }

  // ---- approximately

  /** As {@link #countByKeyApprox(long, double)} with 95 %. */
  public PartialResult<Map<K, BoundedDouble>> countByKeyApprox(long timeoutMillis) {
    return countByKeyApprox(timeoutMillis, 0.95);
  }

  /** About how many pairs each key has: see {@link RDD#countByValueApprox(long, double)}. */
  public PartialResult<Map<K, BoundedDouble>> countByKeyApprox(
      long timeoutMillis, double confidence) {
    return keys().countByValueApprox(timeoutMillis, confidence);
  }

  // ---- samples

  /**
   * A sample of the pairs of each key: each is taken with the probability given for its key, or,
   * with replacement, that often in the mean. Keys without a fraction fail with {@code
   * FRACTION_MISSING}. The result is the same whenever it is computed.
   */
  public PairRDD<K, V> sampleByKey(boolean withReplacement, Map<K, Double> fractions) {
    return sampleByKey(withReplacement, fractions, context.newSeed());
  }

  /** As {@link #sampleByKey(boolean, Map)}, the same in each run for the same input. */
  public PairRDD<K, V> sampleByKey(boolean withReplacement, Map<K, Double> fractions, long seed) {
    return Sampling.byKey(this, withReplacement, fractions, seed, CallSite.here("sampleByKey"));
  }

  /**
   * As {@link #sampleByKey(boolean, Map)}, but of each key exactly its fraction of the pairs,
   * rounded up. A job counts the pairs now; if there are others later it fails with {@code
   * STAGE_INDETERMINATE}.
   */
  public PairRDD<K, V> sampleByKeyExact(boolean withReplacement, Map<K, Double> fractions) {
    return sampleByKeyExact(withReplacement, fractions, context.newSeed());
  }

  /** As {@link #sampleByKeyExact(boolean, Map)}, the same in each run for the same input. */
  public PairRDD<K, V> sampleByKeyExact(
      boolean withReplacement, Map<K, Double> fractions, long seed) {
    CallSite site = CallSite.here("sampleByKeyExact");
    return Sampling.exactlyByKey(this, withReplacement, fractions, seed, site);
  }

  // ---- actions

  /** All pairs as a map in the order of partitions; of equal keys the last one counts. */
  public Map<K, V> collectAsMap() {
    return KeyActions.collectAsMap(this, CallSite.here("collectAsMap"));
  }

  /** How many pairs each key has. The map must fit into the driver's memory. */
  public Map<K, Long> countByKey() {
    return KeyActions.countByKey(this, CallSite.here("countByKey"));
  }

  /**
   * As {@link #reduceByKey(Function2)} followed by {@link #collectAsMap}, without a shuffle: each
   * partition gives a map, and the driver merges them, which suits few keys.
   */
  public Map<K, V> reduceByKeyLocally(Function2<V, V, V> function) {
    return KeyActions.reduceByKeyLocally(this, function, CallSite.here("reduceByKeyLocally"));
  }

  /**
   * All values of a key, in the order of partitions. If the partitioner is known, only the
   * partition of the key is read.
   */
  public List<V> lookup(K key) {
    return KeyActions.lookup(this, key, CallSite.here("lookup"));
  }

  // ---- the same as for all datasets, with their own type

  @Override
  PairRDD<K, V> like(Lineage<Pair<K, V>> other) {
    return new PairRDD<>(context, other);
  }

  @Override
  public PairRDD<K, V> filter(Function<? super Pair<K, V>, Boolean> predicate) {
    return (PairRDD<K, V>) super.filter(predicate);
  }

  @Override
  public <S> PairRDD<K, V> sortBy(Function<? super Pair<K, V>, ? extends S> function) {
    return (PairRDD<K, V>) super.<S>sortBy(function);
  }

  @Override
  public <S> PairRDD<K, V> sortBy(
      Function<? super Pair<K, V>, ? extends S> function, boolean ascending, int partitionCount) {
    return (PairRDD<K, V>) super.<S>sortBy(function, ascending, partitionCount);
  }

  @Override
  public PairRDD<K, V> union(RDD<Pair<K, V>> other) {
    return new PairRDD<>(context, Unions.of(List.of(this, other), CallSite.here("union")));
  }

  @Override
  public PairRDD<K, V> distinct() {
    return distinct(defaultPartitions());
  }

  @Override
  public PairRDD<K, V> distinct(int partitionCount) {
    return (PairRDD<K, V>) super.distinct(partitionCount);
  }

  @Override
  public PairRDD<K, V> repartition(int partitionCount) {
    return (PairRDD<K, V>) super.repartition(partitionCount);
  }

  @Override
  public PairRDD<K, V> coalesce(int partitionCount) {
    return (PairRDD<K, V>) super.coalesce(partitionCount);
  }

  @Override
  public PairRDD<K, V> coalesce(int partitionCount, boolean shuffle) {
    return (PairRDD<K, V>) super.coalesce(partitionCount, shuffle);
  }

  @Override
  public PairRDD<K, V> sample(boolean withReplacement, double fraction) {
    return (PairRDD<K, V>) super.sample(withReplacement, fraction);
  }

  @Override
  public PairRDD<K, V> sample(boolean withReplacement, double fraction, long seed) {
    return (PairRDD<K, V>) super.sample(withReplacement, fraction, seed);
  }

  @Override
  public PairRDD<K, V> intersection(RDD<Pair<K, V>> other) {
    return (PairRDD<K, V>) super.intersection(other);
  }

  @Override
  public PairRDD<K, V> subtract(RDD<Pair<K, V>> other) {
    return (PairRDD<K, V>) super.subtract(other);
  }

  @Override
  public PairRDD<K, V> subtract(RDD<Pair<K, V>> other, int partitionCount) {
    return (PairRDD<K, V>) super.subtract(other, partitionCount);
  }

  @Override
  public PairRDD<K, V> subtract(RDD<Pair<K, V>> other, Partitioner partitioner) {
    return (PairRDD<K, V>) super.subtract(other, partitioner);
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

  @Override
  public PairRDD<K, V> setName(String name) {
    super.setName(name);
    return this;
  }

  // ---- how

  /** The partitioner that is there, so that nothing moves; else one by hash. */
  Partitioner partitionerFor() {
    return lineage.partitioner().orElseGet(() -> new HashPartitioner(defaultPartitions()));
  }

  private Partitioner partitionerFor(PairRDD<K, ?> other) {
    return Joins.partitionerFor(List.of(this, other));
  }

  private Partitioner partitionerFor(PairRDD<K, ?> first, PairRDD<K, ?> second) {
    return Joins.partitionerFor(List.of(this, first, second));
  }

  private Partitioner partitionerFor(
      PairRDD<K, ?> first, PairRDD<K, ?> second, PairRDD<K, ?> third) {
    return Joins.partitionerFor(List.of(this, first, second, third));
  }
}
