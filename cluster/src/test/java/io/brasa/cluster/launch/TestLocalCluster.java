package io.brasa.cluster.launch;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.brasa.core.BrasaContext;
import io.brasa.core.PairRDD;
import io.brasa.core.RDD;
import io.brasa.core.error.CoreError;
import io.brasa.core.event.Event;
import io.brasa.core.function.Pair;
import io.brasa.core.shared.Broadcast;
import io.brasa.core.shared.LongAccumulator;
import io.brasa.core.shuffle.HashPartitioner;
import io.brasa.runtime.error.EngineException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Jobs in two real processes. */
@Timeout(120)
final class TestLocalCluster {
  @TempDir private static Path folder;
  private static final List<Event> EVENTS = new CopyOnWriteArrayList<>();
  private static BrasaContext brasa;

  @BeforeAll
  static void open() {
    brasa =
        BrasaContext.builder()
            .master("local-cluster[2,1,512m]")
            .set("local.folder", folder.toString())
            .listener(EVENTS::add)
            .build();
  }

  @AfterAll
  static void leavesNothingBehind() throws Exception {
    List<ProcessHandle> executors = executors();
    assertEquals(2, executors.size());
    brasa.close();
    for (ProcessHandle executor : executors) assertFalse(executor.isAlive());
    try (Stream<Path> left = Files.list(folder)) {
      assertEquals(List.of(), left.toList());
    }
    assertTrue(EVENTS.stream().noneMatch(Event.ExecutorLost.class::isInstance));
  }

  private static List<ProcessHandle> executors() {
    List<ProcessHandle> found = new ArrayList<>();
    for (Event event : EVENTS) {
      if (event instanceof Event.ExecutorAdded added)
        ProcessHandle.of(added.processId()).ifPresent(found::add);
    }
    return found;
  }

  private static List<Integer> numbers(int count) {
    return IntStream.rangeClosed(1, count).boxed().toList();
  }

  @Test
  void runsTasksInTwoProcessesNeitherTheDrivers() {
    Set<Long> ids =
        new HashSet<>(
            brasa
                .parallelize(numbers(8), 8)
                .map(
                    x -> {
                      Thread.sleep(20);
                      return ProcessHandle.current().pid();
                    })
                .collect());
    assertEquals(2, ids.size());
    assertFalse(ids.contains(ProcessHandle.current().pid()));
  }

  @Test
  void countsWordsAsInOneProcess() {
    List<String> lines = new ArrayList<>();
    for (int i = 0; i < 1_000; i++) lines.add("the quick fox " + i % 7 + " jumps over word" + i);
    Map<String, Integer> expected;
    try (BrasaContext local = BrasaContext.builder().master("local[2]").build()) {
      expected = new HashMap<>(counts(local, lines).collectAsMap());
    }
    assertEquals(expected, new HashMap<>(counts(brasa, lines).collectAsMap()));
  }

  private static PairRDD<String, Integer> counts(BrasaContext context, List<String> lines) {
    return context
        .parallelize(lines, 5)
        .flatMap(line -> Arrays.asList(line.split(" ")).iterator())
        .mapToPair(word -> new Pair<>(word, 1))
        .reduceByKey(Integer::sum, 4);
  }

  enum Colour {
    RED,
    GREEN
  }

  /** A key that holds an enum, whose hash differs in each process. */
  record Key(Colour colour, int number) {}

  @Test
  void agreesOnKeysThatHoldEnums() {
    PairRDD<Key, Integer> pairs =
        brasa
            .parallelize(numbers(1_000), 6)
            .mapToPair(x -> new Pair<>(new Key(Colour.values()[x % 2], x % 5), x));
    Map<Key, Integer> sums = new HashMap<>(pairs.reduceByKey(Integer::sum, 3).collectAsMap());
    assertEquals(10, sums.size());
    int expected =
        numbers(1_000).stream().filter(x -> x % 2 == 0 && x % 5 == 3).mapToInt(x -> x).sum();
    assertEquals(expected, sums.get(new Key(Colour.RED, 3)));
  }

  /** A class of the user whose own hash code is another one in each process. */
  static final class Own implements java.io.Serializable {
    private static final long serialVersionUID = 1L;

    private final Colour colour;
    private final int number;

    Own(Colour colour, int number) {
      this.colour = colour;
      this.number = number;
    }

    @Override
    public boolean equals(Object other) {
      return other instanceof Own own && own.colour == colour && own.number == number;
    }

    @Override
    public int hashCode() {
      return Objects.hash(colour, number);
    }
  }

  @Test
  void findsKeysOfTheUsersClassesWhereTasksHavePlacedThem() {
    PairRDD<Own, Integer> pairs =
        brasa
            .parallelize(numbers(200), 3)
            .mapToPair(x -> new Pair<>(new Own(Colour.values()[x % 2], x % 10), x))
            .partitionBy(new HashPartitioner(7));
    for (int i = 0; i < 10; i++) {
      Own key = new Own(Colour.values()[i % 2], i);
      assertEquals(20, pairs.lookup(key).size(), "key " + i);
    }
    Own odd = new Own(Colour.GREEN, 3);
    assertEquals(20, pairs.reduceByKeyLocally((x, y) -> y).size() + pairs.countByKey().size());
    assertEquals(
        20L,
        pairs
            .filter(pair -> pair.key().equals(odd))
            .sampleByKeyExact(false, Map.of(odd, 1.0))
            .count());
    List<Integer> zero = new ArrayList<>(List.of(1));
    Map<Own, Integer> sizes =
        pairs
            .aggregateByKey(
                zero,
                (list, x) -> {
                  list.add(x);
                  return list;
                },
                (list, other) -> list)
            .mapValues(List::size)
            .collectAsMap();
    assertEquals(21, sizes.get(odd), "each key begins with a list of its own");
  }

  @Test
  void broadcastsAndAccumulates() {
    Broadcast<Map<Integer, String>> names = brasa.broadcast(Map.of(0, "even", 1, "odd"));
    LongAccumulator odd = brasa.longAccumulator("odd");
    List<String> found =
        brasa
            .parallelize(numbers(100), 10)
            .map(
                x -> {
                  if (x % 2 == 1) odd.add(x);
                  return names.value().get(x % 2);
                })
            .collect();
    assertEquals(50, Collections.frequency(found, "odd"));
    assertEquals(2_500, odd.value());
    assertEquals(50, odd.count());
  }

  @Test
  void aDestroyedVariableIsGoneInAllProcesses() {
    Broadcast<List<Integer>> table = brasa.broadcast(List.of(1, 2, 3));
    RDD<Integer> sizes = brasa.parallelize(numbers(10), 4).map(x -> table.value().size());
    assertEquals(30, sizes.reduce(Integer::sum));
    table.unpersist();
    assertEquals(30, sizes.reduce(Integer::sum), "it is fetched again");
    table.destroy();
    EngineException failure = assertThrows(EngineException.class, sizes::count);
    assertEquals(CoreError.BROADCAST_DESTROYED.name(), failure.code().name());
  }

  @Test
  void bringsResultsThatAreLongerThanAFrame() {
    RDD<byte[]> large =
        brasa
            .parallelize(List.of(90 << 20, 1), 2)
            .map(
                length -> {
                  byte[] bytes = new byte[length];
                  bytes[length - 1] = 7;
                  return bytes;
                });
    List<byte[]> results = large.collect();
    assertEquals(90 << 20, results.getFirst().length);
    assertEquals(7, results.getFirst()[(90 << 20) - 1]);
    assertEquals(1, results.get(1).length);
  }

  @Test
  void sortsAndJoins() {
    PairRDD<Integer, Integer> squares =
        brasa.parallelize(numbers(200), 4).mapToPair(x -> new Pair<>(x, x * x));
    PairRDD<Integer, String> names =
        brasa.parallelize(numbers(50), 3).mapToPair(x -> new Pair<>(x, "n" + x));
    List<Pair<Integer, Pair<Integer, String>>> joined = squares.join(names).sortByKey().collect();
    assertEquals(50, joined.size());
    assertEquals(new Pair<>(7, new Pair<>(49, "n7")), joined.get(6));
  }

  @Test
  void saysWhereAUserFunctionFailed() {
    RDD<Integer> failing = brasa.parallelize(numbers(10), 2).map(x -> x / (x - 7));
    EngineException failed = assertThrows(EngineException.class, failing::count);
    assertEquals(CoreError.TASK_FAILED, failed.code());
    assertTrue(failed.getMessage().contains("/ by zero"), failed.getMessage());
    assertTrue(failed.getMessage().contains("TestLocalCluster.java"), failed.getMessage());
  }
}
