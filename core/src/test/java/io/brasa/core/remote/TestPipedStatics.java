package io.brasa.core.remote;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.brasa.core.BarrierTaskContext;
import io.brasa.core.BrasaContext;
import io.brasa.core.FutureAction;
import io.brasa.core.PairRDD;
import io.brasa.core.RDD;
import io.brasa.core.error.CoreError;
import io.brasa.core.event.Event;
import io.brasa.core.function.Pair;
import io.brasa.core.shared.LongAccumulator;
import io.brasa.runtime.error.EngineException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInfo;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Jobs that run at the same time on the same executors read their own values of static fields. */
@Timeout(value = 60, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
final class TestPipedStatics {
  /** What the driver changes, and functions read. */
  static final class Knobs {
    static int scale;
    static String text = "";
    static LongAccumulator seen;
    static Shape shape;
    static final Map<String, Integer> WEIGHTS = new HashMap<>();
    static final double[] TABLE = new double[3];
    static final List<Integer> MADE = new ArrayList<>(List.of(1, 2));
    static final Map<Integer, Integer> CACHE = new ConcurrentHashMap<>();
  }

  @TempDir private Path folder;
  private final List<Event> events = new CopyOnWriteArrayList<>();
  private String name;
  private BrasaContext brasa;

  @BeforeEach
  void name(TestInfo test) {
    name = test.getTestMethod().orElseThrow().getName();
  }

  @AfterEach
  void close() {
    brasa.close();
    System.getProperties().keySet().removeIf(key -> key.toString().startsWith(name));
  }

  private void open(int executors, int slots) {
    brasa =
        BrasaContext.builder()
            .master("pipes[" + name + "," + executors + "," + (64 << 10) + "," + slots + "]")
            .set("local.folder", folder.toString())
            .set("cancel.patience", "300")
            .listener(events::add)
            .build();
  }

  private static List<Integer> numbers(int count) {
    return IntStream.range(0, count).boxed().toList();
  }

  /** Reads the field before and after others have had a chance to change it. */
  private static Pair<Integer, Integer> scaledTwice(int x) {
    int before = x * Knobs.scale;
    Thread.yield();
    return new Pair<>(before, x * Knobs.scale);
  }

  // ---- what tasks and the test share: classes of tasks are loaded once more, the JDK's are not

  private CountDownLatch latch(String suffix, int count) {
    CountDownLatch latch = new CountDownLatch(count);
    System.getProperties().put(name + suffix, latch);
    return latch;
  }

  private static void countDown(String key) {
    ((CountDownLatch) System.getProperties().get(key)).countDown();
  }

  private static void await(String key) throws InterruptedException {
    CountDownLatch latch = (CountDownLatch) System.getProperties().get(key);
    if (!latch.await(30, TimeUnit.SECONDS)) throw new IllegalStateException(key);
  }

  private static void until(BooleanSupplier condition) throws InterruptedException {
    for (int i = 0; i < 2_000 && !condition.getAsBoolean(); i++) TimeUnit.MILLISECONDS.sleep(10);
    assertTrue(condition.getAsBoolean(), "it did not happen within twenty seconds");
  }

  /** One partition that begins, waits, and tells the field. */
  private FutureAction<List<Integer>> held(int scale, String suffix) {
    String begun = name + "begun" + suffix;
    String go = name + "go" + suffix;
    latch("begun" + suffix, 1);
    latch("go" + suffix, 1);
    Knobs.scale = scale;
    return brasa
        .parallelize(List.of(1), 1)
        .map(
            x -> {
              countDown(begun);
              await(go);
              return Knobs.scale;
            })
        .collectAsync();
  }

  private boolean hasBegun(String suffix) {
    return ((CountDownLatch) System.getProperties().get(name + "begun" + suffix)).getCount() == 0;
  }

  // ---- values

  @Test
  void jobsOfManyThreadsReadTheirOwnValues() throws Exception {
    long seed = System.nanoTime();
    System.out.println("seed " + seed);
    open(2, 2);
    RDD<Integer> numbers = brasa.parallelize(numbers(64), 8);
    List<String> wrong = new CopyOnWriteArrayList<>();
    Object planning = new Object();
    List<Thread> threads = new ArrayList<>();
    for (int t = 0; t < 4; t++) {
      Random random = new Random(seed + t);
      threads.add(
          Thread.ofPlatform()
              .start(
                  () -> {
                    try {
                      for (int i = 0; i < 25; i++) runJob(numbers, random, planning, wrong);
                    } catch (Exception | Error e) {
                      wrong.add(e.toString());
                    }
                  }));
    }
    for (Thread thread : threads) thread.join();
    assertEquals(List.of(), wrong.stream().limit(3).toList(), wrong.size() + " were wrong");
  }

  private static void runJob(
      RDD<Integer> numbers, Random random, Object planning, List<String> wrong) throws Exception {
    int scale = random.nextInt(3);
    String text = "text" + random.nextInt(2);
    int kind = random.nextInt(3);
    FutureAction<? extends List<?>> job;
    synchronized (planning) {
      Knobs.scale = scale;
      Knobs.text = text;
      job =
          switch (kind) {
            case 0 -> numbers.map(TestPipedStatics::scaledTwice).collectAsync();
            case 1 -> numbers.map(x -> Knobs.text + x).collectAsync();
            default ->
                numbers
                    .mapToPair(x -> new Pair<>(x % 4, x * Knobs.scale))
                    .reduceByKey((a, b) -> a + b + Knobs.text.length() - 5, 4)
                    .collectAsync();
          };
    }
    List<?> found = job.get();
    List<?> expected =
        switch (kind) {
          case 0 -> numbers(64).stream().map(x -> new Pair<>(x * scale, x * scale)).toList();
          case 1 -> numbers(64).stream().map(x -> text + x).toList();
          default -> List.of();
        };
    if (kind < 2 && !found.equals(expected)) wrong.add(scale + text + " " + kind + " " + found);
    if (kind == 2) {
      long sum = 0;
      for (Object pair : found) sum += ((Pair<?, Integer>) pair)._2();
      if (sum != 2016L * scale) wrong.add(scale + " " + found);
    }
  }

  /** One slot: tasks of the older job come again after the younger one has assigned its value. */
  @Test
  void aSharedProgramGetsItsValuesBackForEachTask() throws Exception {
    open(1, 1);
    FutureAction<List<Integer>> first = held(1, "first");
    Knobs.scale = 2;
    FutureAction<List<Integer>> second =
        brasa.parallelize(numbers(6), 6).map(x -> Knobs.scale).collectAsync();
    Knobs.scale = 3;
    FutureAction<List<Integer>> third =
        brasa.parallelize(numbers(6), 6).map(x -> Knobs.scale).collectAsync();
    countDown(name + "gofirst");
    assertEquals(List.of(1), first.get());
    assertEquals(List.of(2, 2, 2, 2, 2, 2), second.get());
    assertEquals(List.of(3, 3, 3, 3, 3, 3), third.get());
  }

  @Test
  void mapOutputsThatAreLostAreMadeAgainWithTheirOwnValue() throws Exception {
    open(2, 1);
    Knobs.scale = 5;
    PairRDD<Integer, Integer> sums =
        brasa
            .parallelize(numbers(40), 8)
            .mapToPair(x -> new Pair<>(x % 4, x * Knobs.scale))
            .reduceByKey(Integer::sum, 4);
    Map<Integer, Integer> expected = Map.of(0, 900, 1, 950, 2, 1000, 3, 1050);
    assertEquals(expected, sums.collectAsMap());
    Knobs.scale = 7;
    assertEquals(280, brasa.parallelize(numbers(40), 8).map(x -> Knobs.scale).reduce(Integer::sum));
    PipedCluster.named(name).kill(0);
    PipedCluster.named(name).add("executor-2");
    assertEquals(expected, sums.collectAsMap());
    assertEquals(280, brasa.parallelize(numbers(40), 8).map(x -> Knobs.scale).reduce(Integer::sum));
  }

  /** The variable is the driver's: what a task assigns to it stays where the task was. */
  @Test
  void whatATaskAssignsStaysUntilTheDriverHasAnotherValue() {
    open(1, 1);
    Knobs.scale = 1;
    RDD<Integer> one = brasa.parallelize(List.of(1), 1);
    assertEquals(
        List.of(11),
        one.map(
                x -> {
                  Knobs.scale += 10;
                  return Knobs.scale;
                })
            .collect());
    assertEquals(1, Knobs.scale);
    assertEquals(List.of(11), one.map(x -> Knobs.scale).collect(), "as in a process of its own");
    Knobs.scale = 2;
    assertEquals(List.of(2), one.map(x -> Knobs.scale).collect());
    Knobs.scale = 1;
    assertEquals(List.of(1), one.map(x -> Knobs.scale).collect());
  }

  @Test
  void accumulatorsInStaticFieldsCountForTheirTasks() throws Exception {
    open(2, 2);
    List<LongAccumulator> all = new ArrayList<>();
    List<FutureAction<Void>> jobs = new ArrayList<>();
    for (int i = 0; i < 6; i++) {
      all.add(brasa.longAccumulator("seen " + i));
      Knobs.seen = all.getLast();
      jobs.add(brasa.parallelize(numbers(40), 8).foreachAsync(x -> Knobs.seen.add(x)));
    }
    for (FutureAction<Void> job : jobs) job.get();
    for (LongAccumulator seen : all) assertEquals(780, seen.sum());
  }

  interface Shape extends java.io.Serializable {
    int area();
  }

  record Square(int side) implements Shape {
    @Override
    public int area() {
      return side * side * Knobs.scale;
    }
  }

  record Ranked(int rank) implements Comparable<Ranked>, java.io.Serializable {
    @Override
    public int compareTo(Ranked other) {
      return Integer.compare(rank * Knobs.scale, other.rank * Knobs.scale);
    }
  }

  /** The call names the interface; who is called comes with the records. */
  @Test
  void methodsOfRecordsThatComeFromElsewhereReadTheirValues() {
    open(2, 1);
    Knobs.scale = 3;
    List<Shape> shapes = List.of(new Square(1), new Square(2));
    assertEquals(List.of(3, 12), brasa.parallelize(shapes, 2).map(Shape::area).collect());
    assertEquals(
        List.of(3, 12),
        brasa
            .parallelize(List.of(1, 2), 2)
            .mapToPair(x -> new Pair<>(x, (Shape) new Square(x)))
            .groupByKey(2)
            .mapValues(group -> group.iterator().next().area())
            .values()
            .sortBy(x -> x)
            .collect());
    Shape square = new Square(2);
    assertEquals(12, brasa.parallelize(List.of(1)).map(x -> square.area()).first());
    Knobs.shape = square;
    assertEquals(12, brasa.parallelize(List.of(1)).map(x -> Knobs.shape.area()).first());
    List<Ranked> ranked = List.of(new Ranked(1), new Ranked(2), new Ranked(3));
    for (int direction : new int[] {1, -1, 1}) {
      Knobs.scale = direction;
      assertEquals(
          direction > 0 ? ranked : ranked.reversed(),
          brasa.parallelize(ranked, 2).sortBy(x -> x, true, 2).collect());
    }
    Knobs.scale = 3;
    var held = brasa.broadcast(square);
    assertEquals(12, brasa.parallelize(List.of(1)).map(x -> held.value().area()).first());
  }

  @Test
  void whatTheProgramPutsIntoFinalFieldsIsThere() throws Exception {
    open(2, 2);
    RDD<String> words = brasa.parallelize(List.of("a", "b", "c"), 3);
    List<FutureAction<List<Integer>>> jobs = new ArrayList<>();
    for (int i = 0; i < 8; i++) {
      Knobs.WEIGHTS.clear();
      Knobs.WEIGHTS.put("a", i);
      Knobs.WEIGHTS.put("c", 2 * i);
      jobs.add(words.map(x -> Knobs.WEIGHTS.getOrDefault(x, -1)).collectAsync());
    }
    for (int i = 0; i < 8; i++) assertEquals(List.of(i, -1, 2 * i), jobs.get(i).get());
    Knobs.WEIGHTS.clear();
    assertEquals(
        List.of(0), brasa.parallelize(List.of(1)).map(x -> Knobs.WEIGHTS.size()).collect());
    Knobs.TABLE[1] = 2.5;
    assertEquals(2.5, brasa.parallelize(List.of(1)).map(x -> Knobs.TABLE[x]).first());
  }

  @Test
  void whatStaticInitialisersPutIntoFinalFieldsIsOfEachProcess() {
    open(1, 1);
    Knobs.MADE.add(3);
    Knobs.CACHE.put(7, 70);
    RDD<Integer> one = brasa.parallelize(List.of(7), 1);
    assertEquals(2, one.map(x -> Knobs.MADE.size()).first());
    Knobs.MADE.removeLast();
    assertEquals(70, one.map(x -> Knobs.CACHE.computeIfAbsent(x, y -> 100 * y)).first());
    assertEquals(800, one.map(x -> Knobs.CACHE.computeIfAbsent(x + 1, y -> 100 * y)).first());
    assertEquals(800, one.map(x -> Knobs.CACHE.get(x + 1)).first(), "a cache stays in its process");
    assertEquals(Map.of(7, 70), Knobs.CACHE);
  }

  // ---- what is kept

  @Test
  void whatIsKeptStaysWhenTheValueChanges() {
    open(2, 1);
    Knobs.scale = 5;
    RDD<Integer> kept = brasa.parallelize(numbers(8), 4).map(x -> x * Knobs.scale).cache();
    assertEquals(140, kept.reduce(Integer::sum));
    Knobs.scale = 7;
    Knobs.text = "later";
    assertEquals(List.of(0, 5, 10), kept.filter(x -> Knobs.text.length() == 5).take(3));
    assertEquals(140, kept.reduce(Integer::sum));
    kept.unpersist();
    assertEquals(196, kept.cache().reduce(Integer::sum), "all of it is made with the new one");
  }

  /** Some of it would be made with the value of then, some with that of now. */
  @Test
  void whatIsLostIsNotMadeAgainWithAnotherValue() {
    open(2, 1);
    Knobs.scale = 5;
    RDD<Integer> kept = brasa.parallelize(numbers(8), 4).map(x -> x * Knobs.scale).cache();
    RDD<Integer> above = kept.map(x -> x + 1).cache();
    assertEquals(148, above.reduce(Integer::sum));
    PipedCluster.named(name).kill(0);
    PipedCluster.named(name).add("executor-2");
    assertEquals(148, above.reduce(Integer::sum), "the value is the same");
    Knobs.scale = 7;
    PipedCluster.named(name).kill(1);
    PipedCluster.named(name).add("executor-3");
    EngineException refused = assertThrows(EngineException.class, () -> above.reduce(Integer::sum));
    assertEquals(CoreError.KEPT_VALUES_CHANGED, refused.code());
    assertTrue(refused.what().contains("Knobs.scale had another value"), refused.what());
    Knobs.scale = 5;
    assertEquals(148, above.reduce(Integer::sum), "the value is what it was");
  }

  @Test
  void whatWasNotNeededAtFirstIsNotMadeWithAnotherValueEither() {
    open(1, 1);
    Knobs.scale = 5;
    RDD<Integer> kept = brasa.parallelize(numbers(8), 4).map(x -> x * Knobs.scale).cache();
    assertEquals(List.of(0, 5), kept.take(2));
    Knobs.scale = 7;
    assertEquals(List.of(0, 5), kept.take(2));
    EngineException refused = assertThrows(EngineException.class, kept::collect);
    assertEquals(CoreError.KEPT_VALUES_CHANGED, refused.code());
  }

  // ---- turns

  @Test
  void tasksOfEqualValuesRunTogether() throws Exception {
    open(1, 2);
    FutureAction<List<Integer>> one = held(4, "one");
    FutureAction<List<Integer>> another = held(4, "another");
    await(name + "begunone");
    await(name + "begunanother");
    countDown(name + "goone");
    countDown(name + "goanother");
    assertEquals(List.of(4), one.get());
    assertEquals(List.of(4), another.get());
  }

  @Test
  void nobodyOvertakesWhoWaitsButThoseWhomItDoesNotConcern() throws Exception {
    open(1, 2);
    FutureAction<List<Integer>> old = held(1, "old");
    await(name + "begunold");
    FutureAction<List<Integer>> waiting = held(2, "waiting");
    FutureAction<List<Integer>> young = held(1, "young");
    assertEquals(40, brasa.parallelize(numbers(40), 4).count(), "which reads no static field");
    assertFalse(hasBegun("waiting"));
    assertFalse(hasBegun("young"), "although a slot is free");
    countDown(name + "goold");
    assertEquals(List.of(1), old.get());
    await(name + "begunwaiting");
    assertEquals(40, brasa.parallelize(numbers(40), 4).count());
    assertFalse(hasBegun("young"));
    countDown(name + "gowaiting");
    assertEquals(List.of(2), waiting.get());
    countDown(name + "goyoung");
    assertEquals(List.of(1), young.get());
  }

  @Test
  void aJobThatIsCancelledWhileItWaitsEndsAtOnce() throws Exception {
    open(1, 2);
    FutureAction<List<Integer>> old = held(1, "old");
    await(name + "begunold");
    FutureAction<List<Integer>> waiting = held(2, "waiting");
    FutureAction<List<Integer>> young = held(1, "young");
    waiting.cancel();
    assertThrows(CancellationException.class, waiting::get);
    // Nobody is kept back for it any more, while the old one still runs.
    await(name + "begunyoung");
    assertFalse(old.isDone());
    countDown(name + "goyoung");
    assertEquals(List.of(1), young.get());
    countDown(name + "goold");
    assertEquals(List.of(1), old.get());
  }

  /** Tasks that meet have to be there together: waiting for each other's turn would be for ever. */
  @Test
  void tasksThatMeetTakeTurnsAsWholes() throws Exception {
    open(2, 2);
    RDD<Integer> numbers = brasa.parallelize(numbers(8), 2);
    List<FutureAction<List<Integer>>> jobs = new ArrayList<>();
    for (int i = 0; i < 24; i++) {
      Knobs.scale = i % 3;
      if (i % 4 == 3) jobs.add(numbers.map(x -> Knobs.scale).collectAsync());
      else jobs.add(numbers.barrier().mapPartitions(TestPipedStatics::met).collectAsync());
    }
    for (int i = 0; i < 24; i++)
      assertEquals(Set.of(i % 3), Set.copyOf(jobs.get(i).get()), "job " + i);
  }

  private static Iterator<Integer> met(Iterator<Integer> numbers) {
    int before = Knobs.scale;
    BarrierTaskContext.get().barrier();
    return List.of(before, Knobs.scale).iterator();
  }

  @Test
  void aTaskThatDoesNotStopKeepsNobodyForEver() throws Exception {
    open(1, 2);
    String begun = name + "begun";
    String end = name + "end";
    latch("begun", 1);
    CountDownLatch mayEnd = latch("end", 1);
    Knobs.scale = 1;
    FutureAction<List<Integer>> deaf =
        brasa
            .parallelize(List.of(1), 1)
            .map(
                x -> {
                  countDown(begun);
                  await(end);
                  return Knobs.scale;
                })
            .collectAsync();
    await(begun);
    Knobs.scale = 2;
    FutureAction<List<Integer>> next =
        brasa.parallelize(List.of(1), 1).map(x -> Knobs.scale).collectAsync();
    deaf.cancel();
    assertEquals(List.of(2), next.get());
    mayEnd.countDown();
    until(() -> events.stream().anyMatch(Event.TaskStuck.class::isInstance));
    Knobs.scale = 3;
    assertEquals(List.of(3), brasa.parallelize(List.of(1), 1).map(x -> Knobs.scale).collect());
  }

  @Test
  void aTaskThatFailsGivesItsTurnAway() throws Exception {
    open(1, 2);
    Knobs.scale = 1;
    FutureAction<List<Integer>> failing =
        brasa.parallelize(numbers(4), 4).map(x -> x / (Knobs.scale - 1)).collectAsync();
    Knobs.scale = 2;
    FutureAction<List<Integer>> next =
        brasa.parallelize(numbers(4), 4).map(x -> x * Knobs.scale).collectAsync();
    assertThrows(Exception.class, failing::get);
    assertEquals(List.of(0, 2, 4, 6), next.get());
  }
}
