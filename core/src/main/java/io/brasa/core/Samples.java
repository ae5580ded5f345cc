package io.brasa.core;

import io.brasa.core.closure.CallSite;
import io.brasa.core.execute.JobRequest;
import io.brasa.core.execute.TaskResult;
import io.brasa.core.function.Pair;
import io.brasa.core.lineage.TaskContext;
import io.brasa.core.operation.Draws;
import io.brasa.core.operation.SplitCell;
import io.brasa.core.task.End;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;

/** Datasets divided by chance, and samples of a given size. */
final class Samples {
  private Samples() {}

  @SuppressWarnings({"unchecked", "rawtypes"})
  static <T> RDD<T>[] split(RDD<T> rdd, double[] weights, long seed, CallSite site) {
    double total = 0;
    for (double weight : weights) {
      if (!(weight >= 0) || Double.isInfinite(weight))
        throw new IllegalArgumentException("weight " + weight);
      total += weight;
    }
    if (!(total > 0)) throw new IllegalArgumentException("weights sum up to " + total);
    RDD[] parts = new RDD[weights.length];
    double sum = 0;
    for (int i = 0; i < parts.length; i++) {
      double from = sum / total;
      sum += weights[i];
      // The last sum may differ from the total by rounding: nothing may fall out at the end.
      double to = i == parts.length - 1 ? 1 : sum / total;
      parts[i] =
          rdd.like(rdd.narrow(new SplitCell(seed, from, to), rdd.lineage.partitioner(), site));
    }
    return parts;
  }

  /** A record and the number by which its place among all is decided. */
  record Ranked(long rank, Object value) {
    static final Comparator<Ranked> ORDER = (a, b) -> Long.compare(a.rank, b.rank);
  }

  /**
   * How many records there are, and the first of them when each has drawn a number. The first of
   * all partitions together are a sample without replacement, in an order by chance: one pass,
   * however many records there are (the keys of Efraimidis and Spirakis 2006 with equal weights).
   */
  record FirstByChance(int count, long seed) implements End.Action {
    @Override
    public Object finish(Iterator<?> records, TaskContext context) {
      SplittableRandom random = Draws.ofPartition(seed, context.partition());
      Least<Ranked> least = new Least<>(count, Ranked.ORDER);
      long seen = 0;
      for (; records.hasNext(); seen++) least.add(new Ranked(random.nextLong(), records.next()));
      List<Pair<Long, Object>> found = new ArrayList<>();
      for (Ranked each : least.inOrder())
        found.add(new Pair<>(each.rank, context.handOver(each.value)));
      return new Pair<>(seen, found);
    }
  }

  static <T> List<T> take(
      RDD<T> rdd, boolean withReplacement, int count, long seed, CallSite site) {
    if (count < 0) throw new IllegalArgumentException("count " + count);
    if (count == 0) return new ArrayList<>();
    long total = 0;
    Least<Ranked> least = new Least<>(count, Ranked.ORDER);
    JobRequest request = new JobRequest(rdd.lineage, new FirstByChance(count, seed), site);
    for (TaskResult result : rdd.context.run(request)) {
      Pair<?, ?> part = (Pair<?, ?>) result.value();
      total += (Long) part._1();
      for (Object each : (List<?>) part._2()) {
        Pair<?, ?> ranked = (Pair<?, ?>) each;
        least.add(new Ranked((Long) ranked._1(), ranked._2()));
      }
    }
    List<T> chosen = values(least.inOrder());
    return withReplacement && total > 0 ? replaced(chosen, count, total, seed) : chosen;
  }

  @SuppressWarnings("unchecked")
  private static <T> List<T> values(List<Ranked> ranked) {
    List<T> values = new ArrayList<>(ranked.size());
    for (Ranked each : ranked) values.add((T) each.value);
    return values;
  }

  /**
   * Draws places with replacement; the different places, which are as many as they are, get records
   * that were chosen without replacement, in the order in which they are drawn first. Since those
   * come in an order by chance, every outcome is as likely as if the records of the places had been
   * looked up.
   */
  private static <T> List<T> replaced(List<T> chosen, int count, long total, long seed) {
    SplittableRandom random = new SplittableRandom(~seed);
    Map<Long, T> byPlace = new HashMap<>();
    List<T> drawn = new ArrayList<>(count);
    for (int i = 0; i < count; i++) {
      long place = random.nextLong(total);
      // Not computeIfAbsent, since a record may be null.
      if (!byPlace.containsKey(place)) byPlace.put(place, chosen.get(byPlace.size()));
      drawn.add(byPlace.get(place));
    }
    return drawn;
  }
}
