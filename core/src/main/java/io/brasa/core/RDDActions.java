package io.brasa.core;

import static java.util.Objects.requireNonNull;

import io.brasa.core.closure.CallSite;
import io.brasa.core.closure.DriverOnly;
import io.brasa.core.error.CoreError;
import io.brasa.core.function.Function2;
import io.brasa.core.function.SerializableComparator;
import io.brasa.core.function.VoidFunction;
import io.brasa.core.lineage.Lineage;
import io.brasa.core.shuffle.SortOrder;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Iterator;
import java.util.List;
import java.util.Map;

/**
 * What makes one result of a whole dataset: actions that reduce, choose, count and visit. Each runs
 * a job and waits for it; the functions are applied in the tasks first, then on the driver to what
 * the tasks gave, in the order of partitions.
 *
 * @param <T> the type of the records
 */
public abstract sealed class RDDActions<T> implements DriverOnly permits RDD {
  final BrasaContext context;
  final Lineage<T> lineage;

  RDDActions(BrasaContext context, Lineage<T> lineage) {
    this.context = requireNonNull(context);
    this.lineage = requireNonNull(lineage);
  }

  abstract RDD<T> self();

  // ---- the records

  /** All records, in the order of partitions. They must fit into the driver's memory. */
  public List<T> collect() {
    return collectAt(CallSite.here("collect"));
  }

  final List<T> collectAt(CallSite site) {
    List<T> all = new ArrayList<>();
    for (List<T> part : Actions.collect(self(), site)) all.addAll(part);
    return all;
  }

  /** The number of records. */
  public long count() {
    return Actions.count(self(), CallSite.here("count"));
  }

  /**
   * Combines all records by an associative function, in the order of partitions. Fails with {@code
   * DATASET_EMPTY} if there are none.
   */
  public T reduce(Function2<T, T, T> function) {
    return Actions.reduce(self(), function, CallSite.here("reduce"));
  }

  /**
   * The first records, at most {@code count} of them. Computes one partition first and further ones
   * only if need be.
   */
  public List<T> take(int count) {
    return Actions.take(self(), count, CallSite.here("take"));
  }

  /** The first record. Fails with {@code DATASET_EMPTY} if there is none. */
  public T first() {
    List<T> found = Actions.take(self(), 1, CallSite.here("first"));
    if (found.isEmpty()) throw Actions.empty(lineage);
    return found.getFirst();
  }

  public boolean isEmpty() {
    return Actions.take(self(), 1, CallSite.here("isEmpty")).isEmpty();
  }

  /** Calls the function for each record, where the record is. */
  public void foreach(VoidFunction<? super T> function) {
    Actions.foreach(self(), function, CallSite.here("foreach"));
  }

  // ---- one value of all records

  /**
   * Folds the records of each partition into a copy of {@code zero}, then the results of all
   * partitions into another copy. The functions may change and return their first argument. As in
   * Spark {@code zero} counts once a partition and once more: it should be neutral.
   */
  public <U> U aggregate(U zero, Function2<U, ? super T, U> fold, Function2<U, U, U> combine) {
    return Folds.aggregate(self(), zero, fold, combine, CallSite.here("aggregate"));
  }

  /** As {@link #aggregate} with one function for both, of records to a record. */
  public T fold(T zero, Function2<T, T, T> function) {
    return Folds.aggregate(self(), zero, function, function, CallSite.here("fold"));
  }

  /** As {@link #treeAggregate(Object, Function2, Function2, int)} with two levels. */
  public <U> U treeAggregate(U zero, Function2<U, ? super T, U> fold, Function2<U, U, U> combine) {
    return Folds.treeAggregate(
        self(), zero, fold, combine, 2, false, CallSite.here("treeAggregate"));
  }

  /**
   * As {@link #aggregate}, but results of partitions are combined by tasks, in a tree of the given
   * depth, so that the driver gets few of them: for large results of many partitions. Neighbouring
   * partitions are combined, in order; {@code zero} counts once a partition.
   */
  public <U> U treeAggregate(
      U zero, Function2<U, ? super T, U> fold, Function2<U, U, U> combine, int depth) {
    return Folds.treeAggregate(
        self(), zero, fold, combine, depth, false, CallSite.here("treeAggregate"));
  }

  /**
   * As {@link #treeAggregate(Object, Function2, Function2, int)}.
   *
   * @param finishesInTask whether a task makes even the last combination, so that the driver gets
   *     one result only
   */
  public <U> U treeAggregate(
      U zero,
      Function2<U, ? super T, U> fold,
      Function2<U, U, U> combine,
      int depth,
      boolean finishesInTask) {
    return Folds.treeAggregate(
        self(), zero, fold, combine, depth, finishesInTask, CallSite.here("treeAggregate"));
  }

  /** As {@link #treeReduce(Function2, int)} with two levels. */
  public T treeReduce(Function2<T, T, T> function) {
    return Folds.treeReduce(self(), function, 2, CallSite.here("treeReduce"));
  }

  /**
   * As {@link #reduce} in a tree of tasks of the given depth: see {@link #treeAggregate(Object,
   * Function2, Function2, int)}. Fails with {@code DATASET_EMPTY} if there are no records.
   */
  public T treeReduce(Function2<T, T, T> function, int depth) {
    return Folds.treeReduce(self(), function, depth, CallSite.here("treeReduce"));
  }

  // ---- by order

  /** The greatest record, of equal ones the first. Fails with {@code DATASET_EMPTY}. */
  public T max(Comparator<? super T> order) {
    return Folds.first(self(), order, false, CallSite.here("max"));
  }

  /** As {@link #max(Comparator)}, for lambdas. */
  public T max(SerializableComparator<? super T> order) {
    return Folds.first(self(), order, false, CallSite.here("max"));
  }

  /** The least record, of equal ones the first. Fails with {@code DATASET_EMPTY}. */
  public T min(Comparator<? super T> order) {
    return Folds.first(self(), order, true, CallSite.here("min"));
  }

  /** As {@link #min(Comparator)}, for lambdas. */
  public T min(SerializableComparator<? super T> order) {
    return Folds.first(self(), order, true, CallSite.here("min"));
  }

  /** The greatest records in natural order, the greatest first; null is less than all. */
  public List<T> top(int count) {
    return Folds.ordered(self(), count, SortOrder.DESCENDING, CallSite.here("top"));
  }

  /** The greatest records by an order, the greatest first, of equal ones those that come first. */
  public List<T> top(int count, Comparator<? super T> order) {
    return Folds.ordered(self(), count, order, false, CallSite.here("top"));
  }

  /** As {@link #top(int, Comparator)}, for lambdas. */
  public List<T> top(int count, SerializableComparator<? super T> order) {
    return Folds.ordered(self(), count, order, false, CallSite.here("top"));
  }

  /** The least records in natural order, the least first; null is less than all. */
  public List<T> takeOrdered(int count) {
    return Folds.ordered(self(), count, SortOrder.ASCENDING, CallSite.here("takeOrdered"));
  }

  /** The least records by an order, the least first, of equal ones those that come first. */
  public List<T> takeOrdered(int count, Comparator<? super T> order) {
    return Folds.ordered(self(), count, order, true, CallSite.here("takeOrdered"));
  }

  /** As {@link #takeOrdered(int, Comparator)}, for lambdas. */
  public List<T> takeOrdered(int count, SerializableComparator<? super T> order) {
    return Folds.ordered(self(), count, order, true, CallSite.here("takeOrdered"));
  }

  /** As {@link #takeSample(boolean, int, long)} with a seed by chance. */
  public List<T> takeSample(boolean withReplacement, int count) {
    return takeSample(withReplacement, count, context.newSeed());
  }

  /**
   * Exactly so many records by chance, each choice equally likely, in an order by chance; all of
   * them if there are no more and none is taken twice. Runs one job; the same seed gives the same
   * sample of the same input.
   */
  public List<T> takeSample(boolean withReplacement, int count, long seed) {
    return Samples.take(self(), withReplacement, count, seed, CallSite.here("takeSample"));
  }

  // ---- counting

  /** How often each record occurs; compared by content. All different ones must fit the driver. */
  public Map<T, Long> countByValue() {
    return Folds.countByValue(self(), CallSite.here("countByValue"));
  }

  /** As {@link #countApprox(long, double)} with 95 %. */
  public PartialResult<BoundedDouble> countApprox(long timeoutMillis) {
    return countApprox(timeoutMillis, 0.95);
  }

  /**
   * About how many records there are, after so many milliseconds at most: from the partitions that
   * were counted by then. The count goes on; see {@link PartialResult}.
   *
   * @param confidence with which the bounds are to hold, between zero and one
   */
  public PartialResult<BoundedDouble> countApprox(long timeoutMillis, double confidence) {
    Estimates.checkConfidence(confidence);
    return PartialResult.of(
        self(),
        Actions.Count.INSTANCE,
        new Estimates.Count(lineage.partitionCount(), confidence),
        timeoutMillis,
        CallSite.here("countApprox"));
  }

  /** As {@link #countByValueApprox(long, double)} with 95 %. */
  public PartialResult<Map<T, BoundedDouble>> countByValueApprox(long timeoutMillis) {
    return countByValueApprox(timeoutMillis, 0.95);
  }

  /**
   * About how often each record occurs, after so many milliseconds at most; those that were not met
   * by then are not told. The driver holds all different records of the partitions counted.
   *
   * @param confidence with which each of the bounds is to hold, between zero and one
   */
  public PartialResult<Map<T, BoundedDouble>> countByValueApprox(
      long timeoutMillis, double confidence) {
    Estimates.checkConfidence(confidence);
    return PartialResult.of(
        self(),
        Estimates.Occurrences.INSTANCE,
        new Estimates.CountByValue<T>(lineage.partitionCount(), confidence),
        timeoutMillis,
        CallSite.here("countByValueApprox"));
  }

  /**
   * About how many different records there are, by a sketch for each partition. Fails with {@code
   * MODULE_MISSING} if the module brasa-sketch is not there.
   *
   * @param relativeError the standard deviation of the answer as a part of it, from 0.00072; a
   *     sketch takes about {@code (1.04 / relativeError)²} bytes
   */
  public long countApproxDistinct(double relativeError) {
    return DistinctCount.ofAll(self(), relativeError, CallSite.here("countApproxDistinct"));
  }

  // ---- parts and visits

  /** The records of some partitions, each as a list. Other partitions are not computed. */
  public List<T>[] collectPartitions(int[] partitions) {
    return Actions.collectPartitions(self(), partitions, CallSite.here("collectPartitions"));
  }

  /**
   * All records, one partition after the other: a job each, begun when the one before has been
   * drained, so that the driver holds one partition at a time. Not thread-safe.
   */
  public Iterator<T> toLocalIterator() {
    return toLocalIterator(false);
  }

  /**
   * As {@link #toLocalIterator()}.
   *
   * @param prefetches whether the job of the next partition runs while one is being drained: the
   *     driver then holds two
   */
  public Iterator<T> toLocalIterator(boolean prefetches) {
    return new LocalIterator<>(self(), prefetches, CallSite.here("toLocalIterator"));
  }

  /** Calls the function once a partition with its records, where they are. */
  public void foreachPartition(VoidFunction<Iterator<T>> function) {
    Actions.foreachPartition(self(), function, CallSite.here("foreachPartition"));
  }

  // ---- actions that return at once; see FutureAction

  /** As {@link #collect}. */
  public FutureAction<List<T>> collectAsync() {
    return AsyncActions.collect(self(), CallSite.here("collectAsync"));
  }

  /** As {@link #count}. */
  public FutureAction<Long> countAsync() {
    return AsyncActions.count(self(), CallSite.here("countAsync"));
  }

  /** As {@link #take}: one job after another until there are enough. */
  public FutureAction<List<T>> takeAsync(int count) {
    return AsyncActions.take(self(), count, CallSite.here("takeAsync"));
  }

  /** As {@link #foreach}. */
  public FutureAction<Void> foreachAsync(VoidFunction<? super T> function) {
    return AsyncActions.foreach(self(), function, CallSite.here("foreachAsync"));
  }

  /** Calls the function with the records of each partition, where they are. */
  public FutureAction<Void> foreachPartitionAsync(VoidFunction<? super Iterator<T>> function) {
    return AsyncActions.foreachPartition(self(), function, CallSite.here("foreachPartitionAsync"));
  }

  // ---- for error messages

  @Override
  public CoreError captureError() {
    return CoreError.CLOSURE_CAPTURES_RDD;
  }

  @Override
  public String describe() {
    return toString();
  }
}
