package io.brasa.core;

import io.brasa.core.closure.CallSite;
import io.brasa.core.error.CoreError;
import io.brasa.core.execute.JobRequest;
import io.brasa.core.execute.TaskResult;
import io.brasa.core.function.Function2;
import io.brasa.core.function.Pair;
import io.brasa.core.lineage.Lineage;
import io.brasa.core.lineage.Link;
import io.brasa.core.lineage.TaskContext;
import io.brasa.core.operation.ParallelSource;
import io.brasa.core.shuffle.HashPartitioner;
import io.brasa.core.shuffle.KeyList;
import io.brasa.core.shuffle.Partitioner;
import io.brasa.core.shuffle.RangePartitioner;
import io.brasa.core.shuffle.ShuffleReader;
import io.brasa.core.shuffle.ShuffleSpec;
import io.brasa.core.shuffle.SortOrder;
import io.brasa.core.task.End;
import io.brasa.runtime.codec.Codecs;
import io.brasa.runtime.error.EngineException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The actions by key, in the task and on the driver. */
final class KeyActions {
  private KeyActions() {}

  /** All pairs as a map; of equal keys the last one counts. */
  static <K, V> Map<K, V> collectAsMap(PairRDD<K, V> pairs, CallSite site) {
    Map<K, V> all = new LinkedHashMap<>();
    for (Pair<K, V> pair : pairs.collectAt(site)) all.put(pair._1(), pair._2());
    return all;
  }

  static <K> Map<K, Long> countByKey(PairRDD<K, ?> pairs, CallSite site) {
    PairRDD<K, Long> ones =
        new PairRDD<>(
            pairs.context,
            pairs.narrow(
                new Link.Mapping("countByKey", Functions.CountKey.INSTANCE),
                pairs.lineage.partitioner(),
                site));
    ShuffleSpec spec =
        new ShuffleSpec("countByKey", ones.partitionerFor(), Functions.SUM, true, SortOrder.NONE);
    return collectAsMap(ByKey.aggregated(ones, spec, site), site);
  }

  // ---- reduceByKeyLocally

  /** Combines the pairs of a partition by key. */
  record CombineLocally(ShuffleSpec spec) implements End.Action {
    @Override
    @SuppressWarnings("unchecked")
    public Object finish(Iterator<?> records, TaskContext context) {
      List<Object> combined = new ArrayList<>();
      try (var rows =
          new ShuffleReader(spec, context.shuffle())
              .readRecords((Iterator<? extends Pair<?, ?>>) records)) {
        while (rows.hasNext()) combined.add(context.handOver(rows.next()));
      }
      return combined;
    }
  }

  /** Keys come in the order of partitions; partitions are merged in that order, too. */
  @SuppressWarnings("unchecked")
  static <K, V> Map<K, V> reduceByKeyLocally(
      PairRDD<K, V> pairs, Function2<V, V, V> function, CallSite site) {
    ShuffleSpec spec =
        new ShuffleSpec(
            site.operation(),
            new HashPartitioner(1),
            ByKey.reducing(pairs, function, site),
            false,
            SortOrder.NONE);
    List<TaskResult> parts =
        pairs.context.run(new JobRequest(pairs.lineage, new CombineLocally(spec), site));
    return Folds.onDriver(
        site,
        () -> {
          Map<K, V> all = new LinkedHashMap<>();
          for (TaskResult part : parts)
            for (Pair<K, V> pair : (List<Pair<K, V>>) part.value()) merge(all, pair, function);
          return all;
        });
  }

  /** Unlike {@link Map#merge} with nulls, too. */
  private static <K, V> void merge(Map<K, V> all, Pair<K, V> pair, Function2<V, V, V> function)
      throws Exception {
    V value = pair._2();
    if (all.containsKey(pair._1())) value = function.call(all.get(pair._1()), value);
    all.put(pair._1(), value);
  }

  // ---- lookup

  /** The values of one key. */
  record Find(KeyList wanted) implements End.Action {
    @Override
    public Object finish(Iterator<?> records, TaskContext context) {
      Codecs codecs = context.codecs();
      Object key = wanted.get(0);
      List<Object> found = new ArrayList<>();
      while (records.hasNext()) {
        Pair<?, ?> pair = (Pair<?, ?>) records.next();
        if (codecs.equal(key, pair._1())) found.add(context.handOver(pair._2()));
      }
      return found;
    }
  }

  /** Where a partitioner places a key. */
  record Locate(KeyList wanted, Partitioner partitioner) implements End.Action {
    @Override
    public Object finish(Iterator<?> records, TaskContext context) {
      return partitioner.partition(wanted.get(0), context.codecs().hash(wanted.get(0)));
    }
  }

  @SuppressWarnings("unchecked")
  static <K, V> List<V> lookup(PairRDD<K, V> pairs, K key, CallSite site) {
    Codecs codecs = pairs.context.engine().codecs();
    codecs.requireKey(key);
    KeyList wanted = KeyList.of(Collections.singletonList(key), codecs);
    JobRequest everywhere = new JobRequest(pairs.lineage, new Find(wanted), site);
    List<Integer> partitions =
        pairs.lineage.partitioner().isEmpty()
            ? everywhere.partitions()
            : List.of(partitionOf(pairs, wanted, site));
    JobRequest request =
        new JobRequest(pairs.lineage, partitions, everywhere.action(), site, false);
    List<V> found = new ArrayList<>();
    for (TaskResult result : pairs.context.run(request)) found.addAll((List<V>) result.value());
    return found;
  }

  /**
   * Where tasks run in other processes, hash codes of the user's classes are theirs and not the
   * driver's: such keys, and whatever a partitioner of the user's does, are placed by a task.
   */
  private static int partitionOf(PairRDD<?, ?> pairs, KeyList wanted, CallSite site) {
    Partitioner partitioner = pairs.lineage.partitioner().orElseThrow();
    Object key = wanted.get(0);
    boolean isPlain =
        key == null || key instanceof String || key instanceof Long || key instanceof Integer;
    if (partitioner instanceof RangePartitioner
        || partitioner instanceof HashPartitioner && isPlain) {
      return partitioner.partition(key, key == null ? 0 : key.hashCode());
    }
    Lineage<Object> nowhere =
        pairs.context.lineages().source(new ParallelSource(List.of(), 1), site);
    TaskResult located =
        pairs
            .context
            .runOnly(new JobRequest(nowhere, new Locate(wanted, partitioner), site))
            .getFirst();
    int partition = (Integer) located.value();
    if (partition < 0 || partition >= pairs.lineage.partitionCount()) {
      throw new EngineException(
          CoreError.PARTITION_OUT_OF_RANGE,
          "The partitioner of '"
              + pairs.lineage
              + "' gave partition "
              + partition
              + " of "
              + pairs.lineage.partitionCount()
              + " for the key '"
              + JoinFunctions.shown(key)
              + "'",
          "Let it return a number from 0 to one below its partition count");
    }
    return partition;
  }
}
