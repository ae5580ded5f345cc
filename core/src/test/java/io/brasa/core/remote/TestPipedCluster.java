package io.brasa.core.remote;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.brasa.core.BrasaContext;
import io.brasa.core.PairRDD;
import io.brasa.core.RDD;
import io.brasa.core.block.StorageLevel;
import io.brasa.core.error.CoreError;
import io.brasa.core.event.Event;
import io.brasa.core.function.Pair;
import io.brasa.core.remote.Transport.Purpose;
import io.brasa.core.shared.Broadcast;
import io.brasa.core.shared.LongAccumulator;
import io.brasa.core.shuffle.HashPartitioner;
import io.brasa.runtime.codec.Codecs;
import io.brasa.runtime.error.EngineException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInfo;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Jobs of executors that talk with the driver as if they were other processes. */
@Timeout(value = 60, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
final class TestPipedCluster {
  @TempDir private Path folder;
  private final List<Event> events = new CopyOnWriteArrayList<>();
  private String name;
  private BrasaContext brasa;

  @BeforeEach
  void open(TestInfo test) {
    name = test.getTestMethod().orElseThrow().getName();
    brasa = open(name, 2, 64 << 10);
  }

  private BrasaContext open(String cluster, int executors, int memoryKib) {
    return BrasaContext.builder()
        .master("pipes[" + cluster + "," + executors + "," + memoryKib + "]")
        .set("local.folder", folder.toString())
        .set("cancel.patience", "300")
        .listener(events::add)
        .build();
  }

  @AfterEach
  void leavesNothingBehind() throws Exception {
    brasa.close();
    System.getProperties().remove(name);
    try (Stream<Path> left = Files.list(folder)) {
      assertEquals(List.of(), left.toList());
    }
  }

  private PipedCluster cluster() {
    return PipedCluster.named(name);
  }

  private static List<Integer> numbers(int count) {
    return IntStream.rangeClosed(1, count).boxed().toList();
  }

  private static void until(BooleanSupplier condition) throws InterruptedException {
    for (int i = 0; i < 2_000 && !condition.getAsBoolean(); i++) TimeUnit.MILLISECONDS.sleep(10);
    assertTrue(condition.getAsBoolean(), "it did not happen within twenty seconds");
  }

  /** What tasks and the test share: classes of tasks are loaded once more, the JDK's are not. */
  private CountDownLatch latch(String suffix, int count) {
    CountDownLatch latch = new CountDownLatch(count);
    System.getProperties().put(name + suffix, latch);
    return latch;
  }

  private static CountDownLatch shared(String key) {
    return (CountDownLatch) System.getProperties().get(key);
  }

  private static EngineException failureOf(Future<?> job) throws InterruptedException {
    try {
      job.get();
    } catch (java.util.concurrent.ExecutionException failed) {
      return assertInstanceOf(EngineException.class, failed.getCause());
    } catch (java.util.concurrent.CancellationException cancelled) {
      return new EngineException(CoreError.JOB_CANCELLED, "cancelled", "nothing");
    }
    throw new AssertionError("It did not fail");
  }

  @Test
  void shufflesBetweenExecutors() {
    PairRDD<Integer, Long> sums =
        brasa
            .parallelize(numbers(10_000), 5)
            .mapToPair(x -> new Pair<>(x % 100, (long) x))
            .reduceByKey(Long::sum, 4);
    assertEquals(100, sums.count());
    assertEquals(Optional.of(505_000L - 100 * 93), sums.lookup(7).stream().findFirst());
    Set<String> used = new HashSet<>();
    for (Event event : events)
      if (event instanceof Event.TaskEnded ended) used.add(ended.executor());
    assertEquals(Set.of("executor-0", "executor-1"), used);
    assertEquals(List.of("executor-0 joined", "executor-1 joined"), cluster().heard);
  }

  @Test
  void fetchesBlocksLongerThanMemoryIntoFiles() {
    brasa.close();
    brasa = open(name, 2, 2 << 10);
    // blocks of 2 MB and more, of which no task is granted a quarter
    List<Integer> counts =
        brasa
            .parallelize(numbers(16_000), 4)
            .mapToPair(x -> new Pair<>(x % 2, filled(1_000, x)))
            .partitionBy(new HashPartitioner(2))
            .mapPartitions(pairs -> List.of(checked(pairs)).iterator())
            .collect();
    assertEquals(List.of(8_000, 8_000), counts);
  }

  private static byte[] filled(int length, int value) {
    byte[] bytes = new byte[length];
    Arrays.fill(bytes, (byte) value);
    return bytes;
  }

  private static int checked(Iterator<? extends Pair<Integer, byte[]>> pairs) {
    int count = 0;
    for (; pairs.hasNext(); count++) {
      Pair<Integer, byte[]> pair = pairs.next();
      for (byte value : pair.value())
        if (value != pair.value()[0] || (value & 1) != pair.key())
          throw new IllegalStateException(pair.key() + " has " + value);
    }
    return count;
  }

  @Test
  void grantsLongSplitsPieceByPiece() {
    List<byte[]> records = new ArrayList<>();
    for (int i = 1; i <= 5; i++) records.add(filled(5 << 20, i));
    List<Integer> first = brasa.parallelize(records, 5).map(bytes -> (int) bytes[5]).collect();
    assertEquals(List.of(1, 2, 3, 4, 5), first);
  }

  @Test
  void fetchesLongResults() {
    List<byte[]> results =
        brasa.parallelize(numbers(3), 3).map(x -> filled(x * 300_000, x)).collect();
    for (int i = 0; i < 3; i++) assertArrayEquals(filled((i + 1) * 300_000, i + 1), results.get(i));
  }

  @Test
  void broadcastsAndCounts() {
    Broadcast<List<Integer>> table = brasa.broadcast(numbers(1_000));
    LongAccumulator sum = brasa.longAccumulator("sum");
    RDD<Integer> looked =
        brasa
            .parallelize(numbers(20), 4)
            .map(
                x -> {
                  int found = table.value().get(x - 1);
                  sum.add(found);
                  return found;
                });
    assertEquals(numbers(20), looked.collect());
    assertEquals(210, sum.value());
    table.unpersist();
    assertEquals(20, looked.count());
    table.destroy();
    assertEquals(
        CoreError.BROADCAST_DESTROYED.name(),
        assertThrows(EngineException.class, looked::count).code().name());
  }

  @Test
  void keepsPartitionsWhereTheyWereComputed() {
    LongAccumulator computed = brasa.longAccumulator("computed");
    RDD<Integer> kept =
        brasa
            .parallelize(numbers(100), 4)
            .map(
                x -> {
                  computed.add(1);
                  return x * 2;
                })
            .persist(StorageLevel.MEMORY_AND_DISK);
    assertEquals(10_100, kept.reduce(Integer::sum));
    assertEquals(10_100, kept.reduce(Integer::sum));
    long once = computed.value();
    assertTrue(once >= 100 && once < 200, "computed " + once);
    kept.unpersist(true);
    assertEquals(10_100, kept.reduce(Integer::sum));
    assertTrue(computed.value() >= once + 100, "it was not dropped: " + computed.value());
  }

  @Test
  void saysWhereAUserFunctionFailed() {
    RDD<Integer> failing = brasa.parallelize(numbers(10), 2).map(x -> x / (x - 7));
    EngineException failed = assertThrows(EngineException.class, failing::count);
    assertSame(CoreError.TASK_FAILED, failed.code());
    assertTrue(failed.getMessage().contains("/ by zero"), failed.getMessage());
    assertTrue(failed.getMessage().contains("TestPipedCluster.java"), failed.getMessage());
    assertEquals(9, brasa.parallelize(numbers(9), 3).count(), "the executors go on");
  }

  /** Cannot be encoded. */
  private static final class Unwritable implements java.io.Serializable {
    private static final long serialVersionUID = 1L;
    private final int number;
    private final Thread thread = Thread.currentThread();

    Unwritable(int number) {
      this.number = number;
    }

    @Override
    public String toString() {
      return number + " of " + thread.getName();
    }
  }

  @Test
  void failsWhenAResultCannotTravel() {
    RDD<Unwritable> made = brasa.parallelize(numbers(2), 2).map(Unwritable::new);
    EngineException failed = assertThrows(EngineException.class, made::collect);
    assertTrue(failed.getMessage().contains("Thread"), failed.getMessage());
    assertEquals(2, made.count());
  }

  @Test
  void takesALostExecutorsTasksAndOutputsOver() throws Exception {
    PairRDD<Integer, Integer> pairs =
        brasa
            .parallelize(numbers(1_000), 6)
            .mapToPair(x -> new Pair<>(x % 10, 1))
            .reduceByKey(Integer::sum, 4);
    assertEquals(10, pairs.count());
    cluster().kill(0);
    until(() -> cluster().heard.size() == 3);
    assertTrue(cluster().heard.getLast().startsWith("executor-0 lost: "), cluster().heard + "");
    assertEquals(List.of(100), pairs.values().distinct().collect());
    assertTrue(
        events.stream()
            .anyMatch(e -> e instanceof Event.ExecutorLost l && l.executor().equals("executor-0")));
    cluster().add("executor-2");
    until(() -> cluster().heard.contains("executor-2 joined"));
    assertEquals(100, pairs.mapValues(x -> x + 1).filter(pair -> pair.value() == 101).count() * 10);
  }

  @Test
  void computesOutputsAgainWhoseFilesAreGone() throws Exception {
    PairRDD<Integer, byte[]> pairs =
        brasa
            .parallelize(numbers(8), 4)
            .mapToPair(x -> new Pair<>(x % 4, filled(1 << 20, x)))
            .partitionBy(new HashPartitioner(4));
    assertEquals(8, pairs.count());
    try (Stream<Path> files = Files.walk(folder)) {
      for (Path file : files.filter(Files::isRegularFile).toList()) Files.delete(file);
    }
    assertEquals(8L << 20, pairs.values().map(bytes -> (long) bytes.length).reduce(Long::sum));
  }

  @Test
  void stopsCancelledTasks() throws Exception {
    CountDownLatch begun = latch("", 1);
    CountDownLatch over = latch("over", 1);
    String key = name;
    Future<Long> job =
        brasa
            .parallelize(numbers(1), 1)
            .map(
                x -> {
                  shared(key).countDown();
                  try {
                    new CountDownLatch(1).await();
                  } finally {
                    shared(key + "over").countDown();
                  }
                  return x;
                })
            .countAsync();
    begun.await();
    job.cancel(true);
    assertEquals(CoreError.JOB_CANCELLED, failureOf(job).code());
    assertTrue(over.await(20, TimeUnit.SECONDS), "the task was not interrupted");
    assertEquals(4, brasa.parallelize(numbers(4), 4).count());
    System.getProperties().remove(key + "over");
  }

  @Test
  void tellsOfTasksThatDoNotListen() throws Exception {
    CountDownLatch begun = latch("", 1);
    CountDownLatch mayEnd = latch("end", 1);
    String key = name;
    Future<Long> job =
        brasa
            .parallelize(numbers(1), 1)
            .map(
                x -> {
                  shared(key).countDown();
                  while (shared(key + "end").getCount() > 0) Thread.onSpinWait();
                  return x;
                })
            .countAsync();
    begun.await();
    job.cancel(true);
    assertEquals(CoreError.JOB_CANCELLED, failureOf(job).code());
    until(() -> events.stream().anyMatch(Event.TaskStuck.class::isInstance));
    Event.TaskStuck stuck =
        (Event.TaskStuck)
            events.stream().filter(Event.TaskStuck.class::isInstance).findFirst().orElseThrow();
    assertTrue(stuck.executor().startsWith("executor-"), stuck.toString());
    assertTrue(stuck.place().contains("TestPipedCluster"), stuck.place());
    assertEquals(4, brasa.parallelize(numbers(4), 4).count(), "its slot has another thread");
    mayEnd.countDown();
    System.getProperties().remove(key + "end");
  }

  @Test
  void anExecutorThatRanOutOfMemoryEnds() throws Exception {
    CountDownLatch mayFail = latch("", 1);
    String key = name;
    List<Integer> found =
        brasa
            .parallelize(numbers(4), 2)
            .map(
                x -> {
                  if (x == 1 && shared(key).getCount() > 0) {
                    shared(key).countDown();
                    throw new OutOfMemoryError("planted");
                  }
                  return x;
                })
            .collect();
    assertEquals(numbers(4), found);
    assertEquals(0, mayFail.getCount());
    until(() -> cluster().heard.stream().anyMatch(said -> said.contains(" lost: ")));
    assertEquals(1, cluster().ends.stream().filter(end -> end.endsWith("out of memory")).count());
    until(
        () ->
            events.stream()
                .anyMatch(
                    e -> e instanceof Event.TaskEnded t && t.error().contains("out of memory")));
    assertEquals(4, brasa.parallelize(numbers(4), 4).count());
  }

  // ---- what is not for a driver

  private Peer stranger(Purpose purpose, List<String> reasons) {
    return new Peers(
            cluster().setup().environment(),
            cluster().transport(),
            new Codecs(TestPipedCluster.class.getClassLoader()),
            TaskMessage.class,
            new Stranger(reasons))
        .connect(cluster().address(), purpose);
  }

  /** Remembers why it was sent away. */
  private record Stranger(List<String> reasons) implements PeerHandler {
    @Override
    public void opened(Peer peer) {}

    @Override
    public void received(Peer peer, Message message) {}

    @Override
    public Message answer(Peer peer, Message request) {
      return new TaskMessage.Done();
    }

    @Override
    public void stream(Peer peer, Message request, PartSender parts) {}

    @Override
    public void closed(Peer peer, String reason) {
      reasons.add(reason);
    }
  }

  private static TaskMessage.Register registration(String executor) {
    return new TaskMessage.Register(executor, "localhost", 1, 1, 1 << 20, "nowhere", 1);
  }

  private static EngineException refused(Peer peer, Message message) {
    EngineException refused =
        assertThrows(EngineException.class, () -> peer.request(message, 10_000).get());
    assertSame(CoreError.MESSAGE_MALFORMED, refused.code());
    assertTrue(refused.what().contains(message.kind()), refused.what());
    return refused;
  }

  @Test
  void refusesWhatHasNoPlaceInTheConversation() throws Exception {
    List<String> reasons = new CopyOnWriteArrayList<>();
    Peer stranger = stranger(Purpose.CONTROL, reasons);
    refused(stranger, registration("executor-0"));
    refused(stranger, new TaskMessage.Done());
    refused(stranger(Purpose.BLOCKS, reasons), registration("executor-7"));
    try (Parts parts = stranger.stream(new TaskMessage.Done(), 1_000, 10_000)) {
      assertSame(
          CoreError.MESSAGE_MALFORMED, assertThrows(EngineException.class, parts::next).code());
    }
    stranger.send(new TaskMessage.DropStage(1));
    until(() -> !reasons.isEmpty());
    assertFalse(cluster().heard.contains("executor-7 joined"));
    assertEquals(3, brasa.parallelize(numbers(3), 3).count());
  }

  @Test
  void givesClassesAndVariablesToWhoeverAsks() {
    Peer stranger = stranger(Purpose.BLOCKS, new ArrayList<>());
    int mark = 17;
    assertEquals(20, brasa.parallelize(List.of(3), 1).map(x -> x + mark).collect().getFirst());
    Message found =
        stranger
            .request(new TaskMessage.ClassRequest(TestPipedCluster.class.getName()), 10_000)
            .get();
    byte[] bytes = assertInstanceOf(TaskMessage.ClassAnswer.class, found).bytes();
    assertEquals((byte) 0xCA, bytes[0]);
    assertEquals(
        new TaskMessage.ClassMissing("no.such.Class"),
        stranger.request(new TaskMessage.ClassRequest("no.such.Class"), 10_000).get());
  }

  @Test
  void sendsAwayWhoTalksAsADriver() throws Exception {
    List<String> reasons = new CopyOnWriteArrayList<>();
    Peer stranger = stranger(Purpose.CONTROL, reasons);
    Message welcome = stranger.request(registration("executor-8"), 10_000).get();
    assertInstanceOf(TaskMessage.Welcome.class, welcome);
    assertTrue(((TaskMessage.Welcome) welcome).settings() instanceof Map<?, ?>);
    stranger.send(new TaskMessage.DropStage(1));
    until(() -> !reasons.isEmpty());
    until(() -> cluster().heard.stream().anyMatch(said -> said.startsWith("executor-8 lost")));
    assertTrue(
        cluster().heard.getLast().contains("DropStage, which is not for drivers"),
        cluster().heard.toString());
  }
}
