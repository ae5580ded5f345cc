package io.brasa.core;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.brasa.core.block.StorageLevel;
import io.brasa.core.function.Pair;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.ValueSource;

/** Datasets that are empty, null, skewed, nested or changed by users. */
@ParameterizedClass
@ValueSource(booleans = {false, true})
@Timeout(value = 60, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
final class TestEdges {
  private final BrasaContext brasa;

  TestEdges(boolean isStrict) {
    brasa = BrasaContext.builder().master("local[2]").strict(isStrict).build();
  }

  @AfterEach
  void close() {
    brasa.close();
  }

  private static List<Integer> numbers(int count) {
    return IntStream.rangeClosed(1, count).boxed().toList();
  }

  private static <T> Set<T> set(List<T> list) {
    Set<T> set = new HashSet<>(list);
    assertEquals(list.size(), set.size());
    return set;
  }

  @Test
  void takesNothingThroughEveryOperation(@TempDir Path folder) {
    RDD<Integer> none = brasa.emptyRDD();
    PairRDD<Integer, Integer> pairs = none.mapToPair(x -> Pair.of(x, x));
    assertEquals(List.of(), none.collect());
    assertEquals(List.of(), none.take(3));
    assertTrue(none.isEmpty());
    assertEquals(0, none.distinct().count());
    assertEquals(0, none.repartition(3).count());
    assertEquals(0, none.union(none).count());
    assertEquals(List.of(1), none.union(brasa.parallelize(List.of(1), 2)).union(none).collect());
    assertEquals(0, pairs.reduceByKey(Integer::sum).count());
    assertEquals(0, pairs.groupByKey(3).count());
    assertEquals(0, pairs.join(pairs).count());
    assertEquals(0, pairs.cogroup(pairs).count());
    assertEquals(0, pairs.sortByKey().count());
    assertEquals(0, pairs.sortByKey(false, 4).count());
    assertEquals(0, none.cache().count());
    none.foreach(x -> {});
    none.saveAsTextFile(folder.resolve("none").toString());
    assertEquals(0, brasa.textFile(folder.resolve("none").toString()).count());
    brasa.setCheckpointDir(folder.resolve("points").toString());
    RDD<Integer> saved = none.map(x -> x);
    saved.checkpoint();
    assertEquals(0, saved.count());
    assertEquals(0, saved.distinct().count());
    RDD<Integer> sparse = brasa.parallelize(List.of(7), 5);
    assertEquals(5, sparse.getNumPartitions());
    assertEquals(
        List.of(Pair.of(7, 7)), sparse.mapToPair(x -> Pair.of(x, x)).sortByKey().collect());
    assertEquals(7, sparse.reduce(Integer::sum));
  }

  @Test
  void unitesUnionsOfTheSameAndOfKeptDatasets() {
    RDD<Integer> left = brasa.parallelize(numbers(7), 3).map(x -> x * 10).cache();
    RDD<Integer> right = brasa.parallelize(numbers(3), 2).map(x -> x + 1);
    RDD<Integer> twice = left.union(left).map(x -> x + 1).persist(StorageLevel.MEMORY_ONLY);
    RDD<Integer> all = right.union(twice).union(right.union(left)).union(twice).filter(x -> x > 0);
    List<Integer> l = numbers(7).stream().map(x -> x * 10).toList();
    List<Integer> r = List.of(2, 3, 4);
    List<Integer> t = new ArrayList<>();
    for (int i = 0; i < 2; i++) l.forEach(x -> t.add(x + 1));
    List<Integer> model = new ArrayList<>();
    for (List<Integer> part : List.of(r, t, r, l, t)) model.addAll(part);
    for (int round = 0; round < 3; round++) {
      assertEquals(model, all.collect());
      assertEquals(model.subList(0, 12), all.take(12));
      assertEquals(
          model.size(), all.distinct().count() + model.size() - new HashSet<>(model).size());
      if (round == 1) left.unpersist();
      if (round == 1) twice.unpersist();
    }
  }

  @Test
  void unitesThousandsOfTimes() {
    RDD<Integer> all = brasa.parallelize(List.of(0), 1);
    for (int i = 1; i < 3000; i++) all = all.union(brasa.parallelize(List.of(i), 1)).map(x -> x);
    assertEquals(3000, all.count());
    assertEquals(List.of(0, 1, 2), all.take(3));
  }

  @Test
  void keepsAndForgetsInTheMiddleOfAChain() {
    List<Integer> model = numbers(20).stream().map(x -> x * 2).filter(x -> x % 3 != 0).toList();
    RDD<Integer> doubled = brasa.parallelize(numbers(20), 3).map(x -> x * 2);
    RDD<Integer> chosen = doubled.filter(x -> x % 3 != 0).flatMap(x -> List.of(x).iterator());
    PairRDD<Integer, Integer> counts =
        chosen.mapToPair(x -> Pair.of(x % 5, 1)).reduceByKey(Integer::sum);
    Map<Integer, Integer> expected = new HashMap<>();
    model.forEach(x -> expected.merge(x % 5, 1, Integer::sum));
    for (StorageLevel level :
        List.of(StorageLevel.NONE, StorageLevel.MEMORY_ONLY, StorageLevel.DISK_ONLY)) {
      doubled.unpersist().persist(level);
      assertEquals(model, chosen.collect());
      assertEquals(model, chosen.map(x -> x).collect());
      assertEquals(expected, counts.collectAsMap());
    }
  }

  @Test
  void joinsAfterACheckpointOfAShuffledDataset(@TempDir Path folder) {
    brasa.setCheckpointDir(folder.toString());
    PairRDD<Integer, Integer> sums =
        brasa
            .parallelize(numbers(30), 3)
            .mapToPair(x -> Pair.of(x % 4, x))
            .reduceByKey(Integer::sum, 3);
    PairRDD<Integer, Integer> before = sums.mapValues(x -> -x);
    sums.checkpoint();
    assertEquals(4, sums.count());
    assertTrue(sums.isCheckpointed());
    System.gc();
    Map<Integer, Pair<Integer, Integer>> joined = sums.join(before).collectAsMap();
    assertEquals(4, joined.size());
    joined.forEach((key, pair) -> assertEquals(pair._1(), -pair._2()));
    assertEquals(4, sums.reduceByKey(Integer::sum).count());
    assertEquals(4, before.cogroup(sums).count());
    assertEquals(465, sums.values().reduce(Integer::sum));
  }

  @Test
  void takesNullsEverywhere() {
    RDD<String> words = brasa.parallelize(Arrays.asList("a", null, "b", null), 3);
    assertEquals(Arrays.asList("a", null, "b", null), words.cache().collect());
    assertEquals(Arrays.asList("a", null, "b", null), words.collect());
    assertEquals(set(Arrays.asList("a", null, "b")), set(words.distinct().collect()));
    assertEquals(4, words.repartition(2).count());
    assertEquals(Arrays.asList("a", null), words.take(2));
    PairRDD<String, String> pairs = words.mapToPair(word -> Pair.of(word, word));
    assertEquals(6, pairs.join(pairs).count());
    assertEquals(3, pairs.cogroup(pairs).count());
    assertEquals(3, pairs.groupByKey().count());
    assertEquals(1, pairs.reduceByKey((a, b) -> null).filter(p -> p._1() == null).count());
    assertEquals(
        4, pairs.keyBy(p -> (Integer) null).groupByKey().values().map(TestEdges::size).first());
    assertEquals(null, words.filter(word -> word == null).reduce((a, b) -> null));
  }

  private static int size(Iterable<?> values) {
    int size = 0;
    for (Object _ : values) size++;
    return size;
  }

  @Test
  void sortsOneKeyNullsAndSkew() {
    PairRDD<Integer, Integer> one = brasa.parallelize(numbers(50), 4).mapToPair(x -> Pair.of(1, x));
    assertEquals(50, one.sortByKey(true, 8).count());
    List<Integer> skewed = new ArrayList<>(Collections.nCopies(5000, 3));
    skewed.addAll(numbers(100));
    List<Integer> sorted = new ArrayList<>(skewed);
    Collections.sort(sorted);
    Collections.shuffle(skewed, new java.util.Random(5));
    assertEquals(
        sorted,
        brasa
            .parallelize(skewed, 5)
            .mapToPair(x -> Pair.of(x, x))
            .sortByKey(true, 6)
            .keys()
            .collect());
    List<String> withNulls = new ArrayList<>(Arrays.asList("b", null, "a", null, "c", "b"));
    List<String> keys =
        brasa
            .parallelize(withNulls, 3)
            .mapToPair(x -> Pair.of(x, 1))
            .sortByKey(true, 3)
            .keys()
            .collect();
    withNulls.sort(Comparator.nullsFirst(Comparator.naturalOrder()));
    assertEquals(withNulls, keys);
  }

  @Test
  void callsIteratorsInAnyLawfulWay() {
    RDD<Integer> rdd =
        brasa
            .parallelize(numbers(10), 2)
            .filter(x -> x % 2 == 0)
            .flatMap(x -> List.of(x, x).iterator());
    assertEquals(rdd.collect(), rdd.mapPartitions(TestEdges::askingOften).collect());
    assertEquals(rdd.collect(), rdd.mapPartitions(TestEdges::neverAsking).collect());
    PairRDD<Integer, Integer> sums = rdd.mapToPair(x -> Pair.of(x, 1)).reduceByKey(Integer::sum);
    assertEquals(sums.collect(), sums.mapPartitions(TestEdges::askingOften).collect());
    assertEquals(
        set(sums.collect()), set(sums.cache().mapPartitions(TestEdges::askingOften).collect()));
    assertEquals(set(sums.collect()), set(sums.mapPartitions(TestEdges::askingOften).collect()));
  }

  private static <T> Iterator<T> askingOften(Iterator<T> records) {
    List<T> all = new ArrayList<>();
    while (askedThrice(records)) all.add(records.next());
    assertTrue(!askedThrice(records));
    return all.iterator();
  }

  private static boolean askedThrice(Iterator<?> records) {
    boolean answer = records.hasNext();
    for (int i = 0; i < 2; i++) assertEquals(answer, records.hasNext());
    return answer;
  }

  private static <T> Iterator<T> neverAsking(Iterator<T> records) {
    List<T> all = new ArrayList<>();
    try {
      while (true) all.add(records.next());
    } catch (java.util.NoSuchElementException end) {
      return all.iterator();
    }
  }

  @Test
  void takesBackAnIteratorThatAFunctionHasBegun() {
    RDD<Integer> mapped = brasa.parallelize(numbers(9), 3).map(x -> x + 1);
    RDD<Integer> withoutFirst =
        mapped.mapPartitions(
            records -> {
              records.next();
              return records;
            });
    assertEquals(List.of(3, 4, 6, 7, 9, 10), withoutFirst.collect());
    assertEquals(39, withoutFirst.reduce(Integer::sum));
    RDD<Integer> peeked =
        mapped.mapPartitions(records -> records.hasNext() ? records : List.of(0).iterator());
    assertEquals(9, peeked.mapToPair(x -> Pair.of(x, x)).groupByKey().count());
  }

  // ---- what users change

  @Test
  void handsOutNothingThatAnotherJobSees() {
    List<List<Integer>> input = new ArrayList<>();
    for (int i = 0; i < 4; i++) input.add(new ArrayList<>(List.of(i)));
    RDD<List<Integer>> lists = brasa.parallelize(input, 2);
    RDD<List<Integer>> kept = lists.map(list -> (List<Integer>) new ArrayList<>(list)).cache();
    PairRDD<Integer, List<Integer>> shuffled =
        kept.mapToPair(list -> Pair.of(list.size(), list)).repartition(2);
    PairRDD<Integer, Iterable<List<Integer>>> groups =
        kept.mapToPair(list -> Pair.of(0, list)).groupByKey();
    for (int round = 0; round < 3; round++) {
      for (List<Integer> list : lists.collect()) list.add(99);
      for (List<Integer> list : kept.collect()) list.add(99);
      for (Pair<Integer, List<Integer>> pair : shuffled.collect()) pair._2().add(99);
      for (Pair<Integer, Iterable<List<Integer>>> group : groups.collect())
        for (List<Integer> list : group._2()) list.add(99);
      List<List<Integer>> model = List.of(List.of(0), List.of(1), List.of(2), List.of(3));
      assertEquals(model, lists.collect());
      assertEquals(model, kept.collect());
      assertEquals(set(model), set(shuffled.values().collect()));
      assertEquals(4, groups.values().map(TestEdges::size).first());
      assertEquals(6, groups.values().map(TestEdges::sum).first());
    }
  }

  private static int sum(Iterable<List<Integer>> lists) {
    int sum = 0;
    for (List<Integer> list : lists) for (int number : list) sum += number;
    return sum;
  }

  @Test
  void givesEachTaskACapturedObjectOfItsOwn() {
    int[] counter = {0};
    List<Integer> counted = brasa.parallelize(numbers(9), 3).map(x -> ++counter[0]).collect();
    assertEquals(List.of(1, 2, 3, 1, 2, 3, 1, 2, 3), counted);
    assertEquals(0, counter[0]);
    RDD<Integer> later = brasa.parallelize(numbers(2), 2).map(x -> x + counter[0]);
    counter[0] = 10;
    assertEquals(List.of(11, 12), later.collect());
  }
}
