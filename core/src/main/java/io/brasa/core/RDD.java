package io.brasa.core;

import static java.util.Objects.requireNonNull;

import io.brasa.core.block.StorageLevel;
import io.brasa.core.closure.CallSite;
import io.brasa.core.compression.Compression;
import io.brasa.core.function.DoubleFlatMapFunction;
import io.brasa.core.function.DoubleFunction;
import io.brasa.core.function.FlatMapFunction;
import io.brasa.core.function.FlatMapFunction2;
import io.brasa.core.function.Function;
import io.brasa.core.function.Function2;
import io.brasa.core.function.LongFlatMapFunction;
import io.brasa.core.function.LongFunction;
import io.brasa.core.function.Pair;
import io.brasa.core.function.PairFlatMapFunction;
import io.brasa.core.function.PairFunction;
import io.brasa.core.lineage.Dependency;
import io.brasa.core.lineage.Lineage;
import io.brasa.core.lineage.Link;
import io.brasa.core.lineage.Operation;
import io.brasa.core.operation.BarrierPartitions;
import io.brasa.core.operation.MapPartitions;
import io.brasa.core.operation.Pipe;
import io.brasa.core.operation.Sample;
import io.brasa.core.operation.Spread;
import io.brasa.core.pipe.PipeOptions;
import io.brasa.core.shuffle.HashPartitioner;
import io.brasa.core.shuffle.IndexPartitioner;
import io.brasa.core.shuffle.Partitioner;
import io.brasa.core.shuffle.ShuffleSpec;
import io.brasa.core.shuffle.SortOrder;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;

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
public sealed class RDD<T> extends RDDActions<T> permits PairRDD, DoubleRDD, LongRDD {
  RDD(BrasaContext context, Lineage<T> lineage) {
    super(context, lineage);
  }

  @Override
  final RDD<T> self() {
    return this;
  }

  /** A dataset of the same kind as this one. */
  RDD<T> like(Lineage<T> other) {
    return new RDD<>(context, other);
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
    return like(
        narrow(
            new Link.Filtering(
                "filter", (Function<Object, Boolean>) context.declare(predicate, site)),
            lineage.partitioner(),
            site));
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

  /** As {@link #map}, giving doubles: a dataset with sums, means and histograms. */
  @SuppressWarnings("unchecked")
  public DoubleRDD mapToDouble(DoubleFunction<? super T> function) {
    CallSite site = CallSite.here("mapToDouble");
    DoubleFunction<Object> declared = (DoubleFunction<Object>) context.declare(function, site);
    return new DoubleRDD(
        context,
        narrow(
            new Link.Mapping("mapToDouble", new PrimitiveFunctions.ToDouble(declared)),
            Optional.empty(),
            site));
  }

  /** As {@link #map}, giving longs: a dataset with exact sums. */
  @SuppressWarnings("unchecked")
  public LongRDD mapToLong(LongFunction<? super T> function) {
    CallSite site = CallSite.here("mapToLong");
    LongFunction<Object> declared = (LongFunction<Object>) context.declare(function, site);
    return new LongRDD(
        context,
        narrow(
            new Link.Mapping("mapToLong", new PrimitiveFunctions.ToLong(declared)),
            Optional.empty(),
            site));
  }

  /** As {@link #flatMap}, giving doubles. */
  public DoubleRDD flatMapToDouble(DoubleFlatMapFunction<? super T> function) {
    CallSite site = CallSite.here("flatMapToDouble");
    return new DoubleRDD(
        context,
        narrow(
            new Link.Expanding("flatMapToDouble", Declared.doubles(context, function, site)),
            Optional.empty(),
            site));
  }

  /** As {@link #flatMap}, giving longs. */
  public LongRDD flatMapToLong(LongFlatMapFunction<? super T> function) {
    CallSite site = CallSite.here("flatMapToLong");
    return new LongRDD(
        context,
        narrow(
            new Link.Expanding("flatMapToLong", Declared.longs(context, function, site)),
            Optional.empty(),
            site));
  }

  // ---- partition by partition

  /** The function's value for the iterator over each partition, called once a partition. */
  public <R> RDD<R> mapPartitions(FlatMapFunction<Iterator<T>, ? extends R> function) {
    return mapPartitions(function, false);
  }

  /**
   * As {@link #mapPartitions(FlatMapFunction)}.
   *
   * @param preservesPartitioning whether the function leaves keys as they are, so that pairs stay
   *     where the partitioner of this dataset has put them
   */
  @SuppressWarnings("unchecked")
  public <R> RDD<R> mapPartitions(
      FlatMapFunction<Iterator<T>, ? extends R> function, boolean preservesPartitioning) {
    CallSite site = CallSite.here("mapPartitions");
    FlatMapFunction<Object, Object> declared =
        (FlatMapFunction<Object, Object>) (FlatMapFunction<?, ?>) context.declare(function, site);
    return new RDD<>(context, byPartition(declared, preservesPartitioning, site));
  }

  /** As {@link #mapPartitions(FlatMapFunction)} with the number of the partition, from zero. */
  public <R> RDD<R> mapPartitionsWithIndex(Function2<Integer, Iterator<T>, Iterator<R>> function) {
    return mapPartitionsWithIndex(function, false);
  }

  /** As {@link #mapPartitions(FlatMapFunction, boolean)} with the number of the partition. */
  @SuppressWarnings("unchecked")
  public <R> RDD<R> mapPartitionsWithIndex(
      Function2<Integer, Iterator<T>, Iterator<R>> function, boolean preservesPartitioning) {
    CallSite site = CallSite.here("mapPartitionsWithIndex");
    Function2<Integer, Iterator<Object>, Iterator<Object>> declared =
        (Function2<Integer, Iterator<Object>, Iterator<Object>>)
            (Function2<?, ?, ?>) context.declare(function, site);
    return new RDD<>(
        context,
        narrow(
            new MapPartitions("mapPartitionsWithIndex", declared),
            preservesPartitioning ? lineage.partitioner() : Optional.empty(),
            site));
  }

  /** As {@link #mapPartitions(FlatMapFunction)}, giving pairs. */
  public <K, V> PairRDD<K, V> mapPartitionsToPair(
      PairFlatMapFunction<Iterator<T>, ? extends K, ? extends V> function) {
    return mapPartitionsToPair(function, false);
  }

  /** As {@link #mapPartitions(FlatMapFunction, boolean)}, giving pairs. */
  public <K, V> PairRDD<K, V> mapPartitionsToPair(
      PairFlatMapFunction<Iterator<T>, ? extends K, ? extends V> function,
      boolean preservesPartitioning) {
    CallSite site = CallSite.here("mapPartitionsToPair");
    return new PairRDD<>(
        context, byPartition(Declared.pairs(context, function, site), preservesPartitioning, site));
  }

  /** As {@link #mapPartitions(FlatMapFunction)}, giving doubles. */
  public DoubleRDD mapPartitionsToDouble(DoubleFlatMapFunction<Iterator<T>> function) {
    return mapPartitionsToDouble(function, false);
  }

  /** As {@link #mapPartitions(FlatMapFunction, boolean)}, giving doubles. */
  public DoubleRDD mapPartitionsToDouble(
      DoubleFlatMapFunction<Iterator<T>> function, boolean preservesPartitioning) {
    CallSite site = CallSite.here("mapPartitionsToDouble");
    return new DoubleRDD(
        context,
        byPartition(Declared.doubles(context, function, site), preservesPartitioning, site));
  }

  /** As {@link #mapPartitions(FlatMapFunction)}, giving longs. */
  public LongRDD mapPartitionsToLong(LongFlatMapFunction<Iterator<T>> function) {
    CallSite site = CallSite.here("mapPartitionsToLong");
    return new LongRDD(context, byPartition(Declared.longs(context, function, site), false, site));
  }

  /**
   * The same records, for functions whose tasks run at the same time, all or none, and may wait for
   * each other: see {@link BarrierTaskContext}. When one fails all are run again. Fails with {@code
   * BARRIER_REFUSED} when executors come and go with the tasks.
   */
  public RDDBarrier<T> barrier() {
    context.requireFixedExecutors();
    return new RDDBarrier<>(this);
  }

  /** A function over the iterator of each partition, in tasks that run together. */
  final <R> RDD<R> together(
      Function2<Integer, Iterator<Object>, Iterator<Object>> function, CallSite site) {
    return new RDD<>(
        context,
        narrow(
            new BarrierPartitions(site.operation(), function, lineage.partitionCount()),
            Optional.empty(),
            site));
  }

  /** Each partition as one list, which must fit into a task's memory. */
  public RDD<List<T>> glom() {
    return new RDD<>(context, byPartition(Functions.Glom.INSTANCE, false, CallSite.here("glom")));
  }

  // ---- by key and by order

  /** The records by the keys that the function gives. */
  public <K> PairRDD<K, Iterable<T>> groupBy(Function<? super T, ? extends K> function) {
    return this.<K>keyBy(function).groupByKey();
  }

  /** As {@link #groupBy(Function)}, into the given number of partitions. */
  public <K> PairRDD<K, Iterable<T>> groupBy(
      Function<? super T, ? extends K> function, int partitionCount) {
    return this.<K>keyBy(function).groupByKey(partitionCount);
  }

  /**
   * The records in the natural order of the keys that the function gives; see {@code sortByKey}.
   */
  public <K> RDD<T> sortBy(Function<? super T, ? extends K> function) {
    return sortBy(function, true, defaultPartitions());
  }

  /** As {@link #sortBy(Function)}, descending if asked, into at most the given partitions. */
  public <K> RDD<T> sortBy(
      Function<? super T, ? extends K> function, boolean ascending, int partitionCount) {
    return like(this.<K>keyBy(function).sortByKey(ascending, partitionCount).values().lineage);
  }

  /** As {@link #sortBy(Function, SortOrder, int)}, into as many partitions as others have. */
  public <K> RDD<T> sortBy(Function<? super T, ? extends K> function, SortOrder order) {
    return sortBy(function, order, defaultPartitions());
  }

  /** The records in an order of the keys that the function gives; see {@code sortByKey}. */
  public <K> RDD<T> sortBy(
      Function<? super T, ? extends K> function, SortOrder order, int partitionCount) {
    return like(this.<K>keyBy(function).sortByKey(order, partitionCount).values().lineage);
  }

  // ---- samples

  /** As {@link #sample(boolean, double, long)} with a seed by chance. */
  public RDD<T> sample(boolean withReplacement, double fraction) {
    return sample(withReplacement, fraction, context.newSeed());
  }

  /**
   * Some records, in their order. Without replacement each is taken with the given probability;
   * with replacement as often as a Poisson distribution of that mean says. The same seed gives the
   * same sample of the same input, and a partition that is computed again the same part of it.
   */
  public RDD<T> sample(boolean withReplacement, double fraction, long seed) {
    return like(
        narrow(
            new Sample(withReplacement, fraction, seed),
            lineage.partitioner(),
            CallSite.here("sample")));
  }

  /** As {@link #randomSplit(double[], long)} with a seed by chance. */
  public RDD<T>[] randomSplit(double[] weights) {
    return randomSplit(weights, context.newSeed());
  }

  /**
   * As many datasets as weights, in which each record is exactly once: in the i-th with a
   * probability proportional to the i-th weight. Holds as long as the order of this dataset stays;
   * persist it if it comes out of a shuffle.
   */
  public RDD<T>[] randomSplit(double[] weights, long seed) {
    return Samples.split(this, weights, seed, CallSite.here("randomSplit"));
  }

  // ---- fewer partitions

  /** As {@link #coalesce(int, boolean)} without a shuffle. */
  public RDD<T> coalesce(int partitionCount) {
    return coalesce(partitionCount, false);
  }

  /**
   * The same records in fewer partitions.
   *
   * @param shuffle whether to deal them out evenly, as {@link #repartition} does; else neighbouring
   *     partitions become one without moving, in order, and there are never more than before
   */
  public RDD<T> coalesce(int partitionCount, boolean shuffle) {
    CallSite site = CallSite.here("coalesce");
    return like(
        shuffle
            ? repartitionOf(partitionCount, site)
            : Combinations.coalesce(this, partitionCount, site));
  }

  // ---- with other datasets

  /**
   * Each record with each of the other dataset. A partition of the other one is read once a task
   * and kept meanwhile, on disk if memory does not suffice.
   */
  public <U> PairRDD<T, U> cartesian(RDD<U> other) {
    return new PairRDD<>(context, Combinations.cartesian(this, other, CallSite.here("cartesian")));
  }

  /** The records that both have, each once; compared by content. */
  public RDD<T> intersection(RDD<T> other) {
    Partitioner partitioner =
        new HashPartitioner(Math.max(defaultPartitions(), other.defaultPartitions()));
    return like(Combinations.intersection(this, other, partitioner, CallSite.here("intersection")));
  }

  /**
   * The records that the other dataset lacks, as often as they are here; compared by content. Pairs
   * that are placed by key stay where they are.
   */
  public RDD<T> subtract(RDD<T> other) {
    CallSite site = CallSite.here("subtract");
    if (this instanceof PairRDD && lineage.partitioner().isPresent())
      return like(Combinations.subtractPlaced(this, other, lineage.partitioner().get(), site));
    return subtractAt(other, new HashPartitioner(defaultPartitions()), site);
  }

  /** As {@link #subtract(RDD)}, into the given number of partitions. */
  public RDD<T> subtract(RDD<T> other, int partitionCount) {
    return subtractAt(other, new HashPartitioner(partitionCount), CallSite.here("subtract"));
  }

  /** As {@link #subtract(RDD)}, placing records as keys by the given partitioner. */
  public RDD<T> subtract(RDD<T> other, Partitioner partitioner) {
    return subtractAt(other, partitioner, CallSite.here("subtract"));
  }

  private RDD<T> subtractAt(RDD<T> other, Partitioner partitioner, CallSite site) {
    return like(Combinations.subtract(this, other, partitioner, site));
  }

  /**
   * The records of both, pair by pair. Both must have as many partitions and as many records in
   * each; else this fails now, or the job does, with {@code PARTITIONS_UNEQUAL}.
   */
  public <U> PairRDD<T, U> zip(RDD<U> other) {
    return new PairRDD<>(context, Combinations.zip(this, other, CallSite.here("zip")));
  }

  /**
   * What the function makes of each partition and the same partition of the other dataset. Fails
   * with {@code PARTITIONS_UNEQUAL} unless both have as many.
   */
  public <U, R> RDD<R> zipPartitions(
      RDD<U> other, FlatMapFunction2<Iterator<T>, Iterator<U>, R> function) {
    return new RDD<>(
        context, Combinations.zipPartitions(this, other, function, CallSite.here("zipPartitions")));
  }

  /**
   * Each record with its place in the whole dataset, from zero. Runs a job to count the records of
   * all partitions but the last, unless there is one only; the input must have an order that does
   * not change.
   */
  public PairRDD<T, Long> zipWithIndex() {
    return new PairRDD<>(context, Combinations.zipWithIndex(this, CallSite.here("zipWithIndex")));
  }

  /**
   * Each record with a number of its own: of n partitions the k-th has k, k + n, k + 2n and so on.
   * Runs no job.
   */
  public PairRDD<T, Long> zipWithUniqueId() {
    return new PairRDD<>(
        context, Combinations.zipWithUniqueId(this, CallSite.here("zipWithUniqueId")));
  }

  /**
   * The partitions of this dataset, then those of the other one; duplicates stay. If both are
   * divided by equal partitioners, so is the result: each of its partitions has the records of
   * both.
   */
  public RDD<T> union(RDD<T> other) {
    return new RDD<>(context, Unions.of(List.of(this, other), CallSite.here("union")));
  }

  /** Each record once. Records are compared by content, as keys are. */
  public RDD<T> distinct() {
    return distinct(defaultPartitions());
  }

  /** As {@link #distinct()}, into the given number of partitions. */
  public RDD<T> distinct(int partitionCount) {
    return like(distinctOf(partitionCount, CallSite.here("distinct")));
  }

  final Lineage<T> distinctOf(int partitionCount, CallSite site) {
    Lineage<Object> keyed =
        narrow(new Link.Mapping("distinct", Functions.ToKey.INSTANCE), Optional.empty(), site);
    ShuffleSpec spec =
        new ShuffleSpec(
            "distinct", new HashPartitioner(partitionCount), Functions.FIRST, true, SortOrder.NONE);
    Lineage<Object> shuffled = context.lineages().shuffled(keyed, spec, site);
    return Lineage.of(
        context.lineages().nextDataset(),
        new Link.Mapping("distinct", Functions.ToFirst.INSTANCE),
        List.of(new Dependency.Narrow(shuffled)),
        Optional.empty(),
        shuffled.partitionCount(),
        site);
  }

  /** The records, dealt out evenly to the given number of partitions. */
  public RDD<T> repartition(int partitionCount) {
    return like(repartitionOf(partitionCount, CallSite.here("repartition")));
  }

  final Lineage<T> repartitionOf(int partitionCount, CallSite site) {
    if (partitionCount < 1) throw new IllegalArgumentException("partition count " + partitionCount);
    Lineage<Object> spread = narrow(new Spread(partitionCount), Optional.empty(), site);
    Lineage<Object> shuffled =
        context
            .lineages()
            .shuffled(
                spread,
                ShuffleSpec.plain("repartition", new IndexPartitioner(partitionCount)),
                site);
    return Lineage.of(
        context.lineages().nextDataset(),
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
    return Checkpoints.folderOf(lineage);
  }

  // ---- files and processes

  /**
   * Writes each record's {@code toString()} as a line, one file {@code part-NNNNN} a partition. The
   * folder appears at once and whole, or not at all. Fails with {@code OUTPUT_EXISTS}, before any
   * task runs, if it is there already.
   */
  public void saveAsTextFile(String folder) {
    Output.saveText(this, folder, Compression.NONE);
  }

  /**
   * As {@link #saveAsTextFile(String)} with packed files. Fails with {@code COMPRESSION_MISSING},
   * before any task runs, if nothing on the class path packs so.
   */
  public void saveAsTextFile(String folder, Compression compression) {
    Output.saveText(this, folder, requireNonNull(compression));
  }

  /**
   * Writes the records so that {@link BrasaContext#objectFile} gives them again, whatever they are.
   * Otherwise as {@link #saveAsTextFile(String)}.
   */
  public void saveAsObjectFile(String folder) {
    Output.saveObjects(this, folder);
  }

  /**
   * The lines that a command prints which is run once a partition and given its records as lines.
   * The command is cut at white space; no shell looks at it.
   *
   * <p>Fails with {@code PIPE_FAILED}, with the end of what it wrote as errors, if it cannot be
   * started or does not end with zero. A command may leave some of its input unread. It is killed
   * when the task ends before it does.
   */
  public RDD<String> pipe(String command) {
    return pipe(PipeOptions.of(command));
  }

  /** As {@link #pipe(String)}: a program and its arguments. */
  public RDD<String> pipe(List<String> command) {
    return pipe(PipeOptions.of(command));
  }

  /** As {@link #pipe(List)} with variables added to the environment of this process. */
  public RDD<String> pipe(List<String> command, Map<String, String> env) {
    return pipe(PipeOptions.of(command).env(env));
  }

  /**
   * As {@link #pipe(List, Map)}.
   *
   * @param separateWorkingDir whether each process gets an empty folder to work in, which is
   *     deleted when it has ended
   * @param bufferSize how many bytes wait to be read by the command before records do
   */
  public RDD<String> pipe(
      List<String> command, Map<String, String> env, boolean separateWorkingDir, int bufferSize) {
    return pipe(command, env, separateWorkingDir, bufferSize, "UTF-8");
  }

  /** As the shorter form. @param encoding the charset of what the command reads and prints */
  public RDD<String> pipe(
      List<String> command,
      Map<String, String> env,
      boolean separateWorkingDir,
      int bufferSize,
      String encoding) {
    return pipe(
        PipeOptions.of(command)
            .env(env)
            .separateWorkingDir(separateWorkingDir)
            .bufferSize(bufferSize)
            .encoding(encoding));
  }

  /** As {@link #pipe(String)} with all that can be said about it. */
  public RDD<String> pipe(PipeOptions<? super T> options) {
    CallSite site = CallSite.here("pipe");
    context.declare(options, site);
    return new RDD<>(context, narrow(new Pipe(options), Optional.empty(), site));
  }

  // ---- about

  public BrasaContext context() {
    return context;
  }

  /** Names this dataset in what people read: {@code toString}, errors, {@link #toDebugString}. */
  public RDD<T> setName(String name) {
    lineage.rename(requireNonNull(name));
    return this;
  }

  /** What {@link #setName} said; empty if nothing. */
  public String name() {
    return lineage.name();
  }

  /** The partitions, by number. */
  public List<Partition> partitions() {
    return IntStream.range(0, lineage.partitionCount()).mapToObj(Partition::new).toList();
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

  // ---- making new datasets

  final <R> RDD<R> linked(Link link, boolean keepsPartitioner, CallSite site) {
    return new RDD<>(
        context, narrow(link, keepsPartitioner ? lineage.partitioner() : Optional.empty(), site));
  }

  final <R> Lineage<R> narrow(
      Operation operation, Optional<Partitioner> partitioner, CallSite site) {
    return Lineage.of(
        context.lineages().nextDataset(),
        operation,
        List.of(new Dependency.Narrow(lineage)),
        partitioner,
        lineage.partitionCount(),
        site);
  }

  /** A function over the iterator of each partition. */
  final <R> Lineage<R> byPartition(
      FlatMapFunction<Object, Object> function, boolean preservesPartitioning, CallSite site) {
    return narrow(
        new MapPartitions(site.operation(), new Functions.WithoutIndex(function)),
        preservesPartitioning ? lineage.partitioner() : Optional.empty(),
        site);
  }

  static <K, V> PairRDD<K, V> pairs(RDD<Pair<K, V>> pairs) {
    return new PairRDD<>(pairs.context, pairs.lineage);
  }

  final int defaultPartitions() {
    return context.lineages().shufflePartitions(lineage);
  }
}
