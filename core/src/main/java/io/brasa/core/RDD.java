package io.brasa.core;

import static java.util.Objects.requireNonNull;

import io.brasa.core.block.StorageLevel;
import io.brasa.core.closure.CallSite;
import io.brasa.core.closure.DriverOnly;
import io.brasa.core.error.CoreError;
import io.brasa.core.function.FlatMapFunction;
import io.brasa.core.function.Function;
import io.brasa.core.function.Function2;
import io.brasa.core.function.Pair;
import io.brasa.core.function.PairFlatMapFunction;
import io.brasa.core.function.PairFunction;
import io.brasa.core.function.VoidFunction;
import io.brasa.core.lineage.Dependency;
import io.brasa.core.lineage.Lineage;
import io.brasa.core.lineage.Link;
import io.brasa.core.lineage.Operation;
import io.brasa.core.operation.MapPartitions;
import io.brasa.core.operation.Spread;
import io.brasa.core.operation.Union;
import io.brasa.core.shuffle.HashPartitioner;
import io.brasa.core.shuffle.IndexPartitioner;
import io.brasa.core.shuffle.Partitioner;
import io.brasa.core.shuffle.ShuffleSpec;
import io.brasa.core.shuffle.SortOrder;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;

/**
 * A dataset: records divided into partitions, which may be on many machines. Transformations are
 * lazy, they declare a new dataset; actions run a job and wait for it. A lost partition is computed
 * again from what it was made of.
 *
 * <p>Functions must be serialisable, as lambdas given to these methods are. They are checked when
 * the transformation is declared and sent as they are when a job is submitted. A record must not be
 * changed once it has been handed on. Records may be null. Datasets are thread-safe and can be used
 * by the driver only, not inside functions.
 *
 * @param <T> the type of the records
 */
public sealed class RDD<T> implements DriverOnly permits PairRDD {
  final BrasaContext context;
  final Lineage<T> lineage;

  RDD(BrasaContext context, Lineage<T> lineage) {
    this.context = requireNonNull(context);
    this.lineage = requireNonNull(lineage);
  }

  // ---- transformations

  /** The function's value for each record. */
  @SuppressWarnings("unchecked")
  public <R> RDD<R> map(Function<? super T, ? extends R> function) {
    CallSite site = CallSite.here("map");
    return linked(
        new Link.Mapping("map", (Function<Object, Object>) context.declare(function, site)),
        false,
        site);
  }

  /** The records for which the predicate holds. */
  @SuppressWarnings("unchecked")
  public RDD<T> filter(Function<? super T, Boolean> predicate) {
    CallSite site = CallSite.here("filter");
    return linked(
        new Link.Filtering("filter", (Function<Object, Boolean>) context.declare(predicate, site)),
        true,
        site);
  }

  /** All elements of the iterators that the function gives; they are drawn lazily. */
  @SuppressWarnings("unchecked")
  public <R> RDD<R> flatMap(FlatMapFunction<? super T, ? extends R> function) {
    CallSite site = CallSite.here("flatMap");
    return linked(
        new Link.Expanding(
            "flatMap",
            (FlatMapFunction<Object, Object>)
                (FlatMapFunction<?, ?>) context.declare(function, site)),
        false,
        site);
  }

  /** As {@link #map}, giving pairs. */
  @SuppressWarnings("unchecked")
  public <K, V> PairRDD<K, V> mapToPair(
      PairFunction<? super T, ? extends K, ? extends V> function) {
    CallSite site = CallSite.here("mapToPair");
    PairFunction<Object, Object, Object> declared =
        (PairFunction<Object, Object, Object>)
            (PairFunction<?, ?, ?>) context.declare(function, site);
    return pairs(
        this.<Pair<K, V>>linked(
            new Link.Mapping("mapToPair", new Functions.ToPair(declared)), false, site));
  }

  /** As {@link #flatMap}, giving pairs. */
  @SuppressWarnings("unchecked")
  public <K, V> PairRDD<K, V> flatMapToPair(
      PairFlatMapFunction<? super T, ? extends K, ? extends V> function) {
    CallSite site = CallSite.here("flatMapToPair");
    PairFlatMapFunction<Object, Object, Object> declared =
        (PairFlatMapFunction<Object, Object, Object>)
            (PairFlatMapFunction<?, ?, ?>) context.declare(function, site);
    return pairs(
        this.<Pair<K, V>>linked(
            new Link.Expanding("flatMapToPair", new Functions.ToPairs(declared)), false, site));
  }

  /** Each record with the key that the function gives. */
  @SuppressWarnings("unchecked")
  public <K> PairRDD<K, T> keyBy(Function<? super T, ? extends K> function) {
    CallSite site = CallSite.here("keyBy");
    Function<Object, Object> declared = (Function<Object, Object>) context.declare(function, site);
    return pairs(
        this.<Pair<K, T>>linked(
            new Link.Mapping("keyBy", new Functions.Keying(declared)), false, site));
  }

  /** The function's value for the iterator over each partition, called once a partition. */
  @SuppressWarnings("unchecked")
  public <R> RDD<R> mapPartitions(FlatMapFunction<Iterator<T>, ? extends R> function) {
    CallSite site = CallSite.here("mapPartitions");
    FlatMapFunction<Iterator<Object>, Object> declared =
        (FlatMapFunction<Iterator<Object>, Object>)
            (FlatMapFunction<?, ?>) context.declare(function, site);
    return new RDD<>(
        context,
        narrow(
            new MapPartitions("mapPartitions", new Functions.WithoutIndex(declared)),
            Optional.empty(),
            site));
  }

  /** As {@link #mapPartitions} with the number of the partition, from zero. */
  @SuppressWarnings("unchecked")
  public <R> RDD<R> mapPartitionsWithIndex(Function2<Integer, Iterator<T>, Iterator<R>> function) {
    CallSite site = CallSite.here("mapPartitionsWithIndex");
    Function2<Integer, Iterator<Object>, Iterator<Object>> declared =
        (Function2<Integer, Iterator<Object>, Iterator<Object>>)
            (Function2<?, ?, ?>) context.declare(function, site);
    return new RDD<>(
        context,
        narrow(new MapPartitions("mapPartitionsWithIndex", declared), Optional.empty(), site));
  }

  /** The partitions of this dataset, then those of the other one; duplicates stay. */
  public RDD<T> union(RDD<T> other) {
    return new RDD<>(context, unionOf(List.of(this, other), CallSite.here("union")));
  }

  /** Each record once. Records are compared by content, as keys are. */
  public RDD<T> distinct() {
    return distinct(defaultPartitions());
  }

  /** As {@link #distinct()}, into the given number of partitions. */
  public RDD<T> distinct(int partitionCount) {
    return new RDD<>(context, distinctOf(partitionCount, CallSite.here("distinct")));
  }

  final Lineage<T> distinctOf(int partitionCount, CallSite site) {
    Lineage<Object> keyed =
        narrow(new Link.Mapping("distinct", Functions.ToKey.INSTANCE), Optional.empty(), site);
    ShuffleSpec spec =
        new ShuffleSpec(
            "distinct", new HashPartitioner(partitionCount), Functions.FIRST, true, SortOrder.NONE);
    Lineage<Object> shuffled = context.shuffled(keyed, spec, site);
    return Lineage.of(
        context.nextDataset(),
        new Link.Mapping("distinct", Functions.ToFirst.INSTANCE),
        List.of(new Dependency.Narrow(shuffled)),
        Optional.empty(),
        shuffled.partitionCount(),
        site);
  }

  /** The records, dealt out evenly to the given number of partitions. */
  public RDD<T> repartition(int partitionCount) {
    return new RDD<>(context, repartitionOf(partitionCount, CallSite.here("repartition")));
  }

  final Lineage<T> repartitionOf(int partitionCount, CallSite site) {
    if (partitionCount < 1) throw new IllegalArgumentException("partition count " + partitionCount);
    Lineage<Object> spread = narrow(new Spread(partitionCount), Optional.empty(), site);
    Lineage<Object> shuffled =
        context.shuffled(
            spread, ShuffleSpec.plain("repartition", new IndexPartitioner(partitionCount)), site);
    return Lineage.of(
        context.nextDataset(),
        new Link.Mapping("repartition", Functions.ToSecond.INSTANCE),
        List.of(new Dependency.Narrow(shuffled)),
        Optional.empty(),
        partitionCount,
        site);
  }

  // ---- keeping

  /** Keeps the partitions in memory once they have been computed. */
  public RDD<T> cache() {
    return persist(StorageLevel.MEMORY_ONLY);
  }

  /**
   * Keeps the partitions at the given level once they have been computed. Fails with {@code
   * STORAGE_LEVEL_FIXED} if they are kept at another level, and with {@code SETTING_INVALID} if
   * they are to be kept outside the heap and {@code memory.offheap} has no room for that.
   */
  public RDD<T> persist(StorageLevel level) {
    context.keep(lineage, level);
    return this;
  }

  /** Forgets what is kept of this dataset, without waiting for that. */
  public RDD<T> unpersist() {
    return unpersist(false);
  }

  /**
   * Forgets what is kept of this dataset.
   *
   * @param blocking whether to come back only when memory and disk are free, which in one process
   *     they are in any case; other processes have been told
   */
  public RDD<T> unpersist(boolean blocking) {
    context.unkeep(lineage);
    return this;
  }

  public StorageLevel getStorageLevel() {
    return lineage.storageLevel();
  }

  /**
   * Saves this dataset to the context's checkpoint folder at the end of the next job that computes
   * it, and forgets what it was made from. It may have been computed before. Persist it first, or
   * it is computed twice.
   */
  public void checkpoint() {
    context.wantCheckpoint();
    lineage.wantCheckpoint();
  }

  /**
   * As {@link #checkpoint}, but keeps the partitions where blocks are kept, and as safely: what is
   * lost there cannot be computed again and fails with {@code CHECKPOINT_LOST}. Costs no copy and
   * needs no folder; works where tasks run in the driver's process. The level is that of {@link
   * #persist}, with a disk added.
   */
  public RDD<T> localCheckpoint() {
    context.wantLocalCheckpoint(lineage);
    return this;
  }

  /** Whether this dataset has been saved, and what it was made from forgotten. */
  public boolean isCheckpointed() {
    return lineage.isCheckpointed();
  }

  /** The folder of the checkpoint, once there is one; a local checkpoint has none. */
  public Optional<String> getCheckpointFile() {
    return lineage.checkpointFolder();
  }

  // ---- actions

  /** All records, in the order of partitions. They must fit into the driver's memory. */
  public List<T> collect() {
    List<T> all = new ArrayList<>();
    for (List<T> part : Actions.collect(this, CallSite.here("collect"))) all.addAll(part);
    return all;
  }

  /** The number of records. */
  public long count() {
    return Actions.count(this, CallSite.here("count"));
  }

  /**
   * Combines all records by an associative function, in the order of partitions. Fails with {@code
   * DATASET_EMPTY} if there are none.
   */
  public T reduce(Function2<T, T, T> function) {
    return Actions.reduce(this, function, CallSite.here("reduce"));
  }

  /**
   * The first records, at most {@code count} of them. Computes one partition first and further ones
   * only if need be.
   */
  public List<T> take(int count) {
    return Actions.take(this, count, CallSite.here("take"));
  }

  /** The first record. Fails with {@code DATASET_EMPTY} if there is none. */
  public T first() {
    List<T> found = Actions.take(this, 1, CallSite.here("first"));
    if (found.isEmpty()) throw Actions.empty(lineage);
    return found.getFirst();
  }

  public boolean isEmpty() {
    return Actions.take(this, 1, CallSite.here("isEmpty")).isEmpty();
  }

  /** Calls the function for each record, where the record is. */
  public void foreach(VoidFunction<? super T> function) {
    Actions.foreach(this, function, CallSite.here("foreach"));
  }

  /**
   * Writes each record's {@code toString()} as a line, one file {@code part-NNNNN} a partition. The
   * folder appears at once and whole, or not at all. Fails with {@code OUTPUT_EXISTS} if it is
   * there already.
   */
  public void saveAsTextFile(String folder) {
    Actions.saveAsTextFile(this, folder, CallSite.here("saveAsTextFile"));
  }

  // ---- about

  public BrasaContext context() {
    return context;
  }

  public int getNumPartitions() {
    return lineage.partitionCount();
  }

  public Optional<Partitioner> partitioner() {
    return lineage.partitioner();
  }

  /** Unique in its context. */
  public long id() {
    return lineage.id();
  }

  /** The operations this dataset is made by, newest first; deeper indents are behind a shuffle. */
  public String toDebugString() {
    return DebugText.of(lineage);
  }

  @Override
  public String toString() {
    return getClass().getSimpleName() + " " + lineage;
  }

  @Override
  public CoreError captureError() {
    return CoreError.CLOSURE_CAPTURES_RDD;
  }

  @Override
  public String describe() {
    return toString();
  }

  // ---- making new datasets

  final <R> RDD<R> linked(Link link, boolean keepsPartitioner, CallSite site) {
    return new RDD<>(
        context, narrow(link, keepsPartitioner ? lineage.partitioner() : Optional.empty(), site));
  }

  final <R> Lineage<R> narrow(
      Operation operation, Optional<Partitioner> partitioner, CallSite site) {
    return Lineage.of(
        context.nextDataset(),
        operation,
        List.of(new Dependency.Narrow(lineage)),
        partitioner,
        lineage.partitionCount(),
        site);
  }

  static <T> Lineage<T> unionOf(List<? extends RDD<T>> parts, CallSite site) {
    BrasaContext context = parts.getFirst().context;
    List<Dependency> dependencies = new ArrayList<>(parts.size());
    int total = 0;
    for (RDD<T> part : parts) {
      context.requireSame(part.context);
      dependencies.add(new Dependency.Narrow(part.lineage, total));
      total = Math.addExact(total, part.lineage.partitionCount());
    }
    return Lineage.of(
        context.nextDataset(), new Union(), dependencies, Optional.empty(), total, site);
  }

  static <K, V> PairRDD<K, V> pairs(RDD<Pair<K, V>> pairs) {
    return new PairRDD<>(pairs.context, pairs.lineage);
  }

  final int defaultPartitions() {
    return context.shufflePartitions(lineage);
  }
}
