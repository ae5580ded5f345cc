package io.brasa.core;

import io.brasa.core.closure.CallSite;
import io.brasa.core.execute.JobRequest;
import io.brasa.core.execute.TaskResult;
import io.brasa.core.lineage.TaskContext;
import io.brasa.core.operation.Draws;
import io.brasa.core.operation.SampleByKey;
import io.brasa.core.operation.SampleExactly;
import io.brasa.core.operation.Strata;
import io.brasa.core.shuffle.KeyList;
import io.brasa.core.task.End;
import io.brasa.runtime.codec.Codecs;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;

/** Makes stratified samples. */
final class Sampling {
  private Sampling() {}

  static <K, V> PairRDD<K, V> byKey(
      PairRDD<K, V> pairs,
      boolean withReplacement,
      Map<K, Double> fractions,
      long seed,
      CallSite site) {
    check(withReplacement, fractions);
    SampleByKey sample =
        new SampleByKey(keys(pairs, fractions), values(pairs, fractions), withReplacement, seed);
    return new PairRDD<>(pairs.context, pairs.narrow(sample, pairs.lineage.partitioner(), site));
  }

  private static void check(boolean withReplacement, Map<?, Double> fractions) {
    for (Map.Entry<?, Double> entry : fractions.entrySet()) {
      Double fraction = entry.getValue();
      boolean isLegal =
          fraction != null && fraction >= 0 && fraction <= (withReplacement ? Double.MAX_VALUE : 1);
      if (!isLegal)
        throw new IllegalArgumentException(
            "fraction " + fraction + " of the key '" + JoinFunctions.shown(entry.getKey()) + "'");
    }
  }

  private static KeyList keys(PairRDD<?, ?> pairs, Map<?, Double> fractions) {
    Codecs codecs = pairs.context.engine().codecs();
    List<Object> keys = new ArrayList<>(fractions.keySet());
    keys.forEach(codecs::requireKey);
    return KeyList.of(keys, codecs);
  }

  private static KeyList values(PairRDD<?, ?> pairs, Map<?, Double> fractions) {
    return KeyList.of(new ArrayList<>(fractions.values()), pairs.context.engine().codecs());
  }

  // ---- exact

  /** How many pairs of each key a partition has. */
  record CountStrata(KeyList keys) implements End.Action {
    @Override
    public Object finish(Iterator<?> records, TaskContext context) {
      Strata strata = new Strata(keys);
      long[] counts = new long[keys.size()];
      while (records.hasNext()) counts[strata.of(records.next())]++;
      return counts;
    }
  }

  static <K, V> PairRDD<K, V> exactlyByKey(
      PairRDD<K, V> pairs,
      boolean withReplacement,
      Map<K, Double> fractions,
      long seed,
      CallSite site) {
    check(withReplacement, fractions);
    KeyList keys = keys(pairs, fractions);
    List<long[]> counts = new ArrayList<>();
    for (TaskResult result :
        pairs.context.run(new JobRequest(pairs.lineage, new CountStrata(keys), site)))
      counts.add((long[]) result.value());
    List<long[]> quotas =
        quotas(counts, new ArrayList<>(fractions.values()), withReplacement, seed);
    SampleExactly sample =
        new SampleExactly(
            keys, KeyList.of(quotas, pairs.context.engine().codecs()), withReplacement, seed);
    return new PairRDD<>(pairs.context, pairs.narrow(sample, pairs.lineage.partitioner(), site));
  }

  /** Shares out what is wanted of each key among the partitions as if all pairs lay in one. */
  static List<long[]> quotas(
      List<long[]> counts, List<Double> fractions, boolean withReplacement, long seed) {
    SplittableRandom random = Draws.ofPartition(seed, -1);
    List<long[]> quotas = new ArrayList<>();
    for (long[] each : counts) quotas.add(new long[2 * each.length]);
    for (int key = 0; key < fractions.size(); key++) {
      long left = 0;
      for (long[] each : counts) left += each[key];
      long wanted = (long) Math.ceil(fractions.get(key) * left);
      for (int part = 0; part < counts.size(); part++) {
        long here = counts.get(part)[key];
        long taken = share(random, here, left, wanted, withReplacement);
        quotas.get(part)[2 * key] = here;
        quotas.get(part)[2 * key + 1] = taken;
        left -= here;
        wanted -= taken;
      }
    }
    return quotas;
  }

  private static long share(
      SplittableRandom random, long here, long left, long wanted, boolean withReplacement) {
    if (here == 0) return 0;
    return withReplacement
        ? Draws.binomial(random, wanted, (double) here / left)
        : Draws.hypergeometric(random, here, left - here, wanted);
  }
}
