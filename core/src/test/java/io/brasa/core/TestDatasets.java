package io.brasa.core;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.brasa.core.block.StorageLevel;
import io.brasa.core.error.CoreError;
import io.brasa.core.event.Event;
import io.brasa.core.function.Pair;
import io.brasa.core.shuffle.HashPartitioner;
import io.brasa.core.shuffle.SortOrder;
import io.brasa.runtime.error.EngineException;
import io.brasa.runtime.error.RuntimeError;
import java.io.Serializable;
import java.nio.file.Files;
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
import java.util.Random;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.ValueSource;

/** Every operation against a model made of plain collections, in strict mode and without. */
@ParameterizedClass
@ValueSource(booleans = {false, true})
final class TestDatasets {
  private final BrasaContext brasa;

  TestDatasets(boolean isStrict) {
    brasa = BrasaContext.builder().master("local[2]").strict(isStrict).build();
  }

  @AfterEach
  void close() {
    brasa.close();
  }

  private static List<Integer> numbers(int count) {
    return IntStream.rangeClosed(1, count).boxed().toList();
  }

  @Test
  void mapsFiltersAndExpands() {
    RDD<Integer> rdd = brasa.parallelize(numbers(100), 3);
    assertEquals(
        List.of(20, 40, 60, 80, 100),
        rdd.map(x -> x * 2).filter(x -> x % 20 == 0 && x <= 100).collect());
    assertEquals(List.of(1, 1, 2, 2), rdd.flatMap(x -> List.of(x, x).iterator()).take(4));
    assertEquals(5050, rdd.reduce(Integer::sum));
    assertEquals(100, rdd.count());
    assertEquals(1, rdd.first());
  }

  @Test
  void givesEachPartitionAsAWhole() {
    RDD<Integer> rdd = brasa.parallelize(numbers(10), 3);
    assertEquals(List.of(6, 15, 34), rdd.mapPartitions(TestDatasets::sum).collect());
    List<String> indexed =
        rdd.<String>mapPartitionsWithIndex(
                (index, records) -> List.of(index + ":" + records.next()).iterator())
            .collect();
    assertEquals(List.of("0:1", "1:4", "2:7"), indexed);
  }

  private static Iterator<Integer> sum(Iterator<Integer> records) {
    int sum = 0;
    while (records.hasNext()) sum += records.next();
    return List.of(sum).iterator();
  }

  @Test
  void unitesAndMakesDistinct() {
    RDD<Integer> left = brasa.parallelize(List.of(1, 2, 3), 2);
    RDD<Integer> right = brasa.parallelize(List.of(3, 4), 2);
    assertEquals(List.of(1, 2, 3, 3, 4), left.union(right).collect());
    assertEquals(4, left.union(right).getNumPartitions());
    List<Integer> distinct = new ArrayList<>(left.union(right).distinct().collect());
    Collections.sort(distinct);
    assertEquals(List.of(1, 2, 3, 4), distinct);
    assertEquals(
        List.of(1, 2, 3, 3, 4, 1, 2, 3), brasa.union(left, right, left).map(x -> x).collect());
  }

  @Test
  void countsAndGroupsByKeyAsAModelDoes() {
    long seed = System.nanoTime();
    System.out.println("seed " + seed);
    Random random = new Random(seed);
    List<String> words = new ArrayList<>();
    for (int i = 0; i < 20_000; i++) words.add("w" + random.nextInt(1, 3000));
    Map<String, Integer> model = new HashMap<>();
    words.forEach(word -> model.merge(word, 1, Integer::sum));
    PairRDD<String, Integer> pairs =
        brasa.parallelize(words, 5).mapToPair(word -> Pair.of(word, 1));
    assertEquals(model, pairs.reduceByKey(Integer::sum).collectAsMap());
    assertEquals(model, pairs.reduceByKey(Integer::sum, 7).collectAsMap());
    assertEquals(model, pairs.groupByKey().mapValues(TestDatasets::size).collectAsMap());
  }

  private static int size(Iterable<?> values) {
    int size = 0;
    for (Object value : values) size++;
    return size;
  }

  @Test
  void joinsEveryPairOfValues() {
    PairRDD<String, Integer> left =
        brasa.parallelizePairs(
            List.of(Pair.of("a", 1), Pair.of("b", 2), Pair.of("a", 3), Pair.of("n", 9)), 2);
    PairRDD<String, String> right =
        brasa.parallelizePairs(
            List.of(Pair.of("a", "x"), Pair.of("b", "y"), Pair.of("a", "z"), Pair.of("m", "q")), 3);
    List<String> joined = new ArrayList<>(left.join(right).map(Pair::toString).collect());
    Collections.sort(joined);
    assertEquals(List.of("(a,(1,x))", "(a,(1,z))", "(a,(3,x))", "(a,(3,z))", "(b,(2,y))"), joined);
    assertEquals(4, left.cogroup(right).count());
  }

  @Test
  void sortsByKeyInBothDirectionsAndByComparator() {
    List<Pair<Integer, String>> pairs = new ArrayList<>();
    for (int i = 0; i < 5000; i++) pairs.add(Pair.of((i * 7919) % 5000, "v" + i));
    PairRDD<Integer, String> rdd = brasa.parallelizePairs(pairs, 4);
    List<Integer> sorted = IntStream.range(0, 5000).boxed().toList();
    assertEquals(sorted, rdd.sortByKey().keys().collect());
    assertEquals(sorted.reversed(), rdd.sortByKey(false).keys().collect());
    assertEquals(
        sorted.reversed(),
        rdd.sortByKey((Comparator<Integer> & Serializable) (x, y) -> y.compareTo(x))
            .keys()
            .collect());
    assertTrue(rdd.sortByKey(true, 3).getNumPartitions() <= 3);
  }

  /** A key with an order and no interest in serialisation. */
  record Version(int major, int minor) implements Comparable<Version> {
    @Override
    public int compareTo(Version other) {
      return major != other.major
          ? Integer.compare(major, other.major)
          : Integer.compare(minor, other.minor);
    }
  }

  @Test
  void sortsByRecordsThatAreNotSerialisable() {
    List<Integer> sorted =
        brasa
            .parallelize(numbers(500), 4)
            .mapToPair(x -> Pair.of(new Version(x % 7, x), x))
            .sortByKey(true, 3)
            .keys()
            .map(Version::major)
            .collect();
    List<Integer> expected = new ArrayList<>(sorted);
    Collections.sort(expected);
    assertEquals(expected, sorted);
    assertEquals(500, sorted.size());
  }

  @Test
  void takesNullAsKeyValueAndRecord() {
    RDD<String> rdd = brasa.parallelize(Arrays.asList("a", null, "b", null), 2);
    assertEquals(Arrays.asList("a", null, "b", null), rdd.collect());
    Map<String, Integer> counts =
        rdd.mapToPair(x -> Pair.of(x, 1)).reduceByKey(Integer::sum).collectAsMap();
    assertEquals(2, counts.get(null));
    assertEquals(3, rdd.distinct().count());
  }

  @Test
  void spreadsEvenlyWhenRepartitioned() {
    RDD<Integer> rdd = brasa.parallelize(numbers(1000), 2).repartition(8);
    List<Integer> sizes = rdd.mapPartitions(records -> sizeOf(records)).collect();
    assertEquals(8, sizes.size());
    assertTrue(sizes.stream().allMatch(size -> Math.abs(size - 125) <= 2), sizes::toString);
    assertEquals(new HashSet<>(numbers(1000)), new HashSet<>(rdd.collect()));
  }

  private static Iterator<Integer> sizeOf(Iterator<Integer> records) {
    int size = 0;
    while (records.hasNext()) {
      records.next();
      size++;
    }
    return List.of(size).iterator();
  }

  @Test
  void shufflesNothingThatIsPlacedAlready() {
    List<String> stages = Collections.synchronizedList(new ArrayList<>());
    AtomicInteger ended = new AtomicInteger();
    PairRDD<Integer, Integer> placed =
        brasa
            .parallelize(numbers(100), 4)
            .mapToPair(x -> Pair.of(x % 10, x))
            .partitionBy(new HashPartitioner(3));
    placed.count();
    brasa.addListener(
        event -> {
          if (event instanceof Event.StageStarted started) stages.add(started.name());
          if (event instanceof Event.JobEnded) ended.incrementAndGet();
        });
    Map<Integer, Integer> sums =
        placed.reduceByKey(Integer::sum, 3).mapValues(x -> x).collectAsMap();
    assertEquals(460, sums.get(1));
    while (ended.get() < 1) Thread.onSpinWait();
    assertEquals(
        1, stages.size(), () -> "the map outputs are there and nothing else moves: " + stages);
    assertEquals(10 * 10 * 10, placed.join(placed.mapValues(x -> 1)).count());
    while (ended.get() < 2) Thread.onSpinWait();
    assertEquals(2, stages.size(), () -> "co-partitioned joins are narrow: " + stages);
  }

  @Test
  void keepsPartitionsAtEveryLevel() {
    for (StorageLevel level :
        List.of(
            StorageLevel.MEMORY_ONLY,
            StorageLevel.MEMORY_ONLY_SER,
            StorageLevel.MEMORY_AND_DISK,
            StorageLevel.DISK_ONLY)) {
      var computed = brasa.longAccumulator("computed");
      RDD<int[]> rdd =
          brasa
              .parallelize(numbers(300), 3)
              .map(
                  x -> {
                    computed.add(1);
                    return new int[] {x};
                  })
              .persist(level);
      assertEquals(300, rdd.count());
      assertEquals(45150, rdd.map(array -> array[0]).reduce(Integer::sum));
      assertEquals(300, computed.value(), () -> "computed once at " + level);
      rdd.unpersist();
      rdd.count();
      assertEquals(600, computed.value(), () -> "computed again after unpersist at " + level);
    }
  }

  @Test
  void carriesChainsOfTenThousandOperations() {
    RDD<Integer> rdd = brasa.parallelize(numbers(3), 2);
    for (int i = 0; i < 10_000; i++) rdd = rdd.map(x -> x + 1);
    assertEquals(List.of(10_001, 10_002, 10_003), rdd.collect());
  }

  @Test
  void carriesChainsOfManyShuffles() {
    PairRDD<Integer, Integer> rdd = brasa.parallelize(numbers(4), 2).mapToPair(x -> Pair.of(x, x));
    for (int i = 0; i < 200; i++)
      rdd = rdd.mapToPair(pair -> Pair.of(pair._1() % 3, pair._2())).reduceByKey(Integer::sum, 2);
    assertEquals(10, rdd.values().reduce(Integer::sum));
  }

  @Test
  void runsJobsOfManyThreadsSideBySide() throws Exception {
    RDD<Integer> shared =
        brasa
            .parallelize(numbers(1000), 4)
            .mapToPair(x -> Pair.of(x % 10, x))
            .reduceByKey(Integer::sum)
            .values();
    List<Thread> threads = new ArrayList<>();
    List<Integer> sums = Collections.synchronizedList(new ArrayList<>());
    for (int i = 0; i < 8; i++)
      threads.add(Thread.ofVirtual().start(() -> sums.add(shared.reduce(Integer::sum))));
    for (Thread thread : threads) thread.join();
    assertEquals(Collections.nCopies(8, 500_500), sums);
  }

  @Test
  void savesLinesAndReadsThemBack(@TempDir Path folder) throws Exception {
    RDD<Integer> rdd = brasa.parallelize(numbers(10), 3);
    String target = folder.resolve("out").toString();
    rdd.saveAsTextFile(target);
    assertEquals(
        List.of("_SUCCESS", "part-00000", "part-00001", "part-00002"), names(Path.of(target)));
    List<Integer> read = new ArrayList<>(brasa.textFile(target).map(Integer::parseInt).collect());
    Collections.sort(read);
    assertEquals(numbers(10), read);
    assertEquals(
        CoreError.OUTPUT_EXISTS,
        assertThrows(EngineException.class, () -> rdd.saveAsTextFile(target)).code());
    String failed = folder.resolve("failed").toString();
    assertThrows(EngineException.class, () -> rdd.map(x -> 1 / (x - 10)).saveAsTextFile(failed));
    assertEquals(List.of("out"), names(folder), "a failed save leaves nothing");
  }

  private static List<String> names(Path folder) throws java.io.IOException {
    try (Stream<Path> files = Files.list(folder)) {
      return files.map(file -> file.getFileName().toString()).sorted().toList();
    }
  }

  @Test
  void cutsTheLineageAtACheckpoint(@TempDir Path folder) {
    brasa.setCheckpointDir(folder.toString());
    var computed = brasa.longAccumulator("computed");
    RDD<Pair<String, Integer>> rdd =
        brasa
            .parallelize(numbers(10), 3)
            .map(
                x -> {
                  computed.add(1);
                  return Pair.of("k" + x, x);
                });
    rdd.checkpoint();
    List<Pair<String, Integer>> before = rdd.collect();
    assertTrue(rdd.isCheckpointed());
    assertEquals(20, computed.value(), "once for the job and once for the checkpoint");
    assertEquals(before, rdd.collect());
    assertEquals(20, computed.value(), "read from the checkpoint");
    assertEquals(1, rdd.toDebugString().lines().count(), rdd::toDebugString);
  }

  @Test
  void tellsWhatAShuffleWroteWhenItIsMaterialised() {
    PairRDD<Integer, Integer> rdd =
        brasa
            .parallelize(numbers(100), 4)
            .mapToPair(x -> Pair.of(x % 10, x))
            .partitionBy(new HashPartitioner(3));
    var shuffle = (io.brasa.core.lineage.Dependency.Shuffle) rdd.lineage.dependencies().getFirst();
    var outputs = brasa.materialise(shuffle);
    assertEquals(4, outputs.size());
    assertEquals(100, outputs.stream().mapToLong(io.brasa.core.shuffle.MapOutput::totalRows).sum());
    assertEquals(outputs, brasa.materialise(shuffle), "they are there already");
    assertEquals(100, rdd.count());
  }

  // ---- what goes wrong

  @Test
  void namesTheStageThePartitionAndTheLineOfAFailure() {
    RDD<Integer> rdd = brasa.parallelize(List.of("1", "x"), 2).map(Integer::parseInt);
    EngineException failure = assertThrows(EngineException.class, rdd::collect);
    assertEquals(CoreError.TASK_FAILED, failure.code());
    assertTrue(
        failure.getMessage().contains("Partition 1 of 'map at TestDatasets.java:"),
        failure::getMessage);
    assertTrue(failure.getMessage().contains("NumberFormatException"), failure::getMessage);
  }

  @Test
  void refusesAKeyWithoutValueEqualityByName() {
    PairRDD<int[], Integer> rdd =
        brasa.parallelize(numbers(3)).mapToPair(x -> Pair.of(new int[] {x}, x));
    EngineException failure =
        assertThrows(EngineException.class, () -> rdd.reduceByKey(Integer::sum).collect());
    assertEquals(RuntimeError.KEY_WITHOUT_VALUE_EQUALITY, failure.code());
  }

  @Test
  void refusesToReduceNothing() {
    EngineException failure =
        assertThrows(
            EngineException.class,
            () -> brasa.parallelize(List.<Integer>of(), 2).reduce(Integer::sum));
    assertEquals(CoreError.DATASET_EMPTY, failure.code());
    assertTrue(brasa.emptyRDD().isEmpty());
  }

  private static RDD<Integer> hidden;

  private static String golden(String name) throws java.io.IOException {
    try (var in = TestDatasets.class.getResourceAsStream("/golden/closure/" + name)) {
      return new String(in.readAllBytes(), java.nio.charset.StandardCharsets.UTF_8).strip();
    }
  }

  @Test
  void refusesADatasetInsideATask() throws Exception {
    hidden = brasa.parallelize(numbers(3));
    EngineException failure =
        assertThrows(
            EngineException.class,
            () -> brasa.parallelize(numbers(3)).map(x -> hidden.count()).collect());
    assertEquals(CoreError.RDD_USED_IN_TASK, failure.code());
    String line = failure.getMessage().replaceAll("java:\\d+", "java:LINE");
    assertEquals(golden("rdd-in-task.txt"), line);
  }

  @Test
  void refusesToWorkAfterItIsClosed() {
    RDD<Integer> rdd = brasa.parallelize(numbers(3));
    brasa.close();
    assertEquals(CoreError.CONTEXT_CLOSED, assertThrows(EngineException.class, rdd::count).code());
  }

  @Test
  void cancelsTheJobOfAnInterruptedThread() throws Exception {
    List<Throwable> seen = Collections.synchronizedList(new ArrayList<>());
    Thread thread =
        Thread.ofPlatform()
            .start(
                () -> {
                  try {
                    brasa
                        .parallelize(numbers(2), 2)
                        .flatMap(x -> java.util.stream.Stream.iterate(x, y -> y + 1).iterator())
                        .count();
                  } catch (EngineException e) {
                    seen.add(e);
                  }
                });
    while (thread.getState() != Thread.State.WAITING) Thread.onSpinWait();
    thread.interrupt();
    thread.join();
    assertEquals(CoreError.JOB_CANCELLED, ((EngineException) seen.getFirst()).code());
    assertEquals(3, brasa.parallelize(numbers(3), 1).count(), "the slots are free again");
  }

  @Test
  void sortByTakesAnyOrderOfKeys() {
    RDD<String> words = brasa.parallelize(List.of("pear", "fig", "apple", "kiwi", "date"), 3);
    assertEquals(
        List.of("apple", "pear", "kiwi", "date", "fig"),
        words.sortBy(String::length, SortOrder.DESCENDING).collect());
    assertEquals(
        List.of("pear", "kiwi", "fig", "date", "apple"),
        words
            .sortBy(word -> word, SortOrder.by(Comparator.<String>naturalOrder(), false), 2)
            .collect());
  }
}
