package io.brasa.core;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.brasa.core.block.StorageLevel;
import io.brasa.core.event.Event;
import io.brasa.core.event.TaskMetrics;
import io.brasa.core.function.Function;
import io.brasa.core.function.Pair;
import io.brasa.core.shared.LongAccumulator;
import io.brasa.runtime.error.EngineException;
import java.io.IOException;
import java.io.Serializable;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.Random;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/**
 * Every pipeline gives the same interpreted, by kernels from the first record on, by kernels that
 * take over in the middle of partitions, and in strict mode; down to how often functions are called
 * and what errors say.
 */
@Timeout(value = 120, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
final class TestFusion {
  private static final List<BrasaContext> OTHERS = new ArrayList<>();
  private static final List<TaskMetrics> TASKS = new CopyOnWriteArrayList<>();
  private static BrasaContext interpreting;

  @BeforeAll
  static void open() {
    interpreting = context(0, false, false);
    OTHERS.add(context(0, true, false));
    OTHERS.add(context(300, true, false));
    OTHERS.add(context(0, true, true));
  }

  private static BrasaContext context(long worthwhile, boolean isFusing, boolean isStrict) {
    BrasaContext context =
        BrasaContext.builder()
            .master("local[2]")
            .strict(isStrict)
            .set("fusion", isFusing ? "on" : "off")
            .listener(
                event -> {
                  if (event instanceof Event.TaskEnded ended) TASKS.add(ended.metrics());
                })
            .build();
    context.engine().kernels().setWorthwhileRecords(worthwhile);
    return context;
  }

  @AfterAll
  static void close() {
    interpreting.close();
    OTHERS.forEach(BrasaContext::close);
    OTHERS.clear();
    TASKS.clear();
  }

  /** A program of the test's, with a counter that it may add to. */
  @FunctionalInterface
  private interface Program {
    Object run(BrasaContext brasa, LongAccumulator calls);
  }

  /** What a program gave, or how it failed. */
  private record Outcome(String result, long calls) {
    static Outcome of(BrasaContext brasa, Program program) {
      LongAccumulator calls = brasa.longAccumulator("calls");
      try {
        return new Outcome(String.valueOf(program.run(brasa, calls)), calls.value());
      } catch (EngineException e) {
        return new Outcome(e.code() + ": " + withoutIds(e.what()) + " by " + e.getCause(), 0);
      }
    }
  }

  /** Datasets are numbered in each context. */
  private static String withoutIds(String text) {
    return text.replaceAll("\\[[0-9]+]", "[id]");
  }

  private static Outcome same(Program program) {
    Outcome expected = Outcome.of(interpreting, program);
    for (BrasaContext other : OTHERS) assertEquals(expected, Outcome.of(other, program));
    return expected;
  }

  private static List<Integer> numbers(int count) {
    return IntStream.range(0, count).boxed().toList();
  }

  // ---- links and ends

  @Test
  void mapsFiltersAndExpands() {
    same(
        (brasa, calls) ->
            brasa
                .parallelize(numbers(2_000), 3)
                .map(x -> x * 3)
                .filter(x -> x % 2 == 0)
                .flatMap(x -> numbers(x % 5).iterator())
                .filter(x -> x != 2)
                .map(x -> "n" + x)
                .collect());
  }

  @Test
  void goesThroughEveryFormOfLink() {
    same(
        (brasa, calls) ->
            brasa
                .parallelize(numbers(1_000), 2)
                .keyBy(x -> x % 7)
                .mapValues(x -> x + 1)
                .flatMapValues(x -> List.of(x, -x).iterator())
                .filter(pair -> pair._2() != 3)
                .flatMapToPair(pair -> List.of(pair, pair.swap()).iterator())
                .mapToPair(pair -> Pair.of(pair._2(), pair._1()))
                .values()
                .mapToPair(x -> Pair.of(x, "v" + x))
                .keys()
                .distinct()
                .collect());
  }

  @Test
  void goesThroughPrimitiveLinks() {
    same(
        (brasa, calls) -> {
          LongRDD longs =
              brasa
                  .parallelize(numbers(2_000), 2)
                  .mapToLong(x -> x * 3L)
                  .mapLongs(x -> x + 1)
                  .filterLongs(x -> x % 5 != 0);
          DoubleRDD doubles =
              longs.mapLongsToDouble(x -> x / 4.0).mapDoubles(x -> x * x).filterDoubles(x -> x > 9);
          return List.of(
              longs.reduceLongs((a, b) -> a * 31 + b),
              doubles.reduceDoubles((a, b) -> a / 2 + b),
              longs.filterLongs(x -> x == 1).reduceLongs((a, b) -> a - b),
              longs
                  .flatMap(x -> List.of(x, 2L).iterator())
                  .mapToLong(x -> x)
                  .reduceLongs(Long::max),
              longs.map(x -> x + 1).collect(),
              longs.flatMap(x -> List.of(x, -x).iterator()).count(),
              doubles.collect(),
              doubles.mapDoublesToLong(x -> (long) x).mapLongs(x -> -x).take(1_200),
              brasa.parallelize(numbers(900), 1).mapToDouble(x -> x / 3.0).keyBy(x -> x).collect());
        });
    for (int bad : new int[] {0, 700}) {
      same(
          (brasa, calls) ->
              brasa
                  .parallelize(numbers(900), 1)
                  .map(x -> x == bad ? null : Long.valueOf(x))
                  .mapToLong(x -> x)
                  .mapLongs(x -> 100 / (x - 5))
                  .count());
    }
  }

  @Test
  void goesIntoEveryEnd() {
    same(
        (brasa, calls) -> {
          RDD<Integer> rdd = brasa.parallelize(numbers(1_500), 4).map(x -> x + 1);
          List<Object> results = new ArrayList<>();
          results.add(rdd.count());
          results.add(rdd.reduce((a, b) -> a * 31 + b));
          results.add(rdd.fold(0, (a, b) -> a * 31 + b));
          results.add(rdd.aggregate("", (text, x) -> text + x % 10, (a, b) -> a + "," + b));
          results.add(rdd.filter(x -> x > 700 && x < 750).collect());
          results.add(rdd.take(7));
          results.add(rdd.first());
          results.add(rdd.isEmpty());
          rdd.foreach(x -> calls.add(x));
          results.add(rdd.mapToPair(x -> Pair.of(x % 10, x)).reduceByKey(Integer::sum).collect());
          results.add(rdd.mapToPair(x -> Pair.of(x % 10, x)).groupByKey().collect());
          results.add(rdd.mapToPair(x -> Pair.of(-x, x)).sortByKey().collect());
          results.add(rdd.repartition(3).collect());
          results.add(rdd.mapToPair(x -> Pair.of(x % 50, x)).join(rdd.keyBy(x -> x)).collect());
          results.add(rdd.mapPartitions(TestFusion::twoOf).collect());
          results.add(rdd.persist(StorageLevel.MEMORY_ONLY).map(x -> x - 1).collect());
          results.add(rdd.map(x -> x - 1).union(rdd).filter(x -> x % 9 == 0).collect());
          results.add(rdd.unpersist().keyBy(x -> x % 3).collectAsMap());
          return results;
        });
  }

  private static Iterator<Integer> twoOf(Iterator<Integer> records) {
    return List.of(records.next(), records.next()).iterator();
  }

  @Test
  void takesNullsThroughEveryLinkAndIntoReductions() {
    same(
        (brasa, calls) -> {
          List<Integer> some = new ArrayList<>(numbers(600));
          for (int i = 0; i < some.size(); i += 3) some.set(i, null);
          RDD<Integer> rdd = brasa.parallelize(some, 2);
          return List.of(
              rdd.map(x -> x).collect(),
              rdd.filter(x -> x == null).count(),
              String.valueOf(rdd.reduce((a, b) -> b == null ? null : a == null ? b : a + b)),
              rdd.keyBy(x -> x).mapValues(x -> x).values().collect(),
              rdd.flatMap(x -> Arrays.asList(x, null).iterator()).collect(),
              rdd.distinct().count());
        });
  }

  @Test
  void reducesNothingAndOne() {
    same(
        (brasa, calls) ->
            brasa.parallelize(numbers(5), 5).filter(x -> x == 3).reduce((a, b) -> a + b));
    Outcome none =
        same((brasa, calls) -> brasa.emptyRDD().map(x -> x).reduce((a, b) -> a).toString());
    assertTrue(none.result.contains("DATASET_EMPTY"), none.result);
  }

  @Test
  void computesNoMoreThanIsPulled() {
    Outcome taken =
        same(
            (brasa, calls) ->
                brasa
                    .parallelize(numbers(2_000), 1)
                    .map(x -> counted(calls, x))
                    .filter(x -> x % 2 == 1)
                    .flatMap(x -> List.of(x, x).iterator())
                    .map(x -> counted(calls, x))
                    .take(801));
    assertEquals(802 + 801, taken.calls);
    Outcome partly =
        same(
            (brasa, calls) ->
                brasa
                    .parallelize(numbers(900), 3)
                    .map(x -> counted(calls, x))
                    .mapPartitions(TestFusion::twoOf)
                    .count());
    assertEquals(6, partly.calls);
  }

  private static int counted(LongAccumulator calls, int x) {
    calls.add(1);
    return x;
  }

  @Test
  void takesOverInTheMiddleOfALongExpansion() {
    same(
        (brasa, calls) ->
            brasa
                .parallelize(List.of(3, 0, 5_000, 1), 1)
                .flatMap(x -> numbers(x).iterator())
                .map(x -> counted(calls, x))
                .flatMap(x -> numbers(x % 3).iterator())
                .keyBy(x -> x)
                .flatMapValues(x -> List.of("a" + x, "b" + x).iterator())
                .filter(x -> x._1() == 1)
                .collect());
  }

  @Test
  void runsChainsOfSeveralMethods() {
    runChains(50, 51, 130);
  }

  @Test
  @Tag("slow")
  void runsChainsOfAnyLength() {
    runChains(49, 99, 100, 101, 999, 1_000, 1_001, 3_000);
  }

  private static void runChains(int... lengths) {
    for (int length : lengths) {
      same(
          (brasa, calls) -> {
            RDD<Integer> rdd = brasa.parallelize(numbers(40), 1);
            for (int i = 0; i < length; i++) {
              int step = i;
              rdd =
                  switch (i % 25) {
                    case 7 -> rdd.filter(x -> x % 1_000 != step);
                    case 24 -> rdd.flatMap(x -> List.of(x).iterator());
                    default -> rdd.map(x -> x + 1);
                  };
            }
            return List.of(rdd.collect(), rdd.reduce((a, b) -> a - b), rdd.take(5));
          });
    }
  }

  // ---- what goes wrong

  private static RDD<Integer> failingAt(BrasaContext brasa, int bad) {
    return brasa
        .parallelize(numbers(1_000), 1)
        .map(
            x -> {
              if (x == bad) throw new IOException("number " + x);
              return x;
            });
  }

  @Test
  void failsAlikeWithTheUsersLine() {
    for (int bad : new int[] {0, 700}) {
      Outcome failed = same((brasa, calls) -> failingAt(brasa, bad).map(x -> x + 1).count());
      assertTrue(failed.result.contains("TestFusion.java:"), failed.result);
      assertTrue(failed.result.contains("number " + bad), failed.result);
      same((brasa, calls) -> failingAt(brasa, bad).take(1_000));
      same((brasa, calls) -> failingAt(brasa, bad).keyBy(x -> x).reduceByKey((a, b) -> a).count());
      same((brasa, calls) -> failingAt(brasa, -1).reduce((a, b) -> a / (b - bad)));
    }
  }

  @Test
  void showsNoFrameOfAKernel() {
    for (BrasaContext other : OTHERS) {
      try {
        failingAt(other, 700).count();
        throw new AssertionError("should have failed");
      } catch (EngineException e) {
        for (StackTraceElement frame : e.getCause().getStackTrace())
          assertFalse(frame.getClassName().contains("Kernel$"), frame.toString());
      }
    }
  }

  @Test
  @SuppressWarnings("unchecked")
  void namesTheFunctionThatGaveNull() {
    for (int bad : new int[] {0, 600}) {
      Outcome failed =
          same(
              (brasa, calls) ->
                  brasa.parallelize(numbers(900), 1).filter(x -> x == bad ? null : true).count());
      assertTrue(failed.result.contains("the function of 'filter' gave null"), failed.result);
      same(
          (brasa, calls) ->
              brasa
                  .parallelize(numbers(900), 1)
                  .flatMap(x -> x == bad ? null : List.of(x).iterator())
                  .count());
      same(
          (brasa, calls) ->
              brasa
                  .parallelize(numbers(900), 1)
                  .keyBy(x -> x)
                  .flatMapValues(x -> x == bad ? null : List.of(x).iterator())
                  .count());
      same(
          (brasa, calls) ->
              brasa
                  .parallelize(numbers(900), 1)
                  .map(x -> x == bad ? (Object) "text" : x)
                  .map(
                      (Function<Object, Object>)
                          (Function<?, ?>) (Function<Integer, Integer>) x -> x + 1)
                  .count());
    }
  }

  /** Counts how often it is closed, and may fail at it. */
  private static final class Closing implements Iterator<Integer>, AutoCloseable, Serializable {
    static final AtomicInteger CLOSED = new AtomicInteger();
    private final boolean isFailing;
    private int left;

    Closing(int left, boolean isFailing) {
      this.left = left;
      this.isFailing = isFailing;
    }

    @Override
    public boolean hasNext() {
      return left > 0;
    }

    @Override
    public Integer next() {
      if (left == 0) throw new NoSuchElementException();
      return --left;
    }

    @Override
    public void close() throws IOException {
      CLOSED.incrementAndGet();
      if (isFailing) throw new IOException("cannot close");
    }
  }

  private static Object closedDuring(Object result) {
    return result + " closed " + Closing.CLOSED.getAndSet(0);
  }

  @Test
  void closesIteratorsDrainedOrNot() {
    Closing.CLOSED.set(0);
    Outcome all =
        same(
            (brasa, calls) ->
                closedDuring(
                    brasa
                        .parallelize(numbers(800), 1)
                        .flatMap(x -> new Closing(2, false))
                        .flatMap(x -> new Closing(x, false))
                        .count()));
    assertTrue(all.result.endsWith("closed 2400"), all.result);
    same(
        (brasa, calls) ->
            closedDuring(
                brasa
                    .parallelize(numbers(800), 1)
                    .flatMap(x -> new Closing(3, false))
                    .keyBy(x -> x)
                    .flatMapValues(x -> new Closing(3, false))
                    .take(1_001)));
    same(
        (brasa, calls) ->
            closedDuring(
                brasa.parallelize(numbers(800), 1).flatMap(x -> new Closing(3, x == 500)).count()));
    Closing.CLOSED.set(0);
  }

  @Test
  void cancelsInTheMiddleOfAnEndlessExpansion() throws Exception {
    List<BrasaContext> all = new ArrayList<>(OTHERS);
    all.add(interpreting);
    for (BrasaContext brasa : all) {
      LongAccumulator calls = brasa.longAccumulator("calls");
      var job =
          brasa
              .parallelize(List.of(1), 1)
              .flatMap(x -> Collections.nCopies(Integer.MAX_VALUE, x).iterator())
              .map(x -> counted(calls, x));
      AtomicInteger ended = new AtomicInteger();
      Thread canceller =
          new Thread(
              () -> {
                while (ended.get() == 0) {
                  brasa.cancelAllJobs();
                  Thread.onSpinWait();
                }
              });
      canceller.start();
      try {
        job.count();
        throw new AssertionError("should have been cancelled");
      } catch (EngineException e) {
        assertEquals("JOB_CANCELLED", e.code().name());
      } finally {
        ended.set(1);
        canceller.join();
      }
    }
  }

  // ---- any pipeline

  @Test
  void givesTheSameForAnyPipeline() {
    comparePipelines(10);
  }

  @Test
  @Tag("slow")
  void givesTheSameForManyPipelines() {
    comparePipelines(300);
  }

  private static void comparePipelines(int count) {
    long seed = new Random().nextLong();
    System.out.println("TestFusion seed " + seed);
    Random random = new Random(seed);
    for (int round = 0; round < count; round++) {
      long pipeline = random.nextLong();
      try {
        same((brasa, calls) -> pipeline(brasa, calls, new Random(pipeline)));
      } catch (AssertionError e) {
        throw new AssertionError("pipeline " + pipeline + " of seed " + seed, e);
      }
    }
  }

  private static Object pipeline(BrasaContext brasa, LongAccumulator calls, Random random) {
    List<Integer> source = new ArrayList<>();
    int size = random.nextInt(1_500);
    for (int i = 0; i < size; i++) source.add(random.nextInt(1_000));
    RDD<Integer> rdd = brasa.parallelize(source, 1 + random.nextInt(3));
    int length = random.nextInt(12);
    for (int i = 0; i < length; i++) rdd = linked(rdd, calls, random);
    return ended(rdd, calls, random);
  }

  private static RDD<Integer> linked(RDD<Integer> rdd, LongAccumulator calls, Random random) {
    int a = 1 + random.nextInt(9);
    return switch (random.nextInt(13)) {
      case 0 -> rdd.map(x -> x + a);
      case 1 -> rdd.map(x -> counted(calls, x ^ a));
      case 2 -> rdd.filter(x -> x % 10 != a);
      case 3 -> rdd.filter(x -> counted(calls, x) % 3 != 0);
      case 4 -> rdd.flatMap(x -> numbers(Math.floorMod(x, 4)).iterator());
      case 5 -> rdd.flatMap(x -> new Closing(Math.floorMod(x + a, 3), false));
      case 6 -> rdd.keyBy(x -> x % a).mapValues(x -> x - a).values();
      case 7 ->
          rdd.mapToPair(x -> Pair.of(x, a)).flatMapValues(x -> numbers(x % 3).iterator()).keys();
      case 8 -> rdd.flatMapToPair(x -> List.of(Pair.of(x, a), Pair.of(a, x)).iterator()).values();
      case 9 -> rdd.mapPartitions(records -> records);
      case 10 -> rdd.cache();
      case 11 -> rdd.distinct(2);
      default -> rdd.map(x -> String.valueOf(x)).map(text -> text.length());
    };
  }

  private static Object ended(RDD<Integer> rdd, LongAccumulator calls, Random random) {
    int a = random.nextInt(700);
    switch (random.nextInt(7)) {
      case 0:
        return rdd.count();
      case 1:
        return rdd.take(a);
      case 2:
        return rdd.reduce((x, y) -> 31 * x + y);
      case 3:
        rdd.foreach(x -> calls.add(x));
        return "";
      case 4:
        return rdd.mapToPair(x -> Pair.of(x % 20, x)).reduceByKey((x, y) -> x ^ y).collect();
      case 5:
        return rdd.keyBy(x -> x).sortByKey().values().collect();
      default:
        return rdd.collect();
    }
  }

  // ---- fallbacks

  @Test
  void countsChainsThatHadToDoWithoutAKernel() {
    BrasaContext brasa = OTHERS.getFirst();
    RDD<Integer> rdd = brasa.parallelize(numbers(10), 1);
    TASKS.clear();
    rdd.map(x -> x + 1).count();
    awaitTasks();
    assertEquals("", TASKS.getLast().fallbackReason());
    assertEquals(0, TASKS.getLast().fallbackCount());
    for (int i = 0; i < 1_001; i++) rdd = rdd.map(x -> x + 1);
    TASKS.clear();
    rdd.count();
    awaitTasks();
    assertEquals(
        "CHAIN_TOO_LONG: 1001 links, kernels have up to 1000", TASKS.getLast().fallbackReason());
    assertEquals(1, TASKS.getLast().fallbackCount());
  }

  private static void awaitTasks() {
    while (TASKS.isEmpty()) Thread.onSpinWait();
  }
}
