package io.brasa.core;

import io.brasa.core.closure.CallSite;
import io.brasa.core.execute.JobRequest;
import io.brasa.core.execute.TaskResult;
import io.brasa.core.function.Pair;
import io.brasa.core.lineage.Dependency;
import io.brasa.core.lineage.Lineage;
import io.brasa.core.lineage.Link;
import io.brasa.core.lineage.Reach;
import io.brasa.core.lineage.Source;
import io.brasa.core.lineage.TaskContext;
import io.brasa.core.shuffle.KeyList;
import io.brasa.core.shuffle.Partitioner;
import io.brasa.core.shuffle.RangePartitioner;
import io.brasa.core.shuffle.SortOrder;
import io.brasa.core.shuffle.WeightedKey;
import io.brasa.core.task.End;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;

/**
 * Chooses the bounds of ranges from a sample of the keys. Where nothing but element-wise operations
 * stands between a source that can give some of its records and the keys, and nothing in between is
 * kept, only these records are read and carried through the operations: each key then comes from a
 * record that was drawn with the same probability as any other. If too few keys come of it, since a
 * filter leaves few, more records are drawn, and all are read in the end. Otherwise all records are
 * read, as a dataset that is kept comes to be kept by it.
 *
 * <p>Whatever is drawn depends on splits and partitions alone, hence a task that is run again gives
 * the same keys. The bounds are fixed before the shuffle is declared.
 */
final class RangeSample {
  /** About this many keys are sampled for each range. */
  private static final int KEYS_PER_RANGE = 60;

  private static final int LEAST_KEYS_PER_PARTITION = 20;
  private static final int MORE = 8;

  private RangeSample() {}

  static Partitioner partitioner(
      PairRDD<?, ?> rdd, SortOrder order, int partitionCount, CallSite site) {
    if (partitionCount < 1) throw new IllegalArgumentException("partition count " + partitionCount);
    if (partitionCount == 1 || rdd.lineage.partitionCount() == 0)
      return new RangePartitioner(List.of(), order);
    List<WeightedKey> sample = sample(rdd, partitionCount, site);
    List<Object> bounds = RangePartitioner.fromSample(sample, partitionCount, order).bounds();
    return new RangePartitioner(KeyList.of(bounds, rdd.context.engine().codecs()), order);
  }

  private static List<WeightedKey> sample(PairRDD<?, ?> rdd, int rangeCount, CallSite site) {
    int inputs = rdd.lineage.partitionCount();
    int size = Math.max(LEAST_KEYS_PER_PARTITION, KEYS_PER_RANGE * rangeCount / inputs + 1);
    long wanted = (long) size * inputs;
    for (long about = wanted; ; about *= MORE) {
      Optional<Lineage<?>> drawn = drawing(rdd.context, rdd.lineage, about);
      List<WeightedKey> sample = keys(rdd.context, drawn.orElse(rdd.lineage), size, site);
      if (drawn.isEmpty() || sample.size() >= wanted / 2) return sample;
    }
  }

  private static List<WeightedKey> keys(
      BrasaContext context, Lineage<?> lineage, int size, CallSite site) {
    List<WeightedKey> sample = new ArrayList<>();
    for (TaskResult result : context.run(new JobRequest(lineage, new SampleKeys(size), site))) {
      Pair<?, ?> part = (Pair<?, ?>) result.value();
      List<?> keys = (List<?>) part._2();
      for (Object key : keys)
        sample.add(new WeightedKey(key, (double) (Long) part._1() / keys.size()));
    }
    return sample;
  }

  /** The same operations on some records of the source; empty if all have to be read. */
  private static Optional<Lineage<?>> drawing(
      BrasaContext context, Lineage<?> lineage, long about) {
    List<Lineage<?>> links = new ArrayList<>();
    Lineage<?> at = lineage;
    Lineage.Definition definition = at.definition();
    while (isComputed(at) && definition.operation() instanceof Link) {
      if (definition.dependencies().size() != 1
          || !(definition.dependencies().getFirst() instanceof Dependency.Narrow narrow)
          || !(narrow.reach() instanceof Reach.Shifted(int offset) && offset == 0)
          || narrow.parent().partitionCount() != at.partitionCount()) return Optional.empty();
      links.add(at);
      at = narrow.parent();
      definition = at.definition();
    }
    if (!isComputed(at) || !(definition.operation() instanceof Source source))
      return Optional.empty();
    Lineage<?> site = at;
    return source.drawing(about).map(drawn -> chained(context, drawn, site.site(), links));
  }

  /** Whether the dataset is neither kept nor to be. */
  private static boolean isComputed(Lineage<?> lineage) {
    return !lineage.storageLevel().isKept() && !lineage.isCheckpointWanted();
  }

  /**
   * @param links the last one first
   */
  private static Lineage<?> chained(
      BrasaContext context, Source source, CallSite site, List<Lineage<?>> links) {
    Lineage<?> made = context.lineages().source(source, site);
    for (Lineage<?> link : links.reversed())
      made = context.lineages().narrow(made, link.definition().operation(), link.site());
    return made;
  }

  /**
   * A sample of the keys of a partition (reservoir, Vitter 1985, algorithm R) and how many there
   * are.
   */
  record SampleKeys(int size) implements End.Action {
    @Override
    public Object finish(Iterator<?> records, TaskContext context) {
      SplittableRandom random = new SplittableRandom(context.partition());
      List<Object> sample = new ArrayList<>();
      long seen = 0;
      while (records.hasNext()) {
        Object key = ((Pair<?, ?>) records.next())._1();
        seen++;
        if (sample.size() < size) sample.add(context.handOver(key));
        else {
          long place = random.nextLong(seen);
          if (place < size) sample.set((int) place, context.handOver(key));
        }
      }
      return new Pair<>(seen, sample);
    }
  }
}
