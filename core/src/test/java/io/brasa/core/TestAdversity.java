package io.brasa.core;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.brasa.core.error.CoreError;
import io.brasa.core.event.Event;
import io.brasa.core.function.Pair;
import io.brasa.core.shared.AccumulatorV2;
import io.brasa.core.shared.LongAccumulator;
import io.brasa.runtime.error.EngineException;
import java.io.IOException;
import java.io.Serializable;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** What functions, listeners and threads of users may do to an engine, which must not hang. */
@Timeout(value = 30, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
final class TestAdversity {
  private final BrasaContext brasa = BrasaContext.builder().master("local[2]").build();
  private final ExecutorService pool = Executors.newCachedThreadPool();

  /** What tasks of this process and the test tell each other; functions cannot capture it. */
  private static final class Meeting {
    static volatile CountDownLatch begun = new CountDownLatch(1);
    static volatile CountDownLatch mayEnd = new CountDownLatch(1);
    static final AtomicInteger count = new AtomicInteger();
    static final AtomicInteger closed = new AtomicInteger();

    static void reset(int beginners) {
      begun = new CountDownLatch(beginners);
      mayEnd = new CountDownLatch(1);
      count.set(0);
      closed.set(0);
    }

    static Integer meet(Integer value) throws InterruptedException {
      count.incrementAndGet();
      begun.countDown();
      mayEnd.await();
      return value;
    }
  }

  @AfterEach
  void close() {
    Meeting.mayEnd.countDown();
    pool.shutdownNow();
    brasa.close();
  }

  private static List<Integer> numbers(int count) {
    return IntStream.rangeClosed(1, count).boxed().toList();
  }

  private static CoreError codeOf(Future<?> job) throws Exception {
    try {
      job.get();
    } catch (java.util.concurrent.ExecutionException e) {
      return (CoreError) assertInstanceOf(EngineException.class, e.getCause()).code();
    }
    return null;
  }

  // ---- errors of functions

  private static Integer throwing(Integer kind) throws IOException {
    switch (kind) {
      case 0 -> throw new AssertionError("assert");
      case 1 -> throw new StackOverflowError();
      case 2 -> throw new NoClassDefFoundError("gone");
      case 3 -> throw new OutOfMemoryError("for show");
      case 4 -> throw new Error("bare");
      case 5 -> throw new IOException("checked");
      case 6 -> throw new Unspeakable();
      case 7 -> throw new Unspeakable(new Unspeakable());
      default -> {
        return kind;
      }
    }
  }

  /** Throws when asked what it says. */
  private static final class Unspeakable extends RuntimeException {
    private static final long serialVersionUID = 1L;

    Unspeakable() {}

    Unspeakable(Throwable cause) {
      super(cause);
    }

    @Override
    public String getMessage() {
      throw new IllegalStateException("no words");
    }

    @Override
    public String toString() {
      throw new IllegalStateException("no words");
    }
  }

  @Test
  void survivesWhateverAFunctionThrows() {
    for (int kind = 0; kind < 8; kind++) {
      RDD<Integer> failing = brasa.parallelize(List.of(kind, kind, kind, kind), 4);
      EngineException error =
          assertThrows(EngineException.class, () -> failing.map(TestAdversity::throwing).collect());
      CoreError expected =
          kind == 1 || kind == 3 ? CoreError.TASK_OUT_OF_MEMORY : CoreError.TASK_FAILED;
      assertEquals(expected, error.code(), "kind " + kind);
      assertEquals(10, brasa.parallelize(numbers(10), 4).count());
    }
  }

  @Test
  void keepsItsSlotsWhenFunctionsInterruptTheirThreads() {
    RDD<Integer> interrupting =
        brasa
            .parallelize(numbers(8), 8)
            .map(
                x -> {
                  Thread.currentThread().interrupt();
                  return x;
                });
    for (int i = 0; i < 4; i++) assertEquals(numbers(8), interrupting.collect());
    assertFalse(
        brasa
            .parallelize(numbers(8), 8)
            .map(x -> Thread.currentThread().isInterrupted())
            .collect()
            .contains(true));
  }

  @Test
  void namesTheFunctionThatGaveNull() {
    RDD<Integer> rdd = brasa.parallelize(numbers(4), 1);
    PairRDD<Integer, Integer> pairs = rdd.mapToPair(x -> Pair.of(x, x));
    assertGaveNull("flatMap", () -> rdd.flatMap(x -> null).count());
    assertGaveNull("filter", () -> rdd.filter(x -> null).count());
    assertGaveNull("mapPartitions", () -> rdd.mapPartitions(x -> null).count());
    assertGaveNull("flatMapValues", () -> pairs.flatMapValues(x -> null).count());
  }

  private static void assertGaveNull(String operation, Runnable job) {
    EngineException error = assertThrows(EngineException.class, job::run);
    assertEquals(CoreError.TASK_FAILED, error.code());
    assertTrue(
        error.getMessage().contains("the function of '" + operation + "' gave null"),
        error.getMessage());
  }

  @Test
  void saysTheSameOfAReducerThatFailsOnTheDriver() {
    for (int partitions : new int[] {1, 2}) {
      EngineException error =
          assertThrows(
              EngineException.class,
              () ->
                  brasa
                      .parallelize(List.of(1, 2), partitions)
                      .reduce(
                          (a, b) -> {
                            throw new IllegalStateException("no sum");
                          }));
      assertEquals(CoreError.TASK_FAILED, error.code());
      assertInstanceOf(IllegalStateException.class, error.getCause());
    }
  }

  // ---- iterators that close

  private static final class Closing implements Iterator<Integer>, AutoCloseable {
    private final int count;
    private final boolean fails;
    private int next;

    Closing(int count, boolean fails) {
      this.count = count;
      this.fails = fails;
    }

    @Override
    public boolean hasNext() {
      return next < count;
    }

    @Override
    public Integer next() {
      return next++;
    }

    @Override
    public void close() throws IOException {
      Meeting.closed.incrementAndGet();
      if (fails) throw new IOException("will not close");
    }
  }

  @Test
  void closesTheIteratorsOfFunctionsDrainedOrNot() {
    RDD<Integer> rdd = brasa.parallelize(numbers(3), 1);
    Meeting.reset(1);
    assertEquals(6, rdd.flatMap(x -> new Closing(2, false)).count());
    assertEquals(3, Meeting.closed.get());
    Meeting.reset(1);
    assertEquals(List.of(0), rdd.flatMap(x -> new Closing(2, false)).take(1));
    assertEquals(1, Meeting.closed.get());
    Meeting.reset(1);
    assertEquals(List.of(0), rdd.mapPartitions(x -> new Closing(9, false)).take(1));
    assertEquals(1, Meeting.closed.get());
    Meeting.reset(1);
    PairRDD<Integer, Integer> pairs = rdd.mapToPair(x -> Pair.of(x, x));
    assertEquals(1, pairs.flatMapValues(x -> new Closing(2, false)).take(1).size());
    assertEquals(1, Meeting.closed.get());
  }

  @Test
  void tellsThatAnIteratorDidNotClose() {
    RDD<Integer> rdd = brasa.parallelize(numbers(3), 1);
    EngineException error =
        assertThrows(
            EngineException.class, () -> rdd.mapPartitions(x -> new Closing(9, true)).count());
    assertEquals(CoreError.TASK_FAILED, error.code());
    assertInstanceOf(IOException.class, error.getCause());
  }

  // ---- cancelling and closing

  @Test
  void startsNoMoreTasksOfACancelledJob() throws Exception {
    Meeting.reset(2);
    Future<?> job =
        pool.submit(() -> brasa.parallelize(numbers(50), 50).map(Meeting::meet).collect());
    Meeting.begun.await();
    brasa.cancelAllJobs();
    assertEquals(CoreError.JOB_CANCELLED, codeOf(job));
    Meeting.mayEnd.countDown();
    assertEquals(10, brasa.parallelize(numbers(10), 2).count());
    assertEquals(2, Meeting.count.get());
  }

  @Test
  void runsAShuffleWhoseFirstJobWasCancelledInTheMiddleOfIt() throws Exception {
    Meeting.reset(2);
    PairRDD<Integer, Integer> sums =
        brasa
            .parallelize(numbers(20), 10)
            .map(Meeting::meet)
            .mapToPair(x -> Pair.of(x % 3, x))
            .reduceByKey(Integer::sum);
    Future<?> first = pool.submit(() -> sums.collect());
    Meeting.begun.await();
    brasa.cancelAllJobs();
    assertEquals(CoreError.JOB_CANCELLED, codeOf(first));
    Future<Long> second = pool.submit(() -> sums.count());
    Meeting.mayEnd.countDown();
    assertEquals(3, second.get(10, TimeUnit.SECONDS));
    assertEquals(210, sums.values().reduce(Integer::sum));
  }

  @Test
  void goesOnForOneOfTwoJobsThatShareAShuffle() throws Exception {
    Meeting.reset(2);
    PairRDD<Integer, Integer> sums =
        brasa
            .parallelize(numbers(20), 10)
            .map(Meeting::meet)
            .mapToPair(x -> Pair.of(x % 3, x))
            .reduceByKey(Integer::sum);
    AtomicBoolean isInterrupted = new AtomicBoolean();
    Thread first =
        new Thread(
            () -> {
              try {
                sums.collect();
              } catch (EngineException e) {
                isInterrupted.set(e.code() == CoreError.JOB_CANCELLED);
              }
            });
    first.start();
    Meeting.begun.await();
    Future<Long> second = pool.submit(() -> sums.count());
    Future<?> failing =
        pool.submit(
            () ->
                sums.foreach(
                    x -> {
                      throw new IllegalStateException("mine");
                    }));
    first.interrupt();
    first.join();
    Meeting.mayEnd.countDown();
    assertTrue(isInterrupted.get());
    assertEquals(3, second.get(10, TimeUnit.SECONDS));
    assertEquals(CoreError.TASK_FAILED, codeOf(failing));
  }

  @Test
  void endsJobsByNameWhenTheContextIsClosedMeanwhile() throws Exception {
    for (int round = 0; round < 30; round++) {
      BrasaContext other = BrasaContext.builder().master("local[2]").build();
      List<Future<?>> jobs = new ArrayList<>();
      for (int i = 0; i < 4; i++) {
        jobs.add(
            pool.submit(
                () -> {
                  while (true) other.parallelize(numbers(10), 2).map(x -> x + 1).count();
                }));
      }
      Thread.sleep(round % 5);
      other.close();
      for (Future<?> job : jobs) {
        assertEquals(
            CoreError.CONTEXT_CLOSED,
            assertTimeoutPreemptively(Duration.ofSeconds(10), () -> codeOf(job)));
      }
    }
  }

  @Test
  void closesThoughATaskIgnoresIt() throws Exception {
    BrasaContext other = BrasaContext.builder().master("local[2]").build();
    Meeting.reset(1);
    Future<?> job = pool.submit(() -> other.parallelize(numbers(1), 1).map(Meeting::meet).count());
    Meeting.begun.await();
    other.close();
    assertEquals(CoreError.CONTEXT_CLOSED, codeOf(job));
  }

  @Test
  void usesAllSlotsForSmallJobsSideBySide() throws Exception {
    assertEquals(1, brasa.parallelize(numbers(1), 1).count());
    Meeting.reset(2);
    Future<Long> first =
        pool.submit(() -> brasa.parallelize(numbers(1), 1).map(Meeting::meet).count());
    Future<Long> second =
        pool.submit(() -> brasa.parallelize(numbers(1), 1).map(Meeting::meet).count());
    assertTrue(Meeting.begun.await(10, TimeUnit.SECONDS), "one of two slots is idle");
    Meeting.mayEnd.countDown();
    assertEquals(2, first.get() + second.get());
  }

  // ---- plans

  /** Travels or not as the driver likes. */
  private static final class Moody implements Serializable {
    private static final long serialVersionUID = 1L;

    private Object content = "plain";
  }

  @Test
  void plansAgainWhatWasPlannedForAJobThatCouldNotBeSent() {
    Moody moody = new Moody();
    PairRDD<Integer, Integer> sums =
        brasa
            .parallelize(numbers(10), 2)
            .mapToPair(x -> Pair.of(x % 3, x))
            .reduceByKey(Integer::sum);
    RDD<String> named = sums.map(pair -> moody.content + ":" + pair._2());
    moody.content = new Object();
    assertThrows(RuntimeException.class, named::collect);
    moody.content = "mended";
    assertEquals(3, named.filter(text -> text.startsWith("mended:")).count());
    assertEquals(3, sums.count());
  }

  // ---- listeners

  @Test
  void goesOnWithoutAListenerThatThrowsAnError() {
    brasa.addListener(
        event -> {
          if (event instanceof Event.TaskStarted) throw new StackOverflowError();
        });
    for (int i = 0; i < 3; i++) assertEquals(10, brasa.parallelize(numbers(10), 4).count());
  }

  // ---- accumulators

  /** The largest number, by whose merge a job can be failed. */
  private static final class Largest extends AccumulatorV2<Integer, Integer> {
    private static final long serialVersionUID = 1L;

    private int largest;
    private boolean fails;

    Largest(boolean fails) {
      this.fails = fails;
    }

    @Override
    public boolean isZero() {
      return largest == 0;
    }

    @Override
    public Largest copy() {
      Largest copy = new Largest(fails);
      copy.largest = largest;
      return copy;
    }

    @Override
    public void reset() {
      largest = 0;
    }

    @Override
    public void add(Integer value) {
      largest = Math.max(largest, value);
    }

    @Override
    public void merge(AccumulatorV2<Integer, Integer> other) {
      if (fails) throw new IllegalStateException("no merge");
      add(other.value());
    }

    @Override
    public Integer value() {
      return largest;
    }
  }

  @Test
  void countsOnceInAMapStageThatTwoJobsShare() {
    LongAccumulator seen = brasa.longAccumulator("same name");
    LongAccumulator other = brasa.longAccumulator("same name");
    Largest largest = brasa.register(new Largest(false), "largest");
    PairRDD<Integer, Integer> sums =
        brasa
            .parallelize(numbers(10), 3)
            .mapToPair(
                x -> {
                  seen.add(1);
                  largest.add(x);
                  return Pair.of(x % 2, x);
                })
            .reduceByKey(Integer::sum);
    sums.count();
    sums.foreach(pair -> other.add(pair._2()));
    assertEquals(10, seen.value());
    assertEquals(55, other.value());
    assertEquals(10, largest.value());
  }

  @Test
  void endsTheJobByNameWhenAnAccumulatorCannotMerge() {
    Largest failing = brasa.register(new Largest(true), "failing");
    RDD<Integer> rdd = brasa.parallelize(numbers(4), 2);
    EngineException error = assertThrows(EngineException.class, () -> rdd.foreach(failing::add));
    assertEquals(CoreError.TASK_FAILED, error.code());
    assertTrue(error.getMessage().contains("'failing'"), error.getMessage());
    assertEquals(4, rdd.count());
  }

  // ---- tasks that fail once

  @Test
  void savesEachLineOnceThoughTasksFailFirst(@TempDir Path folder) throws Exception {
    BrasaContext retrying = BrasaContext.builder().master("local[2,3]").build();
    try (retrying) {
      Meeting.reset(1);
      LongAccumulator seen = retrying.longAccumulator("seen");
      Path target = folder.resolve("out");
      retrying
          .parallelize(numbers(100), 4)
          .map(
              x -> {
                seen.add(1);
                if (x % 25 == 0 && Meeting.count.getAndIncrement() < 4)
                  throw new IllegalStateException("once");
                return x;
              })
          .saveAsTextFile(target.toString());
      assertEquals(100, seen.value());
      List<Integer> lines =
          retrying.textFile(target.toString()).map(line -> Integer.valueOf(line)).collect();
      assertEquals(numbers(100), lines.stream().sorted().toList());
      assertNothingBeside(folder, "out");
    }
  }

  private static void assertNothingBeside(Path folder, String only) throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      assertEquals(List.of(only), files.map(path -> path.getFileName().toString()).toList());
    }
  }

  @Test
  void letsOneOfTwoSavesToOneFolderWin(@TempDir Path folder) throws Exception {
    String target = folder.resolve("out").toString();
    RDD<Integer> rdd = brasa.parallelize(numbers(100), 4);
    List<Future<?>> saves = new ArrayList<>();
    for (int i = 0; i < 4; i++) saves.add(pool.submit(() -> rdd.saveAsTextFile(target)));
    int succeeded = 0;
    for (Future<?> save : saves) {
      CoreError code = codeOf(save);
      if (code == null) succeeded++;
      else assertEquals(CoreError.OUTPUT_EXISTS, code);
    }
    assertEquals(1, succeeded);
    assertEquals(100, brasa.textFile(target).count());
    assertNothingBeside(folder, "out");
  }

  // ---- many

  @Test
  void runsThousandsOfJobsOfManyThreads() throws Exception {
    List<Future<Integer>> threads = new ArrayList<>();
    for (int t = 0; t < 50; t++) {
      int salt = t;
      threads.add(
          pool.submit(
              () -> {
                int wrong = 0;
                for (int i = 0; i < 40; i++) {
                  int add = salt * 100 + i;
                  List<Integer> found =
                      brasa.parallelize(List.of(1, 2, 3), 2).map(x -> x + add).collect();
                  if (!found.equals(List.of(1 + add, 2 + add, 3 + add))) wrong++;
                }
                return wrong;
              }));
    }
    for (Future<Integer> thread : threads) assertEquals(0, thread.get());
  }

  @Test
  void runsManyMoreTasksThanThereIsWork() {
    assertEquals(100, brasa.parallelize(numbers(100), 100_000).map(x -> x + 1).count());
    assertEquals(List.of(1), brasa.parallelize(List.of(1), 100_000).filter(x -> x == 1).collect());
  }
}
