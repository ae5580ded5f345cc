package io.brasa.core;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.brasa.core.error.CoreError;
import io.brasa.core.function.Pair;
import io.brasa.core.shuffle.HashPartitioner;
import io.brasa.core.shuffle.SortOrder;
import io.brasa.runtime.error.EngineException;
import io.brasa.runtime.error.RuntimeError;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.ValueSource;

/** What the operations by key promise beyond their results: nulls, orders, samples, refusals. */
@ParameterizedClass
@ValueSource(booleans = {false, true})
final class TestByKey {
  private final BrasaContext brasa;

  TestByKey(boolean isStrict) {
    brasa = BrasaContext.builder().master("local[2]").strict(isStrict).build();
  }

  @AfterEach
  void close() {
    brasa.close();
  }

  private PairRDD<Integer, Integer> numbers(int count, int keys, int partitions) {
    return brasa
        .parallelize(IntStream.range(0, count).boxed().toList(), partitions)
        .mapToPair(x -> Pair.of(x % keys, x));
  }

  // ---- nulls

  @Test
  void keepsNullValuesApartFromAbsentOnes() {
    PairRDD<String, String> left =
        brasa.parallelizePairs(Arrays.asList(Pair.of("a", null), Pair.of("b", "x")), 2);
    PairRDD<String, String> right =
        brasa.parallelizePairs(Arrays.asList(Pair.of("a", "y"), Pair.of("c", null)), 2);
    assertEquals(List.of(Pair.of("a", Pair.of(null, "y"))), left.join(right).collect());
    Map<String, Pair<String, Optional<String>>> joined = left.leftOuterJoin(right).collectAsMap();
    assertEquals(Pair.of(null, Optional.of("y")), joined.get("a"));
    assertEquals(Pair.of("x", Optional.empty()), joined.get("b"));
    assertNull("rightOuterJoin", "left", "'a'", left.rightOuterJoin(right));
    assertNull("fullOuterJoin", "left", "'a'", left.fullOuterJoin(right.filter(p -> false)));
    assertNull("leftOuterJoin", "right", "'a'", right.leftOuterJoin(left));
    assertNull("fullOuterJoin", "right", "'c'", left.filter(p -> false).fullOuterJoin(right));
    assertEquals(
        Pair.of(List.of(), Arrays.asList((String) null)),
        left.cogroup(right).collectAsMap().get("c"));
    Map<String, Pair<Optional<String>, Optional<Optional<String>>>> wrapped =
        left.mapValues(x -> "").fullOuterJoin(right.mapValues(Optional::ofNullable)).collectAsMap();
    assertEquals(Optional.of(Optional.empty()), wrapped.get("c")._2());
  }

  private static void assertNull(String operation, String side, String key, PairRDD<?, ?> joined) {
    EngineException failure = assertThrows(EngineException.class, joined::collect);
    assertEquals(CoreError.JOIN_VALUE_NULL, failure.code());
    String text = failure.getMessage();
    assertTrue(text.contains("The " + side + " side of " + operation), text);
    assertTrue(text.contains(key), text);
  }

  @Test
  void takesNullsAsZeroAndAsResults() {
    PairRDD<Integer, Integer> pairs = numbers(20, 3, 4);
    Map<Integer, Integer> greatest =
        pairs.<Integer>aggregateByKey(null, TestByKey::greater, TestByKey::greater).collectAsMap();
    assertEquals(Map.of(0, 18, 1, 19, 2, 17), greatest);
    Map<Integer, Integer> nothing = pairs.reduceByKey((x, y) -> null).collectAsMap();
    assertEquals(3, nothing.size());
    assertEquals(null, nothing.get(1));
    Map<Integer, Integer> locally = pairs.reduceByKeyLocally((x, y) -> null);
    assertEquals(nothing, locally);
  }

  private static Integer greater(Integer first, Integer second) {
    if (first == null) return second;
    return second == null ? first : Math.max(first, second);
  }

  // ---- zero values

  @Test
  void givesEachKeyAZeroOfItsOwn() {
    int[] zero = {0};
    Map<Integer, Integer> sums =
        numbers(100, 7, 3)
            .aggregateByKey(zero, TestByKey::addTo, TestByKey::addAll)
            .mapValues(sum -> sum[0])
            .collectAsMap();
    Map<Integer, Integer> model = new HashMap<>();
    for (int i = 0; i < 100; i++) model.merge(i % 7, i, Integer::sum);
    assertEquals(model, sums);
    assertEquals(0, zero[0]);
    zero[0] = 1000;
    PairRDD<Integer, int[]> later = numbers(2, 2, 1).aggregateByKey(zero, (a, b) -> a, (a, b) -> a);
    zero[0] = 0;
    assertEquals(1000, later.values().first()[0], "taken when it is declared");
  }

  private static int[] addTo(int[] sum, Integer value) {
    sum[0] += value;
    return sum;
  }

  private static int[] addAll(int[] sum, int[] other) {
    sum[0] += other[0];
    return sum;
  }

  /** As in Spark: a zero that is not neutral counts once a key and map partition. */
  @Test
  void countsZeroOnceForEachKeyAndMapPartition() {
    PairRDD<Integer, Integer> ones =
        brasa.parallelize(List.of(1, 1, 1, 1), 2).mapToPair(x -> Pair.of(0, x));
    assertEquals(Map.of(0, 24), ones.foldByKey(10, Integer::sum).collectAsMap());
    assertEquals(
        Map.of(0, 14),
        ones.partitionBy(new HashPartitioner(3)).foldByKey(10, Integer::sum).collectAsMap());
  }

  // ---- order

  @Test
  void sortsByLambdasAndOrders() {
    PairRDD<Integer, Integer> pairs =
        numbers(300, 300, 4).mapToPair(p -> Pair.of(p._1() * 7 % 300, 0));
    List<Integer> sorted = IntStream.range(0, 300).boxed().toList();
    assertEquals(sorted.reversed(), pairs.sortByKey((x, y) -> y - x).keys().collect());
    assertEquals(sorted, pairs.sortByKey((x, y) -> y - x, false).keys().collect());
    assertEquals(sorted, pairs.sortByKey((x, y) -> x - y, true, 3).keys().collect());
    assertEquals(sorted.reversed(), pairs.sortByKey(Comparator.reverseOrder()).keys().collect());
    assertEquals(
        sorted, pairs.sortByKey(Comparator.<Integer>naturalOrder(), true, 5).keys().collect());
    assertEquals(sorted.reversed(), pairs.sortByKey(SortOrder.DESCENDING).keys().collect());
    assertEquals(sorted, pairs.sortByKey(SortOrder.ASCENDING, 2).keys().collect());
  }

  @Test
  void refusesAComparatorThatCannotTravel() {
    Comparator<Integer> plain = (x, y) -> x - y;
    EngineException failure =
        assertThrows(EngineException.class, () -> numbers(9, 9, 2).sortByKey(plain));
    assertEquals(CoreError.CLOSURE_NOT_SERIALIZABLE, failure.code());
    assertTrue(failure.getMessage().contains("sortByKey at TestByKey"), failure::getMessage);
  }

  @Test
  void sortsWithinPartitionsWhereTheyAre() {
    PairRDD<Integer, Integer> pairs = numbers(200, 50, 3);
    HashPartitioner three = new HashPartitioner(3);
    for (PairRDD<Integer, Integer> input : List.of(pairs, pairs.partitionBy(three))) {
      assertSorted(input.repartitionAndSortWithinPartitions(three), Comparator.naturalOrder());
      assertSorted(
          input.repartitionAndSortWithinPartitions(three, (x, y) -> y - x),
          Comparator.reverseOrder());
      assertSorted(
          input.repartitionAndSortWithinPartitions(three, Comparator.reverseOrder()),
          Comparator.reverseOrder());
    }
  }

  private static void assertSorted(PairRDD<Integer, Integer> pairs, Comparator<Integer> order) {
    assertEquals(Optional.of(new HashPartitioner(3)), pairs.partitioner());
    List<List<Integer>> parts =
        pairs.keys().<List<Integer>>mapPartitions(keys -> List.of(list(keys)).iterator()).collect();
    assertEquals(200, parts.stream().mapToInt(List::size).sum());
    for (List<Integer> part : parts) {
      List<Integer> expected = new ArrayList<>(part);
      expected.sort(order);
      assertEquals(expected, part);
    }
  }

  private static <T> List<T> list(Iterator<T> records) {
    List<T> all = new ArrayList<>();
    records.forEachRemaining(all::add);
    return all;
  }

  /** A sorter keeps what it gets; a function that uses one array for all must not show in it. */
  @Test
  void sortsRecordsThatAreUsedAgain() {
    HashPartitioner one = new HashPartitioner(1);
    PairRDD<Integer, int[]> placed =
        numbers(50, 50, 1).partitionBy(one).mapValues(x -> new int[] {x});
    PairRDD<Integer, int[]> reused =
        new PairRDD<>(
            brasa,
            placed.<Pair<Integer, int[]>>narrow(
                new Reusing(), placed.partitioner(), placed.lineage.site()));
    if (brasa.engine().settings().isStrict()) return;
    List<Integer> values =
        reused.repartitionAndSortWithinPartitions(one).values().map(v -> v[0]).collect();
    assertEquals(IntStream.range(0, 50).boxed().toList(), values);
  }

  /** One array for all records. */
  record Reusing() implements io.brasa.core.lineage.Operation {
    @Override
    public String name() {
      return "reusing";
    }

    @Override
    public Iterator<?> compute(
        int partition, Inputs inputs, io.brasa.core.lineage.TaskContext context) throws Exception {
      int[] shared = new int[1];
      Iterator<?> records = inputs.read(0, partition);
      return new Iterator<Object>() {
        @Override
        public boolean hasNext() {
          return records.hasNext();
        }

        @Override
        public Object next() {
          Pair<?, ?> pair = (Pair<?, ?>) records.next();
          shared[0] = ((int[]) pair._2())[0];
          return Pair.of(pair._1(), shared);
        }
      };
    }
  }

  // ---- samples

  @Test
  void samplesEachKeyAtItsRate() {
    PairRDD<Integer, Integer> pairs = numbers(30_000, 3, 4);
    Map<Integer, Double> fractions = Map.of(0, 0.1, 1, 0.5, 2, 0.0);
    for (boolean withReplacement : List.of(false, true)) {
      PairRDD<Integer, Integer> sample = pairs.sampleByKey(withReplacement, fractions, 42);
      Map<Integer, Long> counts = sample.countByKey();
      // Four standard deviations of a Poisson number.
      assertEquals(1000, counts.get(0), 130, "seed 42");
      assertEquals(5000, counts.get(1), 290, "seed 42");
      assertEquals(null, counts.get(2));
      assertEquals(sample.collect(), sample.collect(), "the same whenever it is computed");
      assertEquals(sample.collect(), pairs.sampleByKey(withReplacement, fractions, 42).collect());
    }
    Map<Integer, Long> twice =
        pairs.sampleByKey(true, Map.of(0, 2.5, 1, 0.0, 2, 20.0)).countByKey();
    assertEquals(25_000, twice.get(0), 800);
    assertEquals(200_000, twice.get(2), 2500);
  }

  @Test
  void samplesExactlyAndWithoutRepeats() {
    PairRDD<Integer, Integer> pairs =
        numbers(3000, 3, 4).union(numbers(3, 3, 1).mapValues(x -> x + 10_000));
    Map<Integer, Double> fractions = Map.of(0, 0.1, 1, 1.0, 2, 0.0005);
    List<Pair<Integer, Integer>> sample = pairs.sampleByKeyExact(false, fractions, 7).collect();
    Map<Integer, Integer> counts = new HashMap<>();
    sample.forEach(pair -> counts.merge(pair._1(), 1, Integer::sum));
    assertEquals(Map.of(0, 101, 1, 1001, 2, 1), counts);
    assertEquals(sample.size(), sample.stream().distinct().count());
    assertEquals(
        Map.of(0, 2503L, 1, 501L),
        pairs.sampleByKeyExact(true, Map.of(0, 2.5, 1, 0.5, 2, 0.0)).countByKey());
  }

  @Test
  void namesAKeyWithoutFraction() {
    PairRDD<Integer, Integer> pairs = numbers(10, 3, 2);
    EngineException failure =
        assertThrows(
            EngineException.class, () -> pairs.sampleByKey(false, Map.of(0, 1.0, 1, 1.0)).count());
    assertEquals(CoreError.FRACTION_MISSING, failure.code());
    assertTrue(failure.getMessage().contains("'2'"), failure::getMessage);
    assertEquals(
        CoreError.FRACTION_MISSING,
        assertThrows(
                EngineException.class, () -> pairs.sampleByKeyExact(false, Map.of(0, 1.0, 1, 1.0)))
            .code());
    assertThrows(IllegalArgumentException.class, () -> pairs.sampleByKey(false, Map.of(0, 1.1)));
    assertThrows(
        IllegalArgumentException.class, () -> pairs.sampleByKey(true, Map.of(0, Double.NaN)));
  }

  @Test
  void countsDifferentValuesOfEachKeyRoughly() {
    PairRDD<Integer, Integer> pairs =
        numbers(20_000, 2, 3).flatMapValues(x -> List.of(x / 2 % 5000, x % 7).iterator());
    PairRDD<Integer, Long> counts = pairs.countApproxDistinctByKey(0.02, 3);
    assertEquals(3, counts.getNumPartitions());
    for (long count : counts.collectAsMap().values()) assertEquals(5000, count, 400);
    assertEquals(
        Map.of(0, 1L, 1, 1L), numbers(2, 2, 2).countApproxDistinctByKey(0.1).collectAsMap());
    PairRDD<Integer, Integer> placed = pairs.partitionBy(new HashPartitioner(5));
    assertEquals(placed.partitioner(), placed.countApproxDistinctByKey(0.02).partitioner());
    for (long count : placed.countApproxDistinctByKey(0.02).collectAsMap().values())
      assertEquals(5000, count, 400);
  }

  // ---- refusals

  @Test
  void refusesArraysAsKeysByName() {
    PairRDD<int[], Integer> pairs =
        brasa.parallelize(List.of(1, 2), 2).mapToPair(x -> Pair.of(new int[] {x}, x));
    assertRefused(() -> pairs.lookup(new int[] {1}));
    assertRefused(() -> pairs.countByKey());
    assertRefused(() -> pairs.reduceByKeyLocally(Integer::sum));
    assertRefused(() -> pairs.subtractByKey(pairs).count());
    assertRefused(() -> pairs.sampleByKey(false, Map.of(new int[] {1}, 0.5)));
  }

  private static void assertRefused(org.junit.jupiter.api.function.Executable action) {
    assertEquals(
        RuntimeError.KEY_WITHOUT_VALUE_EQUALITY,
        assertThrows(EngineException.class, action).code());
  }

  @Test
  void namesTheOperationWhoseFunctionFailedOnTheDriver() {
    PairRDD<Integer, Integer> pairs =
        brasa.parallelize(List.of(1, 2), 2).mapToPair(x -> Pair.of(0, x));
    EngineException failure =
        assertThrows(EngineException.class, () -> pairs.reduceByKeyLocally((x, y) -> x / (y - 2)));
    assertEquals(CoreError.TASK_FAILED, failure.code());
    assertTrue(
        failure.getMessage().contains("reduceByKeyLocally at TestByKey"), failure::getMessage);
  }

  /** Not serialisable, and not needed to be. */
  record City(String name) {}

  @Test
  void placesKeysThatAreNotSerialisable() {
    PairRDD<City, Integer> cities =
        brasa
            .parallelize(List.of("Bonn", "Graz", "Bonn"), 2)
            .mapToPair(x -> Pair.of(new City(x), 1));
    assertEquals(
        List.of(1, 1), cities.partitionBy(new HashPartitioner(5)).lookup(new City("Bonn")));
    assertEquals(2L, cities.countByKey().get(new City("Bonn")));
    assertEquals(
        3,
        cities
            .sampleByKeyExact(false, Map.of(new City("Bonn"), 1.0, new City("Graz"), 0.3))
            .count());
  }
}
