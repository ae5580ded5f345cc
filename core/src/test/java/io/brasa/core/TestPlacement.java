package io.brasa.core;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.brasa.core.error.CoreError;
import io.brasa.core.event.Event;
import io.brasa.core.function.Pair;
import io.brasa.core.shuffle.HashPartitioner;
import io.brasa.core.shuffle.Partitioner;
import io.brasa.core.shuffle.RangePartitioner;
import io.brasa.core.shuffle.SortOrder;
import io.brasa.runtime.error.EngineException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What moves and what does not: counted by the stages that run. */
final class TestPlacement {
  private final List<String> stages = Collections.synchronizedList(new ArrayList<>());
  private final AtomicInteger tasks = new AtomicInteger();
  private final AtomicInteger endedJobs = new AtomicInteger();
  private final BrasaContext brasa =
      BrasaContext.builder().master("local[2]").listener(this::note).build();
  private int jobs;

  private void note(Event event) {
    switch (event) {
      case Event.StageStarted started -> stages.add(started.name());
      case Event.TaskEnded ended -> tasks.incrementAndGet();
      case Event.JobEnded ended -> endedJobs.incrementAndGet();
      default -> {}
    }
  }

  @AfterEach
  void close() {
    brasa.close();
  }

  private static final Partitioner FOUR = new HashPartitioner(4);

  private PairRDD<Integer, Integer> numbers() {
    List<Integer> numbers = IntStream.range(0, 100).boxed().toList();
    return brasa.parallelize(numbers, 3).mapToPair(x -> Pair.of(x % 10, x));
  }

  private PairRDD<Integer, Integer> placed() {
    PairRDD<Integer, Integer> placed = numbers().partitionBy(FOUR);
    placed.count();
    forget(1);
    return placed;
  }

  private void forget(int jobCount) {
    await(jobCount);
    stages.clear();
    tasks.set(0);
  }

  private void await(int jobCount) {
    jobs += jobCount;
    while (endedJobs.get() < jobs) Thread.onSpinWait();
  }

  /** Each runs one job; the stage of its result is one of the stages. */
  private void assertStages(int expected, RDD<?> dataset, String why) {
    dataset.count();
    await(1);
    assertEquals(expected, stages.size(), () -> why + ": " + stages);
    stages.clear();
  }

  @Test
  void aggregatesInPlaceWhatIsPlaced() {
    PairRDD<Integer, Integer> placed = placed();
    assertStages(1, placed.reduceByKey(Integer::sum), "reduceByKey");
    assertStages(1, placed.groupByKey(), "groupByKey");
    assertStages(1, placed.groupByKey(new HashPartitioner(4)), "by an equal partitioner");
    assertStages(2, placed.groupByKey(5), "another width");
    assertStages(1, placed.aggregateByKey(0, Integer::sum, Integer::sum), "aggregateByKey");
    assertStages(1, placed.foldByKey(0, Integer::sum), "foldByKey");
    assertStages(
        1, placed.repartitionAndSortWithinPartitions(FOUR), "repartitionAndSortWithinPartitions");
    assertStages(1, placed.partitionBy(new HashPartitioner(4)), "partitionBy");
  }

  @Test
  void joinsInPlaceWhatIsPlacedAlike() {
    PairRDD<Integer, Integer> left = placed();
    PairRDD<Integer, Integer> right = placed();
    assertStages(1, left.join(right), "join");
    assertStages(1, left.leftOuterJoin(right), "leftOuterJoin");
    assertStages(1, left.cogroup(right, left), "cogroup");
    assertStages(1, left.subtractByKey(right), "subtractByKey");
    assertStages(1, left.join(left.mapValues(x -> x + 1)), "with itself");
    assertStages(2, left.join(numbers()), "only the other side moves");
    assertStages(2, numbers().fullOuterJoin(left), "on either side");
    assertStages(3, left.join(right, 7), "both move to another width");
    assertStages(2, left.cogroup(right, numbers()), "one of three moves");
  }

  @Test
  void keepsAndDropsThePartitioner() {
    PairRDD<Integer, Integer> placed = placed();
    Optional<Partitioner> four = Optional.of(FOUR);
    assertEquals(four, placed.mapValues(x -> 1).partitioner());
    assertEquals(four, placed.flatMapValues(x -> List.of(x).iterator()).partitioner());
    assertEquals(four, placed.filter(pair -> true).partitioner());
    assertEquals(four, placed.sampleByKey(false, Map.of(1, 0.5), 1).partitioner());
    assertEquals(four, placed.filterByRange(1, 2).partitioner());
    assertEquals(four, placed.reduceByKey(Integer::sum).partitioner());
    assertEquals(four, placed.join(numbers()).partitioner());
    assertEquals(four, placed.subtractByKey(numbers()).partitioner());
    assertEquals(Optional.empty(), placed.mapToPair(pair -> pair).partitioner());
    assertEquals(Optional.empty(), placed.map(pair -> pair).partitioner());
    assertEquals(Optional.empty(), placed.keys().partitioner());
    assertEquals(Optional.empty(), placed.repartition(4).partitioner());
    assertEquals(four, placed.union(placed).partitioner());
    assertEquals(Optional.empty(), placed.union(numbers()).partitioner());
  }

  @Test
  void takesTheWidestPartitionerUnlessItWouldCrowd() {
    PairRDD<Integer, Integer> two = numbers().partitionBy(new HashPartitioner(2));
    PairRDD<Integer, Integer> six = numbers().partitionBy(new HashPartitioner(6));
    assertEquals(6, two.join(six).getNumPartitions());
    assertEquals(6, six.cogroup(two, two).getNumPartitions());
    assertEquals(6, two.join(numbers()).cogroup(six).getNumPartitions());
    PairRDD<Integer, Integer> many = numbers().repartition(40).mapToPair(pair -> pair);
    assertEquals(40, two.join(many).getNumPartitions(), "2 would be too few for 40");
    assertEquals(6, six.join(many).getNumPartitions());
    assertEquals(2, two.reduceByKey(Integer::sum).getNumPartitions());
  }

  @Test
  void reusesMapOutputsInLaterJobs() {
    PairRDD<Integer, Integer> sums = numbers().reduceByKey(Integer::sum);
    assertStages(2, sums, "the first time");
    assertStages(1, sums, "the second time");
    assertStages(1, sums.mapValues(x -> x + 1), "what is made of it");
    assertStages(2, sums.mapToPair(Pair::swap).groupByKey(), "its own shuffle only");
    PairRDD<Integer, Pair<Integer, Integer>> joined = sums.join(numbers());
    assertStages(2, joined, "one side is placed");
    assertStages(1, joined, "and the other one there");
  }

  @Test
  void looksUpInOnePartition() {
    PairRDD<Integer, Integer> placed = placed();
    assertEquals(IntStream.range(0, 10).map(i -> 10 * i + 3).boxed().toList(), placed.lookup(3));
    await(1);
    assertEquals(1, tasks.get());
    forget(0);
    assertEquals(10, numbers().lookup(3).size());
    await(1);
    assertEquals(3, tasks.get(), "without a partitioner everywhere");
  }

  @Test
  void prunesRangesThatCannotHaveTheKeys() {
    List<Integer> numbers = IntStream.range(0, 1000).boxed().toList();
    for (boolean ascending : List.of(true, false)) {
      PairRDD<Integer, Integer> sorted =
          brasa.parallelize(numbers, 4).mapToPair(x -> Pair.of(x, x)).sortByKey(ascending, 8);
      assertEquals(8, sorted.getNumPartitions());
      PairRDD<Integer, Integer> some = sorted.filterByRange(300, 400);
      assertTrue(some.getNumPartitions() < 4, () -> some.getNumPartitions() + " partitions");
      List<Integer> expected = IntStream.rangeClosed(300, 400).boxed().toList();
      assertEquals(ascending ? expected : expected.reversed(), some.keys().collect());
      assertEquals(List.of(350), some.lookup(350));
      assertEquals(101 * 1, some.join(sorted).count(), "what is left is still placed");
      assertEquals(101, some.groupByKey().count());
      assertEquals(List.of(), sorted.filterByRange(400, 300).collect());
      assertEquals(List.of(), sorted.filterByRange(-5, -1).collect());
      assertEquals(1000, sorted.filterByRange(-5, 5000).count());
    }
    PairRDD<Integer, Integer> sorted =
        brasa.parallelize(numbers, 4).mapToPair(x -> Pair.of(x, x)).sortByKey(true, 8);
    PairRDD<Integer, Integer> backwards = sorted.filterByRange((x, y) -> y - x, 400, 300);
    assertEquals(8, backwards.getNumPartitions(), "another order tells nothing");
    assertEquals(101, backwards.count());
  }

  @Test
  void keepsPrunedPartitionsThatWereCached() {
    List<Integer> numbers = IntStream.range(0, 100).boxed().toList();
    PairRDD<Integer, Integer> sorted =
        brasa.parallelize(numbers, 4).mapToPair(x -> Pair.of(x, x)).sortByKey(true, 5).cache();
    assertEquals(100, sorted.count());
    assertEquals(11, sorted.filterByRange(50, 60).cache().count());
    assertEquals(
        IntStream.rangeClosed(50, 60).boxed().toList(),
        sorted.filterByRange(50, 60).union(sorted.filterByRange(7, 6)).values().collect());
    PairRDD<Integer, Integer> source =
        PairRDD.fromRDD(brasa.parallelize(numbers, 4).map(x -> Pair.of(x, x)));
    assertEquals(11, source.filterByRange(50, 60).count());
  }

  // ---- partitioners of users

  record Odd(int partitionCount) implements Partitioner {
    @Override
    public int partition(Object key, int hash) {
      return (Integer) key % 2;
    }
  }

  /** Equal to none but itself. */
  static final class Wild implements Partitioner {
    private static final long serialVersionUID = 1L;

    @Override
    public int partitionCount() {
      return 3;
    }

    @Override
    public int partition(Object key, int hash) {
      return (Integer) key % 5;
    }
  }

  @Test
  void takesPartitionersOfUsers() {
    PairRDD<Integer, Integer> odd = numbers().partitionBy(new Odd(2));
    List<Pair<Integer, Integer>> even =
        odd.mapPartitionsWithIndex((index, records) -> index == 0 ? records : none()).collect();
    assertEquals(50, even.size());
    assertTrue(even.stream().allMatch(pair -> pair._1() % 2 == 0));
    forget(1);
    assertStages(1, odd.reduceByKey(new Odd(2), Integer::sum), "an equal partitioner");
    assertEquals(10, odd.lookup(7).size());
    assertEquals(2, odd.join(numbers()).getNumPartitions());
  }

  private static <T> java.util.Iterator<T> none() {
    return Collections.emptyIterator();
  }

  @Test
  void namesAPartitionThatThereIsNot() {
    PairRDD<Integer, Integer> wild = numbers().partitionBy(new Wild());
    EngineException failure = assertThrows(EngineException.class, wild::count);
    assertEquals(CoreError.PARTITION_OUT_OF_RANGE, failure.code());
    failure = assertThrows(EngineException.class, () -> wild.lookup(4));
    assertEquals(CoreError.PARTITION_OUT_OF_RANGE, failure.code());
    assertTrue(failure.getMessage().contains("partitionBy at TestPlacement"), failure::getMessage);
  }

  @Test
  void comparesRangePartitionersByBoundsAndOrder() {
    RangePartitioner one = new RangePartitioner(List.of(3, 7), SortOrder.ASCENDING);
    assertEquals(one, new RangePartitioner(List.of(3, 7), SortOrder.ASCENDING));
    assertEquals(
        one.hashCode(), new RangePartitioner(List.of(3, 7), SortOrder.ASCENDING).hashCode());
    assertTrue(!one.equals(new RangePartitioner(List.of(3, 8), SortOrder.ASCENDING)));
    assertTrue(!one.equals(new RangePartitioner(List.of(7, 3), SortOrder.DESCENDING)));
    PairRDD<Integer, Integer> placed = numbers().partitionBy(one);
    assertEquals(3, placed.getNumPartitions());
    placed.count();
    forget(1);
    assertStages(
        1,
        placed.reduceByKey(new RangePartitioner(List.of(3, 7), SortOrder.ASCENDING), Integer::sum),
        "equal ranges");
    PairRDD<Integer, Integer> sorted = numbers().sortByKey(true, 3);
    sorted.count();
    forget(2);
    assertStages(1, sorted.join(sorted.mapValues(x -> 1)), "sorted by the same ranges");
    assertStages(1, sorted.groupByKey(), "grouped in its ranges");
  }

  // ---- unions

  @Test
  void unionsOfEquallyPlacedKeepTheirPartitioner() {
    PairRDD<Integer, Integer> left = placed();
    PairRDD<Integer, Integer> right = placed().mapValues(x -> -x);
    right.count();
    PairRDD<Integer, Integer> both = left.union(right);
    assertEquals(Optional.of(FOUR), both.partitioner());
    assertEquals(4, both.getNumPartitions());
    stages.clear();
    Map<Integer, Integer> sums = both.reduceByKey(Integer::sum).collectAsMap();
    assertEquals(1, stages.size(), () -> "stages " + stages);
    assertEquals(10, sums.size());
    assertTrue(sums.values().stream().allMatch(sum -> sum == 0), sums::toString);
  }

  @Test
  void unionsOfDifferentlyPlacedForgetHow() {
    PairRDD<Integer, Integer> left = numbers().partitionBy(FOUR);
    PairRDD<Integer, Integer> right = numbers().partitionBy(new HashPartitioner(5));
    PairRDD<Integer, Integer> both = left.union(right);
    assertEquals(Optional.empty(), both.partitioner());
    assertEquals(9, both.getNumPartitions());
    assertEquals(200, both.count());
  }

  @Test
  void aPlacedDatasetMayBeUnitedWithItself() {
    PairRDD<Integer, Integer> placed = numbers().partitionBy(FOUR);
    PairRDD<Integer, Integer> all = brasa.union(placed, placed, placed);
    assertEquals(Optional.of(FOUR), all.partitioner());
    assertEquals(300, all.count());
    assertEquals(30, all.lookup(3).size());
  }

  @Test
  void aThousandPlacedUnionsDoNotNest() {
    PairRDD<Integer, Integer> all = numbers().partitionBy(FOUR);
    PairRDD<Integer, Integer> more =
        brasa.parallelizePairs(List.of(Pair.of(1, 1))).partitionBy(FOUR);
    for (int i = 0; i < 1_000; i++) all = all.union(more);
    assertEquals(1_100, all.count());
    assertEquals(Optional.of(FOUR), all.partitioner());
  }

  @Test
  void theDefaultPartitionerIsTheOneThatIsThere() {
    assertEquals(FOUR, PairRDD.defaultPartitioner(numbers(), placed()));
    assertTrue(PairRDD.defaultPartitioner(numbers()) instanceof HashPartitioner);
  }
}
