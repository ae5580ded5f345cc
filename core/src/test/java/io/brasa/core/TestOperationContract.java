package io.brasa.core;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.brasa.core.error.CoreError;
import io.brasa.core.function.Pair;
import io.brasa.runtime.error.EngineException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * What every operation owes, whatever it is given: the answer that plain collections give, for
 * nothing, one record, many, skewed partitions, nulls, and input whose tasks fail at first; and the
 * user's own error when a function fails for good.
 */
@ParameterizedClass
@ValueSource(booleans = {false, true})
final class TestOperationContract {
  private static final int ATTEMPTS = 3;

  private final BrasaContext brasa;

  TestOperationContract(boolean isStrict) {
    brasa = BrasaContext.builder().master("local[2," + ATTEMPTS + "]").strict(isStrict).build();
  }

  @AfterEach
  void close() {
    brasa.close();
  }

  /** An operation, and the same on lists. What it gives is compared as it is. */
  private record Row(
      String name,
      Function<RDD<Integer>, Object> operation,
      Function<List<List<Integer>>, Object> model) {}

  // ---- situations

  enum Situation {
    NO_PARTITIONS,
    EMPTY,
    SINGLE,
    MANY,
    SKEWED,
    NULLS,
    RETRIED;

    List<List<Integer>> input() {
      Random random = new Random(ordinal());
      return switch (this) {
        case NO_PARTITIONS -> List.of();
        case EMPTY -> List.of(List.of(), List.of(), List.of());
        case SINGLE -> List.of(List.of(), List.of(7));
        case MANY, RETRIED ->
            IntStream.range(0, 9)
                .mapToObj(p -> random.ints(20 + p, -40, 40).boxed().toList())
                .toList();
        case SKEWED ->
            List.of(
                List.of(),
                random.ints(500, 0, 30).boxed().toList(),
                List.of(),
                List.of(3, 3),
                List.of());
        case NULLS -> List.of(Arrays.asList(null, 1, null), Arrays.asList(null, 2, 1), List.of());
      };
    }
  }

  private RDD<Integer> dataset(Situation situation) {
    List<List<Integer>> input = situation.input();
    if (input.isEmpty()) return brasa.emptyRDD();
    RDD<Integer> rdd = brasa.parallelize(input, input.size()).flatMap(List::iterator);
    return situation == Situation.RETRIED ? rdd.map(TestOperationContract::failAtFirst) : rdd;
  }

  private static Integer failAtFirst(Integer value) {
    TaskContext task = TaskContext.get();
    if (task.attemptNumber() < ATTEMPTS - 1 && task.partitionId() % 2 == 0)
      throw new IllegalStateException("the first attempts fail");
    return value;
  }

  // ---- the table

  private static final Comparator<Integer> NULLS_FIRST =
      Comparator.nullsFirst(Comparator.naturalOrder());

  private static int order(Integer left, Integer right) {
    return NULLS_FIRST.compare(left, right);
  }

  private static long number(Integer value) {
    return value == null ? 1000 : value;
  }

  private List<Row> rows() {
    List<Row> rows = new ArrayList<>();
    // element by element
    rows.add(
        new Row(
            "map", r -> r.map(x -> number(x) + 1).collect(), ordered(x -> List.of(number(x) + 1))));
    rows.add(
        new Row(
            "filter",
            r -> r.filter(x -> number(x) > 3).collect(),
            ordered(x -> number(x) > 3 ? same(x) : List.of())));
    rows.add(
        new Row(
            "flatMap",
            r -> r.flatMap(x -> Arrays.asList(x, x).iterator()).collect(),
            ordered(x -> Arrays.asList(x, x))));
    rows.add(
        new Row(
            "mapToPair",
            r -> r.mapToPair(x -> Pair.of(x, 1)).collect(),
            ordered(x -> List.of(Pair.of(x, 1)))));
    rows.add(
        new Row(
            "flatMapToPair",
            r ->
                r.<Integer, Integer>flatMapToPair(
                        x -> List.of(Pair.of(x, 1), Pair.of(x, 2)).iterator())
                    .collect(),
            ordered(x -> List.of(Pair.of(x, 1), Pair.of(x, 2)))));
    rows.add(
        new Row(
            "mapToDouble",
            r -> r.mapToDouble(x -> number(x) / 2.0).collect(),
            ordered(x -> List.of(number(x) / 2.0))));
    rows.add(
        new Row(
            "mapToLong",
            r -> r.mapToLong(x -> number(x)).collect(),
            ordered(x -> List.of(number(x)))));
    rows.add(
        new Row(
            "flatMapToDouble",
            r -> r.flatMapToDouble(x -> List.of(1.0, 2.0).iterator()).collect(),
            ordered(x -> List.of(1.0, 2.0))));
    rows.add(
        new Row(
            "flatMapToLong",
            r -> r.flatMapToLong(x -> List.of(1L, number(x)).iterator()).collect(),
            ordered(x -> List.of(1L, number(x)))));
    rows.add(
        new Row(
            "keyBy",
            r -> r.keyBy(x -> number(x) % 3).collect(),
            ordered(x -> List.of(Pair.of(number(x) % 3, x)))));
    // partition by partition
    rows.add(
        new Row(
            "mapPartitions",
            r -> r.mapPartitions(TestOperationContract::count).collect(),
            byPartition(p -> List.of(p.size()))));
    rows.add(
        new Row(
            "mapPartitions keeping",
            r -> r.mapPartitions(TestOperationContract::count, true).collect(),
            byPartition(p -> List.of(p.size()))));
    rows.add(
        new Row(
            "mapPartitionsWithIndex",
            r -> r.<Integer>mapPartitionsWithIndex((i, p) -> count(p), true).collect(),
            byPartition(p -> List.of(p.size()))));
    rows.add(
        new Row(
            "mapPartitionsToPair",
            r ->
                r.<Integer, Integer>mapPartitionsToPair(
                        p -> List.of(Pair.of(count(p).next(), 1)).iterator())
                    .collect(),
            byPartition(p -> List.of(Pair.of(p.size(), 1)))));
    rows.add(
        new Row(
            "mapPartitionsToDouble",
            r ->
                r.mapPartitionsToDouble(p -> List.of((double) count(p).next()).iterator())
                    .collect(),
            byPartition(p -> List.of((double) p.size()))));
    rows.add(
        new Row(
            "mapPartitionsToLong",
            r -> r.mapPartitionsToLong(p -> List.of((long) count(p).next()).iterator()).collect(),
            byPartition(p -> List.of((long) p.size()))));
    rows.add(new Row("glom", r -> r.glom().collect(), m -> m));
    rows.add(
        new Row(
            "collectPartitions",
            r -> List.of(r.collectPartitions(IntStream.range(0, r.getNumPartitions()).toArray())),
            m -> m));
    // one value
    rows.add(new Row("count", RDD::count, m -> (long) flat(m).size()));
    rows.add(new Row("isEmpty", RDD::isEmpty, m -> flat(m).isEmpty()));
    rows.add(new Row("take", r -> r.take(5), m -> flat(m).subList(0, Math.min(5, flat(m).size()))));
    rows.add(
        new Row(
            "first",
            r -> orEmpty(() -> r.first()),
            m -> flat(m).isEmpty() ? "DATASET_EMPTY" : flat(m).getFirst()));
    rows.add(
        new Row(
            "reduce",
            r -> orEmpty(() -> r.map(x -> number(x)).reduce(Long::sum)),
            m -> flat(m).isEmpty() ? "DATASET_EMPTY" : sum(m)));
    rows.add(
        new Row(
            "treeReduce",
            r -> orEmpty(() -> r.map(x -> number(x)).treeReduce(Long::sum, 3)),
            m -> flat(m).isEmpty() ? "DATASET_EMPTY" : sum(m)));
    rows.add(
        new Row(
            "treeReduce in order",
            r -> orEmpty(() -> r.map(String::valueOf).treeReduce(String::concat)),
            m -> flat(m).isEmpty() ? "DATASET_EMPTY" : text(m)));
    rows.add(
        new Row(
            "aggregate",
            r ->
                r.aggregate(
                    new ArrayList<>(),
                    TestOperationContract::with,
                    TestOperationContract::together),
            TestOperationContract::flat));
    rows.add(new Row("fold", r -> r.map(x -> number(x)).fold(0L, Long::sum), m -> sum(m)));
    for (int depth = 1; depth <= 4; depth++) {
      int levels = depth;
      rows.add(
          new Row(
              "treeAggregate " + depth,
              r ->
                  r.treeAggregate(
                      new ArrayList<>(),
                      TestOperationContract::with,
                      TestOperationContract::together,
                      levels),
              TestOperationContract::flat));
    }
    rows.add(
        new Row(
            "treeAggregate",
            r ->
                r.treeAggregate(
                    new ArrayList<>(),
                    TestOperationContract::with,
                    TestOperationContract::together),
            TestOperationContract::flat));
    rows.add(
        new Row(
            "treeAggregate in tasks",
            r ->
                r.treeAggregate(
                    new ArrayList<>(),
                    TestOperationContract::with,
                    TestOperationContract::together,
                    2,
                    true),
            TestOperationContract::flat));
    rows.add(
        new Row(
            "max",
            r -> orEmpty(() -> r.max(TestOperationContract::order)),
            m -> flat(m).isEmpty() ? "DATASET_EMPTY" : sorted(m).getLast()));
    rows.add(
        new Row(
            "min",
            r -> orEmpty(() -> r.min(TestOperationContract::order)),
            m -> flat(m).isEmpty() ? "DATASET_EMPTY" : sorted(m).getFirst()));
    rows.add(
        new Row(
            "takeOrdered",
            r -> r.takeOrdered(7),
            m -> sorted(m).subList(0, Math.min(7, flat(m).size()))));
    rows.add(
        new Row(
            "takeOrdered by",
            r -> r.takeOrdered(7, (a, b) -> order(b, a)),
            m -> sorted(m).reversed().subList(0, Math.min(7, flat(m).size()))));
    rows.add(
        new Row(
            "top",
            r -> r.top(7),
            m -> sorted(m).reversed().subList(0, Math.min(7, flat(m).size()))));
    rows.add(
        new Row(
            "top by",
            r -> r.top(7, TestOperationContract::order),
            m -> sorted(m).reversed().subList(0, Math.min(7, flat(m).size()))));
    rows.add(new Row("countByValue", RDD::countByValue, m -> bag(flat(m))));
    rows.add(
        new Row("toLocalIterator", r -> drained(r.toLocalIterator()), TestOperationContract::flat));
    // numbers
    rows.add(
        new Row("zipWithIndex", r -> r.zipWithIndex().collect(), TestOperationContract::numbered));
    rows.add(
        new Row(
            "zipWithUniqueId",
            r -> new HashSet<>(r.zipWithUniqueId().values().collect()).size(),
            m -> flat(m).size()));
    rows.add(
        new Row(
            "zip",
            r -> r.zip(r.map(x -> number(x))).collect(),
            ordered(x -> List.of(Pair.of(x, number(x))))));
    rows.add(
        new Row(
            "zipPartitions",
            r ->
                r.zipPartitions(
                        r.filter(x -> false),
                        (a, b) -> b.hasNext() ? List.<Integer>of().iterator() : a)
                    .collect(),
            TestOperationContract::flat));
    // moving
    rows.add(
        new Row("distinct", r -> bag(r.distinct().collect()), m -> bag(new HashSet<>(flat(m)))));
    rows.add(
        new Row(
            "distinct into 2",
            r -> bag(r.distinct(2).collect()),
            m -> bag(new HashSet<>(flat(m)))));
    rows.add(new Row("repartition", r -> bag(r.repartition(4).collect()), m -> bag(flat(m))));
    rows.add(new Row("coalesce", r -> r.coalesce(2).collect(), TestOperationContract::flat));
    rows.add(new Row("coalesce to many", r -> r.coalesce(100).glom().collect(), m -> m));
    rows.add(
        new Row("coalesce shuffled", r -> bag(r.coalesce(4, true).collect()), m -> bag(flat(m))));
    rows.add(
        new Row(
            "groupBy", r -> groups(r.groupBy(x -> number(x) % 5).collect()), m -> groupsOf(m, 5)));
    rows.add(
        new Row(
            "groupBy into 3",
            r -> groups(r.groupBy(x -> number(x) % 5, 3).collect()),
            m -> groupsOf(m, 5)));
    rows.add(
        new Row(
            "sortBy",
            r -> r.sortBy(x -> number(x), false, 3).map(x -> number(x)).collect(),
            m -> numbers(m).reversed()));
    // several
    rows.add(new Row("union", r -> r.union(r).collect(), m -> twice(flat(m))));
    rows.add(
        new Row(
            "union of three", r -> r.context().union(r, r, r).count(), m -> 3L * flat(m).size()));
    rows.add(
        new Row(
            "cartesian",
            r -> r.cartesian(r.filter(x -> number(x) == 7 || x == null)).collect().size(),
            m ->
                flat(m).size()
                    * (int) flat(m).stream().filter(x -> number(x) == 7 || x == null).count()));
    rows.add(
        new Row(
            "intersection",
            r -> bag(r.intersection(r.filter(x -> number(x) % 2 == 0)).collect()),
            m -> bag(new HashSet<>(flat(m).stream().filter(x -> number(x) % 2 == 0).toList()))));
    rows.add(
        new Row(
            "subtract",
            r -> bag(r.subtract(r.filter(x -> number(x) % 2 == 0)).collect()),
            m -> bag(flat(m).stream().filter(x -> number(x) % 2 != 0).toList())));
    rows.add(
        new Row(
            "subtract into 2",
            r -> bag(r.subtract(r.filter(x -> false), 2).collect()),
            m -> bag(flat(m))));
    // chance
    rows.add(
        new Row("sample all", r -> r.sample(false, 1, 1).collect(), TestOperationContract::flat));
    rows.add(new Row("sample none", r -> r.sample(true, 0, 1).collect(), m -> List.of()));
    rows.add(
        new Row(
            "sample twice alike",
            r -> r.sample(true, 0.7, 5).collect().equals(r.sample(true, 0.7, 5).collect()),
            m -> true));
    rows.add(
        new Row(
            "randomSplit",
            r -> bag(r.context().union(r.randomSplit(new double[] {1, 0, 2, 1}, 3)).collect()),
            m -> bag(flat(m))));
    rows.add(new Row("takeSample", r -> bag(r.takeSample(false, 1_000_000, 3)), m -> bag(flat(m))));
    rows.add(
        new Row(
            "takeSample many times",
            r -> r.takeSample(true, 100, 3).size(),
            m -> flat(m).isEmpty() ? 0 : 100));
    // primitive
    rows.add(
        new Row(
            "mapLongs",
            r -> r.mapToLong(x -> number(x)).mapLongs(x -> x * 2).collect(),
            ordered(x -> List.of(number(x) * 2))));
    rows.add(
        new Row(
            "filterLongs",
            r -> r.mapToLong(x -> number(x)).filterLongs(x -> x > 0).collect(),
            ordered(x -> number(x) > 0 ? List.of(number(x)) : List.of())));
    rows.add(
        new Row(
            "reduceLongs",
            r -> orEmpty(() -> r.mapToLong(x -> number(x)).reduceLongs(Long::sum)),
            m -> flat(m).isEmpty() ? "DATASET_EMPTY" : sum(m)));
    rows.add(
        new Row(
            "mapDoubles",
            r -> r.mapToDouble(x -> number(x)).mapDoubles(x -> x / 2).collect(),
            ordered(x -> List.of(number(x) / 2.0))));
    rows.add(
        new Row(
            "filterDoubles",
            r ->
                r.mapToDouble(x -> number(x))
                    .filterDoubles(x -> x > 0)
                    .mapDoublesToLong(x -> (long) x)
                    .collect(),
            ordered(x -> number(x) > 0 ? List.of(number(x)) : List.of())));
    rows.add(
        new Row(
            "reduceDoubles",
            r -> orEmpty(() -> r.mapToLong(x -> number(x)).toDoubles().reduceDoubles(Math::max)),
            m -> flat(m).isEmpty() ? "DATASET_EMPTY" : (double) numbers(m).getLast()));
    // statistics
    rows.add(new Row("sum of longs", r -> r.mapToLong(x -> number(x)).sum(), m -> sum(m)));
    rows.add(
        new Row(
            "mean of longs", r -> r.mapToLong(x -> number(x)).mean(), TestOperationContract::mean));
    rows.add(
        new Row(
            "max of longs",
            r -> orEmpty(() -> r.mapToLong(x -> number(x)).max()),
            m -> flat(m).isEmpty() ? "DATASET_EMPTY" : numbers(m).getLast()));
    rows.add(
        new Row(
            "min of longs",
            r -> orEmpty(() -> r.mapToLong(x -> number(x)).min()),
            m -> flat(m).isEmpty() ? "DATASET_EMPTY" : numbers(m).getFirst()));
    rows.add(
        new Row(
            "stats of longs",
            r -> r.mapToLong(x -> number(x)).stats().count(),
            m -> (long) flat(m).size()));
    rows.add(
        new Row("sum of doubles", r -> r.mapToDouble(x -> number(x)).sum(), m -> (double) sum(m)));
    rows.add(
        new Row(
            "mean of doubles",
            r -> (float) r.mapToDouble(x -> number(x)).mean(),
            m -> (float) mean(m)));
    rows.add(
        new Row(
            "max of doubles",
            r -> orEmpty(() -> r.mapToDouble(x -> number(x)).max()),
            m -> flat(m).isEmpty() ? "DATASET_EMPTY" : (double) numbers(m).getLast()));
    rows.add(
        new Row(
            "min of doubles",
            r -> orEmpty(() -> r.mapToDouble(x -> number(x)).min()),
            m -> flat(m).isEmpty() ? "DATASET_EMPTY" : (double) numbers(m).getFirst()));
    rows.add(
        new Row(
            "variance",
            r -> (float) r.mapToDouble(x -> number(x)).variance(),
            m -> (float) variance(m)));
    rows.add(
        new Row(
            "stdev",
            r -> (float) r.mapToDouble(x -> number(x)).stdev(),
            m -> (float) Math.sqrt(variance(m))));
    rows.add(
        new Row(
            "popVariance",
            r -> (float) r.mapToDouble(x -> number(x)).popVariance(),
            m -> (float) variance(m)));
    rows.add(
        new Row(
            "popStdev",
            r -> (float) r.mapToDouble(x -> number(x)).popStdev(),
            m -> (float) Math.sqrt(variance(m))));
    rows.add(
        new Row(
            "sampleVariance",
            r -> (float) r.mapToDouble(x -> number(x)).sampleVariance(),
            m -> (float) sampleVariance(m)));
    rows.add(
        new Row(
            "sampleStdev",
            r -> (float) r.mapToDouble(x -> number(x)).sampleStdev(),
            m -> (float) Math.sqrt(sampleVariance(m))));
    rows.add(
        new Row(
            "histogram",
            r ->
                orEmpty(() -> Arrays.stream(r.mapToDouble(x -> number(x)).histogram(4)._2()).sum()),
            m -> flat(m).isEmpty() ? "DATASET_EMPTY" : (long) flat(m).size()));
    rows.add(
        new Row(
            "histogram of bounds",
            r ->
                Arrays.stream(r.mapToDouble(x -> number(x)).histogram(new double[] {-5, 0, 7}))
                    .boxed()
                    .toList(),
            m -> List.of(between(m, -5, -1), between(m, 0, 7))));
    rows.add(
        new Row(
            "histogram of even bounds",
            r ->
                Arrays.stream(
                        r.mapToDouble(x -> number(x))
                            .histogram(new Double[] {-5.0, 0.0, 5.0}, true))
                    .boxed()
                    .toList(),
            m -> List.of(between(m, -5, -1), between(m, 0, 5))));
    // approximately, all of it in time
    rows.add(
        new Row(
            "countApprox",
            r -> r.countApprox(60_000).initialValue().mean(),
            m -> (double) flat(m).size()));
    rows.add(
        new Row(
            "countByValueApprox",
            r -> r.countByValueApprox(60_000).getFinalValue().size(),
            m -> bag(flat(m)).size()));
    rows.add(
        new Row(
            "sumApprox",
            r -> r.mapToDouble(x -> number(x)).sumApprox(60_000).getFinalValue().low(),
            m -> (double) sum(m)));
    rows.add(
        new Row(
            "meanApprox",
            r -> r.mapToDouble(x -> number(x)).meanApprox(60_000, 0.9).getFinalValue().high(),
            m -> mean(m)));
    rows.add(
        new Row(
            "countApproxDistinct",
            r -> r.countApproxDistinct(0.01),
            m -> (long) bag(flat(m)).size()));
    rows.add(
        new Row(
            "countApproxDistinctByKey",
            r ->
                bag(
                    r.mapToPair(x -> Pair.of(number(x) % 3, x))
                        .countApproxDistinctByKey(0.01)
                        .collect()),
            m ->
                bag(
                    groupsOf(m, 3).entrySet().stream()
                        .map(e -> Pair.of(e.getKey(), (long) e.getValue().size()))
                        .toList())));
    return rows;
  }

  // ---- tests

  @ParameterizedTest
  @EnumSource(Situation.class)
  void givesWhatPlainCollectionsGive(Situation situation) {
    List<String> wrong = new ArrayList<>();
    for (Row row : rows()) {
      Object expected = row.model.apply(situation.input());
      try {
        Object found = row.operation.apply(dataset(situation));
        if (!Objects.equals(expected, found))
          wrong.add(row.name + " gives " + found + " rather than " + expected);
      } catch (RuntimeException e) {
        wrong.add(row.name + " throws " + e);
      }
    }
    assertEquals("", String.join("\n", wrong));
  }

  /** Each operation declares or runs over a function that fails, and tells so. */
  @ParameterizedTest
  @EnumSource(
      value = Situation.class,
      names = {"SINGLE"})
  void tellsTheUsersErrorWhenAFunctionFailsForGood(Situation situation) {
    List<String> wrong = new ArrayList<>();
    for (Row row : rows()) {
      RDD<Integer> failing = dataset(situation).map(TestOperationContract::fail);
      try {
        var _ = row.operation.apply(failing);
        wrong.add(row.name + " does not fail");
      } catch (EngineException e) {
        if (e.code() != CoreError.TASK_FAILED || !e.getMessage().contains("mend me"))
          wrong.add(row.name + " throws " + e);
      }
    }
    assertEquals("", String.join("\n", wrong));
  }

  private static Integer fail(Integer value) {
    throw new IllegalStateException("mend me");
  }

  // ---- models

  private static Function<List<List<Integer>>, Object> ordered(Function<Integer, List<?>> each) {
    return m -> flat(m).stream().flatMap(x -> each.apply(x).stream()).toList();
  }

  private static Function<List<List<Integer>>, Object> byPartition(
      Function<List<Integer>, List<?>> each) {
    return m -> m.stream().flatMap(p -> each.apply(p).stream()).toList();
  }

  private static List<Integer> same(Integer value) {
    return Arrays.asList(value);
  }

  private static List<Integer> flat(List<List<Integer>> partitions) {
    List<Integer> all = new ArrayList<>();
    partitions.forEach(all::addAll);
    return all;
  }

  private static List<Integer> sorted(List<List<Integer>> partitions) {
    List<Integer> all = flat(partitions);
    all.sort(NULLS_FIRST);
    return all;
  }

  private static List<Long> numbers(List<List<Integer>> partitions) {
    return flat(partitions).stream().map(TestOperationContract::number).sorted().toList();
  }

  private static long sum(List<List<Integer>> partitions) {
    return numbers(partitions).stream().mapToLong(x -> x).sum();
  }

  private static double mean(List<List<Integer>> partitions) {
    return (double) sum(partitions) / flat(partitions).size();
  }

  private static double squares(List<List<Integer>> partitions) {
    double mean = mean(partitions);
    return numbers(partitions).stream().mapToDouble(x -> (x - mean) * (x - mean)).sum();
  }

  private static double variance(List<List<Integer>> partitions) {
    return squares(partitions) / flat(partitions).size();
  }

  private static double sampleVariance(List<List<Integer>> partitions) {
    int count = flat(partitions).size();
    return count < 2 ? Double.NaN : squares(partitions) / (count - 1);
  }

  private static long between(List<List<Integer>> partitions, long from, long to) {
    return numbers(partitions).stream().filter(x -> x >= from && x <= to).count();
  }

  private static String text(List<List<Integer>> partitions) {
    StringBuilder text = new StringBuilder();
    flat(partitions).forEach(text::append);
    return text.toString();
  }

  private static List<Pair<Integer, Long>> numbered(List<List<Integer>> partitions) {
    List<Pair<Integer, Long>> all = new ArrayList<>();
    for (Integer value : flat(partitions)) all.add(Pair.of(value, (long) all.size()));
    return all;
  }

  private static List<Integer> twice(List<Integer> all) {
    List<Integer> two = new ArrayList<>(all);
    two.addAll(all);
    return two;
  }

  private static Map<Object, Long> bag(Collection<?> all) {
    Map<Object, Long> counts = new HashMap<>();
    all.forEach(each -> counts.merge(each == null ? "null" : each, 1L, Long::sum));
    if (counts.containsKey("null")) counts.put(null, counts.remove("null"));
    return counts;
  }

  private static Map<Long, Map<Object, Long>> groups(List<Pair<Long, Iterable<Integer>>> grouped) {
    Map<Long, Map<Object, Long>> groups = new TreeMap<>();
    for (Pair<Long, Iterable<Integer>> each : grouped)
      groups.put(each.key(), bag(drained(each.value().iterator())));
    return groups;
  }

  private static Map<Long, Map<Object, Long>> groupsOf(
      List<List<Integer>> partitions, int keyCount) {
    Map<Long, List<Integer>> lists = new LinkedHashMap<>();
    for (Integer value : flat(partitions))
      lists.computeIfAbsent(number(value) % keyCount, key -> new ArrayList<>()).add(value);
    Map<Long, Map<Object, Long>> groups = new TreeMap<>();
    lists.forEach((key, list) -> groups.put(key, bag(list)));
    return groups;
  }

  private static <V> List<V> drained(Iterator<V> values) {
    List<V> all = new ArrayList<>();
    values.forEachRemaining(all::add);
    return all;
  }

  private static Iterator<Integer> count(Iterator<Integer> values) {
    return List.of(drained(values).size()).iterator();
  }

  private static ArrayList<Integer> with(ArrayList<Integer> all, Integer value) {
    all.add(value);
    return all;
  }

  private static ArrayList<Integer> together(ArrayList<Integer> all, ArrayList<Integer> more) {
    all.addAll(more);
    return all;
  }

  private interface Action {
    Object get();
  }

  private static Object orEmpty(Action action) {
    try {
      return action.get();
    } catch (EngineException e) {
      if (e.code() != CoreError.DATASET_EMPTY) throw e;
      return "DATASET_EMPTY";
    }
  }
}
