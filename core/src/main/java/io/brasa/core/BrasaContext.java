package io.brasa.core;

import static java.util.Objects.requireNonNull;

import io.brasa.core.block.StorageLevel;
import io.brasa.core.closure.CallSite;
import io.brasa.core.closure.DriverOnly;
import io.brasa.core.commit.Ownership;
import io.brasa.core.error.CoreError;
import io.brasa.core.event.Event;
import io.brasa.core.event.EventListener;
import io.brasa.core.event.PlanNode;
import io.brasa.core.execute.Job;
import io.brasa.core.execute.JobLabels;
import io.brasa.core.execute.JobRequest;
import io.brasa.core.execute.TaskResult;
import io.brasa.core.function.Function;
import io.brasa.core.function.Pair;
import io.brasa.core.input.PortableDataStream;
import io.brasa.core.input.ReadOptions;
import io.brasa.core.lineage.Dependency;
import io.brasa.core.lineage.Lineage;
import io.brasa.core.lineage.Source;
import io.brasa.core.operation.ParallelSource;
import io.brasa.core.operation.RangeSource;
import io.brasa.core.schedule.PoolPolicy;
import io.brasa.core.shared.AccumulatorV2;
import io.brasa.core.shared.Broadcast;
import io.brasa.core.shared.CollectionAccumulator;
import io.brasa.core.shared.DoubleAccumulator;
import io.brasa.core.shared.LongAccumulator;
import io.brasa.core.shuffle.MapOutput;
import io.brasa.runtime.environment.Environment;
import io.brasa.runtime.environment.SystemEnvironment;
import io.brasa.runtime.error.EngineException;
import io.brasa.runtime.log.Logs;
import io.brasa.runtime.storage.Storages;
import java.io.Serializable;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicLong;

/**
 * The entry to datasets: makes them, shares variables with their functions, and owns what runs
 * them. {@link #local()} needs nothing; {@link #builder()} names another master. Close it when
 * done. Thread-safe; jobs of several threads run side by side.
 */
public final class BrasaContext extends JobProperties implements AutoCloseable, DriverOnly {
  private final Engine engine;
  private final Lineages lineages;
  private final AtomicLong nextVariable = new AtomicLong();
  private final AtomicLong nextQuery = new AtomicLong(1);
  private final Checkpoints checkpoints = new Checkpoints(this);

  private BrasaContext(Engine engine) {
    this.engine = engine;
    lineages = new Lineages(engine);
  }

  /** A context in this process, or wherever the system property {@code brasa.conf.master} says. */
  public static BrasaContext local() {
    return builder().build();
  }

  public static Builder builder() {
    return new Builder();
  }

  /** Collects settings. Not thread-safe. */
  public static final class Builder {
    private final Map<String, String> values = new LinkedHashMap<>();
    private final List<EventListener> listeners = new ArrayList<>();
    private Environment environment;
    private Storages storages;
    private Ownership ownership;

    private Builder() {}

    /**
     * Where tasks run: {@code local}, {@code local[4]}, {@code local[*]}, {@code
     * local-cluster[2,1,512m]}.
     */
    public Builder master(String url) {
      return set("master", url);
    }

    public Builder appName(String name) {
      return set("name", name);
    }

    /**
     * How the application is known, letters, digits, {@code -}, {@code _} and {@code .}: the same
     * each time that it is started. With the setting {@code journal} it then goes on where it was
     * killed.
     */
    public Builder applicationId(String id) {
      return set("application.id", id);
    }

    /** Turns strict mode on: see {@link Settings}. */
    public Builder strict(boolean isStrict) {
      return set("strict", Boolean.toString(isStrict));
    }

    /** Changes a setting by its name in {@link Settings}. */
    public Builder set(String name, String value) {
      values.put(requireNonNull(name), requireNonNull(value));
      return this;
    }

    /** Changes several settings. */
    public Builder setAll(Map<String, String> settings) {
      settings.forEach(this::set);
      return this;
    }

    /** Changes a setting unless this builder has been given it. */
    public Builder setIfMissing(String name, String value) {
      values.putIfAbsent(requireNonNull(name), requireNonNull(value));
      return this;
    }

    /** Forgets what was said of a setting. */
    public Builder remove(String name) {
      values.remove(name);
      return this;
    }

    /** Whether this builder has been given a setting. */
    public boolean contains(String name) {
      return values.containsKey(name);
    }

    /** What this builder has been given for a setting, or something else. */
    public String get(String name, String otherwise) {
      return values.getOrDefault(name, otherwise);
    }

    /** All that this builder has been given. */
    public Map<String, String> getAll() {
      return Map.copyOf(values);
    }

    /** What this builder has been given for settings whose names begin so, by the rest of them. */
    public Map<String, String> getAllWithPrefix(String prefix) {
      Map<String, String> found = new TreeMap<>();
      values.forEach(
          (name, value) -> {
            if (name.startsWith(prefix)) found.put(name.substring(prefix.length()), value);
          });
      return found;
    }

    /** Hears all events from the start. */
    public Builder listener(EventListener listener) {
      listeners.add(requireNonNull(listener));
      return this;
    }

    /** The world to run in; for the simulator. */
    public Builder environment(Environment world) {
      environment = requireNonNull(world);
      return this;
    }

    /** The file systems to use; for the simulator. */
    public Builder storages(Storages files) {
      storages = requireNonNull(files);
      return this;
    }

    /** Who this process is to others that save to the same place; for the simulator. */
    public Builder ownership(Ownership owner) {
      ownership = requireNonNull(owner);
      return this;
    }

    /** Starts the context. Fails with {@code SETTING_INVALID} by name. */
    public BrasaContext build() {
      Environment world = environment == null ? new SystemEnvironment() : environment;
      Storages files = storages == null ? Storages.ofThisHost() : storages;
      return new BrasaContext(
          Engine.start(
              Settings.of(values), world, files, Optional.ofNullable(ownership), listeners));
    }
  }

  // ---- the log

  /**
   * From now on all loggers, here and in executors, write what is as important as a level or more.
   * Fails with {@code LOG_LEVEL_INVALID} if there is no such level, or if the program sends what is
   * logged elsewhere than to the JDK's own logging.
   *
   * @param level {@code ALL}, {@code TRACE}, {@code DEBUG}, {@code INFO}, {@code WARN}, {@code
   *     ERROR}, {@code FATAL} or {@code OFF}
   */
  public void setLogLevel(String level) {
    setLogLevel(Logs.ROOT, level);
  }

  /**
   * As {@link #setLogLevel(String)}, of one logger and those below it.
   *
   * @param logger such as {@code io.brasa}
   */
  public void setLogLevel(String logger, String level) {
    engine.setLogLevel(requireNonNull(logger), requireNonNull(level));
  }

  // ---- datasets

  /** The elements of a list, in as many partitions as there are slots. */
  public <T> RDD<T> parallelize(List<? extends T> elements) {
    return parallelize(elements, defaultParallelism());
  }

  /** The elements of a list, copied now, in the given number of partitions. */
  public <T> RDD<T> parallelize(List<? extends T> elements, int partitionCount) {
    if (partitionCount < 1) throw new IllegalArgumentException("partition count " + partitionCount);
    return new RDD<>(
        this,
        lineages.source(
            new ParallelSource(elements, partitionCount), CallSite.here("parallelize")));
  }

  /** The pairs of a list. */
  public <K, V> PairRDD<K, V> parallelizePairs(List<Pair<K, V>> pairs) {
    return parallelizePairs(pairs, defaultParallelism());
  }

  /** The pairs of a list in the given number of partitions. */
  public <K, V> PairRDD<K, V> parallelizePairs(List<Pair<K, V>> pairs, int partitionCount) {
    if (partitionCount < 1) throw new IllegalArgumentException("partition count " + partitionCount);
    return new PairRDD<>(
        this,
        lineages.source(
            new ParallelSource(pairs, partitionCount), CallSite.here("parallelizePairs")));
  }

  /** The doubles of a list. */
  public DoubleRDD parallelizeDoubles(List<Double> values) {
    return parallelizeDoubles(values, defaultParallelism());
  }

  /** The doubles of a list in the given number of partitions. */
  public DoubleRDD parallelizeDoubles(List<Double> values, int partitionCount) {
    return new DoubleRDD(this, listed(values, partitionCount, CallSite.here("parallelizeDoubles")));
  }

  /** The longs of a list. */
  public LongRDD parallelizeLongs(List<Long> values) {
    return parallelizeLongs(values, defaultParallelism());
  }

  /** The longs of a list in the given number of partitions. */
  public LongRDD parallelizeLongs(List<Long> values, int partitionCount) {
    return new LongRDD(this, listed(values, partitionCount, CallSite.here("parallelizeLongs")));
  }

  /** From {@code start} to before {@code end} by one. */
  public LongRDD range(long start, long end) {
    return range(start, end, 1, defaultParallelism());
  }

  /**
   * From {@code start} to before {@code end}, or to above it if {@code step} is negative, in parts
   * of nearly equal length. Takes no memory.
   */
  public LongRDD range(long start, long end, long step, int partitionCount) {
    return new LongRDD(
        this,
        lineages.source(new RangeSource(start, end, step, partitionCount), CallSite.here("range")));
  }

  private <T> Lineage<T> listed(List<T> values, int partitionCount, CallSite site) {
    if (partitionCount < 1) throw new IllegalArgumentException("partition count " + partitionCount);
    return lineages.source(new ParallelSource(values, partitionCount), site);
  }

  /** No records in no partitions. */
  public <T> RDD<T> emptyRDD() {
    return new RDD<>(
        this, lineages.source(new ParallelSource(List.of(), 0), CallSite.here("emptyRDD")));
  }

  // ---- files

  /**
   * The lines of text files: a file, a folder, a pattern, or several of these with commas between.
   * Files packed by gzip, bzip2, zstd or lz4 are unpacked. Fails with {@code PATH_NOT_FOUND} now,
   * not when a job runs.
   */
  public RDD<String> textFile(String path) {
    return textFile(path, ReadOptions.DEFAULT);
  }

  /**
   * As {@link #textFile(String)}, in at least the given number of partitions if the files can be
   * split.
   */
  public RDD<String> textFile(String path, int minPartitions) {
    return textFile(path, minPartitions, ReadOptions.DEFAULT);
  }

  /** As {@link #textFile(String)} with what the options say of charset and damage. */
  public RDD<String> textFile(String path, ReadOptions options) {
    return rdd(input(path, options).text(), "textFile");
  }

  /** As {@link #textFile(String, int)} with options. */
  public RDD<String> textFile(String path, int minPartitions, ReadOptions options) {
    return rdd(input(path, minPartitions, options).text(), "textFile");
  }

  /** Pairs of path and content of text files, each of which fits into memory. */
  public PairRDD<String, String> wholeTextFiles(String path) {
    return wholeTextFiles(path, defaultMinPartitions());
  }

  /** As {@link #wholeTextFiles(String)}; small files share about the given number of partitions. */
  public PairRDD<String, String> wholeTextFiles(String path, int minPartitions) {
    return wholeTextFiles(path, minPartitions, ReadOptions.DEFAULT);
  }

  /** As {@link #wholeTextFiles(String, int)} with options. */
  public PairRDD<String, String> wholeTextFiles(
      String path, int minPartitions, ReadOptions options) {
    return RDD.pairs(rdd(input(path, minPartitions, options).wholeFiles(true), "wholeTextFiles"));
  }

  /** Pairs of path and content of files, which is opened when a function asks for it. */
  public PairRDD<String, PortableDataStream> binaryFiles(String path) {
    return binaryFiles(path, defaultParallelism());
  }

  /** As {@link #binaryFiles(String)}; small files share about the given number of partitions. */
  public PairRDD<String, PortableDataStream> binaryFiles(String path, int minPartitions) {
    return RDD.pairs(
        rdd(input(path, minPartitions, ReadOptions.DEFAULT).wholeFiles(false), "binaryFiles"));
  }

  /** The records of files in which each has the given number of bytes. */
  public RDD<byte[]> binaryRecords(String path, int recordLength) {
    return binaryRecords(path, recordLength, ReadOptions.DEFAULT);
  }

  /** As {@link #binaryRecords(String, int)} with options. */
  public RDD<byte[]> binaryRecords(String path, int recordLength, ReadOptions options) {
    return rdd(input(path, options).binaryRecords(recordLength), "binaryRecords");
  }

  /** What {@link RDD#saveAsObjectFile} has saved. The caller knows of which type it was. */
  public <T> RDD<T> objectFile(String path) {
    return objectFile(path, ReadOptions.DEFAULT);
  }

  /**
   * As {@link #objectFile(String)}, in at least the given number of partitions if files are large.
   */
  public <T> RDD<T> objectFile(String path, int minPartitions) {
    return rdd(input(path, minPartitions, ReadOptions.DEFAULT).objects(), "objectFile");
  }

  /** As {@link #objectFile(String)} with options. */
  public <T> RDD<T> objectFile(String path, ReadOptions options) {
    return rdd(input(path, options).objects(), "objectFile");
  }

  /** How many partitions inputs of whole files have if nobody says: as Spark has it. */
  public int defaultMinPartitions() {
    return Math.min(defaultParallelism(), 2);
  }

  private Input input(String path, ReadOptions options) {
    return Input.byDefault(engine.storages(), path, defaultParallelism(), options);
  }

  private Input input(String path, int minPartitions, ReadOptions options) {
    return Input.of(engine.storages(), path, minPartitions, options);
  }

  private <T> RDD<T> rdd(Source source, String operation) {
    return new RDD<>(this, lineages.source(source, CallSite.here(operation)));
  }

  /** The records of all datasets. Equal partitioners of all of them are kept. */
  @SafeVarargs
  @SuppressWarnings("varargs")
  public final <T> RDD<T> union(RDD<T>... parts) {
    return new RDD<>(this, unionOf(List.of(parts)));
  }

  /** The pairs of all datasets. */
  @SafeVarargs
  @SuppressWarnings("varargs")
  public final <K, V> PairRDD<K, V> union(PairRDD<K, V>... parts) {
    return new PairRDD<>(this, unionOf(List.of(parts)));
  }

  /** The doubles of all datasets. */
  public DoubleRDD union(DoubleRDD... parts) {
    return new DoubleRDD(this, unionOf(List.of(parts)));
  }

  /** The longs of all datasets. */
  public LongRDD union(LongRDD... parts) {
    return new LongRDD(this, unionOf(List.of(parts)));
  }

  /** The records of a dataset and of those in a list. */
  public <T> RDD<T> union(RDD<T> first, List<RDD<T>> rest) {
    List<RDD<T>> all = new ArrayList<>(rest);
    all.addFirst(first);
    return new RDD<>(this, unionOf(all));
  }

  private <T> Lineage<T> unionOf(List<? extends RDD<T>> parts) {
    if (parts.isEmpty()) return this.<T>emptyRDD().lineage;
    requireSame(parts.getFirst().context);
    return Unions.of(parts, CallSite.here("union"));
  }

  // ---- jobs of one's own

  /** What the function makes of each partition, in their order. Runs one job. */
  public <T, R> List<R> runJob(RDD<T> rdd, Function<Iterator<T>, R> function) {
    return Actions.perPartition(rdd, function, CallSite.here("runJob"));
  }

  /**
   * As {@link #runJob(RDD, Function)} for some partitions, in the order in which they are given.
   * Others are not computed.
   */
  public <T, R> List<R> runJob(
      RDD<T> rdd, Function<Iterator<T>, R> function, List<Integer> partitions) {
    return Actions.perPartition(rdd, function, partitions, CallSite.here("runJob"));
  }

  /** As {@link #runJob(RDD, Function)}, but returns at once. */
  public <T, R> FutureAction<List<R>> submitJob(RDD<T> rdd, Function<Iterator<T>, R> function) {
    return Actions.perPartitionLater(rdd, function, CallSite.here("submitJob"));
  }

  /**
   * What an evaluator makes of what the function gives for partitions, after so many milliseconds
   * at most: of those that were computed by then. The work goes on; see {@link PartialResult}.
   */
  public <T, U, R> PartialResult<R> runApproximateJob(
      RDD<T> rdd,
      Function<Iterator<T>, U> function,
      ApproximateEvaluator<U, R> evaluator,
      long timeoutMillis) {
    return Actions.approximately(
        rdd, function, evaluator, timeoutMillis, CallSite.here("runApproximateJob"));
  }

  // ---- shared variables

  /**
   * Makes a value readable in all tasks; each process receives it once. It must not be changed any
   * more.
   */
  public <T> Broadcast<T> broadcast(T value) {
    return engine.broadcast(nextVariable.getAndIncrement(), value);
  }

  /** Without a name: not shown when jobs end. */
  public LongAccumulator longAccumulator() {
    return register(new LongAccumulator(), "");
  }

  public LongAccumulator longAccumulator(String name) {
    return register(new LongAccumulator(), name);
  }

  /** Without a name: not shown when jobs end. */
  public DoubleAccumulator doubleAccumulator() {
    return register(new DoubleAccumulator(), "");
  }

  public DoubleAccumulator doubleAccumulator(String name) {
    return register(new DoubleAccumulator(), name);
  }

  /** Without a name: not shown when jobs end. */
  public <T> CollectionAccumulator<T> collectionAccumulator() {
    return register(new CollectionAccumulator<>(), "");
  }

  public <T> CollectionAccumulator<T> collectionAccumulator(String name) {
    return register(new CollectionAccumulator<>(), name);
  }

  /** Registers an accumulator of a class of one's own, without a name; returns it. */
  public <A extends AccumulatorV2<?, ?>> A register(A accumulator) {
    return register(accumulator, "");
  }

  /** Registers an accumulator of a class of one's own; returns it. */
  public <A extends AccumulatorV2<?, ?>> A register(A accumulator, String name) {
    accumulator.register(nextVariable.getAndIncrement(), name);
    engine.register(accumulator);
    return accumulator;
  }

  // ---- cancelling: jobs end at once with JOB_CANCELLED, their tasks at their next record

  /** Ends all running jobs. */
  public void cancelAllJobs() {
    engine.driver().cancelJobs(labels -> true, "cancelAllJobs() was called");
  }

  /** Ends a job, if it still runs. */
  public void cancelJob(long job) {
    cancelJob(job, "cancelJob(" + job + ") was called");
  }

  /** Ends a job, if it still runs, for a reason. */
  public void cancelJob(long job, String reason) {
    engine.driver().cancelJob(job, reason);
  }

  /** Ends the running jobs that need a stage. */
  public void cancelStage(long stage) {
    engine.driver().cancelStage(stage, "cancelStage(" + stage + ") was called");
  }

  /** Ends the running jobs of a group. */
  public void cancelJobGroup(String group) {
    cancelJobGroup(group, "its group '" + group + "' was cancelled");
  }

  /** Ends the running jobs of a group, for a reason. */
  public void cancelJobGroup(String group, String reason) {
    requireNonNull(group);
    engine.driver().cancelJobs(labels -> labels.group().equals(group), reason);
  }

  /** Ends the running jobs of a group, and each job that will be submitted in it. */
  public void cancelJobGroupAndFutureJobs(String group) {
    engine
        .driver()
        .cancelGroupForGood(
            requireNonNull(group), "its group '" + group + "' was cancelled for good");
  }

  /** Ends the running jobs that have a tag. */
  public void cancelJobsWithTag(String tag) {
    cancelJobsWithTag(tag, "jobs tagged '" + tag + "' were cancelled");
  }

  /** Ends the running jobs that have a tag, for a reason. */
  public void cancelJobsWithTag(String tag, String reason) {
    requireNonNull(tag);
    engine.driver().cancelJobs(labels -> labels.tags().contains(tag), reason);
  }

  /** What runs and what has run. */
  public StatusTracker statusTracker() {
    return engine.statusTracker();
  }

  /**
   * Where web pages show what runs; nothing unless the setting {@code ui.enabled} is true, or when
   * no port was free. Starts their server at once if it has not yet.
   */
  public Optional<String> uiWebUrl() {
    return engine.uiWebUrl();
  }

  // ---- about

  /** Where {@link RDD#checkpoint} saves; any storage path that all processes reach. */
  public void setCheckpointDir(String folder) {
    checkpoints.setFolder(folder);
  }

  /** The datasets that are kept at this moment, by their ids. */
  public Map<Long, RDD<?>> getPersistentRDDs() {
    Map<Long, RDD<?>> found = new TreeMap<>();
    for (Lineage<?> lineage : engine.persistence().kept())
      found.put(lineage.id(), new RDD<>(this, lineage));
    return found;
  }

  /** Where {@link RDD#checkpoint} saves: a folder of this application's in the one that was set. */
  public Optional<String> getCheckpointDir() {
    return checkpoints.folder();
  }

  /** The settings in force, by name, as text; defaults and system properties included. */
  public Map<String, String> getConf() {
    return engine.settings().byName();
  }

  /** The pools that the settings name; jobs may name others, which have the usual shares. */
  public Map<String, PoolPolicy.Pool> getAllPools() {
    return engine.settings().pools().pools();
  }

  /** The shares of a pool; the usual ones if the settings do not name it. */
  public PoolPolicy.Pool getPoolForName(String pool) {
    return getAllPools().getOrDefault(pool, PoolPolicy.Pool.USUAL);
  }

  /** How many tasks run at once. */
  public int defaultParallelism() {
    int wanted = engine.settings().parallelism();
    return wanted > 0 ? wanted : engine.slotCount();
  }

  public String master() {
    return engine.settings().master();
  }

  public String appName() {
    return engine.settings().name();
  }

  /** Whether tasks run in this process. */
  public boolean isLocal() {
    return LocalMaster.serves(master());
  }

  /** Of the engine. */
  public String version() {
    return Version.TEXT;
  }

  /** Unique among all applications of this user. */
  public String applicationId() {
    return engine.applicationId();
  }

  /** Who runs the driver, as its system says. */
  public String sparkUser() {
    return engine.userName();
  }

  /** When it was opened, in milliseconds since the epoch. */
  public long startTime() {
    return engine.startMillis();
  }

  /** Whether it has been closed. */
  public boolean isStopped() {
    return engine.isClosed();
  }

  /** Hears all events from now on. */
  public void addListener(EventListener listener) {
    engine.addListener(listener);
  }

  /** Hears no more, once the event that is being told has been. One that is unknown is ignored. */
  public void removeListener(EventListener listener) {
    engine.removeListener(listener);
  }

  /**
   * Ends running jobs, gives back memory, deletes local files and ends processes that the context
   * started. Idempotent.
   */
  @Override
  public void close() {
    engine.close();
  }

  /** As {@link #close()}. */
  public void stop() {
    close();
  }

  @Override
  public CoreError captureError() {
    return CoreError.CLOSURE_CAPTURES_CONTEXT;
  }

  @Override
  public String describe() {
    return "BrasaContext " + appName();
  }

  // ---- for datasets

  /** Runs an action, then saves the checkpoints that its datasets were marked for. */
  List<TaskResult> run(JobRequest request) {
    List<TaskResult> results = runOnly(request);
    checkpoints.saveWanted(request.target());
    return results;
  }

  /** Runs an action and nothing else. */
  List<TaskResult> runOnly(JobRequest request) {
    engine.runningTask().ifPresent(stage -> refuseInTask(request.site(), stage));
    return engine.driver().run(request, labels());
  }

  /** Starts an action and nothing else. */
  Job submit(JobRequest request, JobLabels said) {
    engine.runningTask().ifPresent(stage -> refuseInTask(request.site(), stage));
    return engine.driver().submit(request, said);
  }

  /** Tasks that must run together cannot wait for executors that come while tasks wait. */
  void requireFixedExecutors() {
    if (!engine.settings().allocation().isDynamic()) return;
    throw new EngineException(
        CoreError.BARRIER_REFUSED,
        "Tasks of barrier() need their slots at the same time, but executors come and go (the"
            + " setting allocation is dynamic)",
        "Leave that setting away, so that the application keeps its executors");
  }

  private static void refuseInTask(CallSite site, String stage) {
    throw new EngineException(
        CoreError.RDD_USED_IN_TASK,
        "The dataset operation '"
            + site
            + "' was called inside a function that a task of '"
            + stage
            + "' runs; only the driver has datasets",
        "Combine datasets by join, union or cogroup, or collect this one before and broadcast the"
            + " result");
  }

  void saveCheckpoints(Lineage<?> target) {
    checkpoints.saveWanted(target);
  }

  /**
   * What the map tasks of a shuffle wrote, computing them if need be: rows, bytes and distinct keys
   * for each partition.
   */
  List<MapOutput> materialise(Dependency.Shuffle shuffle) {
    return engine.driver().materialise(shuffle, labels());
  }

  <F extends Serializable> F declare(F function, CallSite site) {
    if (function == null) throw new NullPointerException("the function of '" + site + "' is null");
    return engine.closures().declare(function, site);
  }

  Engine engine() {
    return engine;
  }

  RunningQuery beginQuery(String text, List<PlanNode> plan) {
    return new RunningQuery(engine, properties(), nextQuery.getAndIncrement(), text, plan);
  }

  Lineages lineages() {
    return lineages;
  }

  /** A seed for an operation that was given none. */
  long newSeed() {
    return engine.newSeed();
  }

  void keep(Lineage<?> lineage, StorageLevel level) {
    engine.persistence().keep(lineage, level);
  }

  void unkeep(Lineage<?> lineage) {
    engine.persistence().unkeep(lineage);
  }

  void requireSame(BrasaContext other) {
    if (other != this)
      throw new IllegalArgumentException("the datasets belong to different contexts");
  }

  void wantCheckpoint() {
    checkpoints.want();
  }

  void wantLocalCheckpoint(Lineage<?> lineage) {
    checkpoints.wantLocal(lineage);
  }

  void note(Event event) {
    engine.note(event);
  }
}
