package io.brasa.cluster.launch;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.brasa.core.BrasaContext;
import io.brasa.core.event.Event;
import io.brasa.core.event.EventListener;
import io.brasa.core.function.Pair;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * What a user sees when an executor is killed while it works: the same answer, and nothing left
 * behind.
 */
@Timeout(120)
final class TestKilledExecutors {
  private static final int MAPS = 12;
  private static final int REDUCES = 6;

  @TempDir private Path folder;

  /**
   * Kills the executor that ran the task whose end is the so-and-so-many-th of a stage of so many
   * tasks.
   */
  private static final class Killer implements EventListener {
    final List<Event> events = new CopyOnWriteArrayList<>();
    final Map<String, Long> processes = new ConcurrentHashMap<>();
    private final Map<Long, Integer> taskCounts = new ConcurrentHashMap<>();
    private final int stageTasks;
    private final int atEnd;
    private final AtomicInteger ends = new AtomicInteger();
    private final AtomicBoolean hasKilled = new AtomicBoolean();
    private volatile String killed;

    Killer(int stageTasks, int atEnd) {
      this.stageTasks = stageTasks;
      this.atEnd = atEnd;
    }

    @Override
    public void on(Event event) {
      events.add(event);
      switch (event) {
        case Event.ExecutorAdded added -> processes.put(added.executor(), added.processId());
        case Event.StageStarted started ->
            taskCounts.putIfAbsent(started.stage(), started.taskCount());
        case Event.TaskEnded ended
            when ended.isWinner() && taskCounts.get(ended.stage()) == stageTasks -> {
          if (ends.incrementAndGet() >= atEnd && hasKilled.compareAndSet(false, true)) {
            killed = ended.executor();
            ProcessHandle.of(processes.get(ended.executor()))
                .ifPresent(ProcessHandle::destroyForcibly);
          }
        }
        default -> {}
      }
    }

    long count(Class<? extends Event> kind) {
      return events.stream().filter(kind::isInstance).count();
    }
  }

  private static Map<Integer, Integer> run(BrasaContext brasa) {
    List<Integer> numbers = IntStream.range(0, 6_000).boxed().toList();
    return new HashMap<>(
        brasa
            .parallelize(numbers, MAPS)
            .mapToPair(x -> new Pair<>(x % 100, x))
            .mapPartitions(TestKilledExecutors::slowly)
            .mapToPair(pair -> pair)
            .reduceByKey(Integer::sum, REDUCES)
            .mapPartitions(TestKilledExecutors::slowly)
            .mapToPair(pair -> pair)
            .collectAsMap());
  }

  /** So that there is something to be killed in. */
  private static <T> java.util.Iterator<T> slowly(java.util.Iterator<T> records)
      throws InterruptedException {
    Thread.sleep(60);
    return records;
  }

  private static Map<Integer, Integer> expected() {
    Map<Integer, Integer> sums = new HashMap<>();
    for (int x = 0; x < 6_000; x++) sums.merge(x % 100, x, Integer::sum);
    return sums;
  }

  private void killsAndCompares(int stageTasks, int atEnd) throws Exception {
    Killer killer = new Killer(stageTasks, atEnd);
    BrasaContext brasa =
        BrasaContext.builder()
            .master("local-cluster[2,1,128m]")
            .set("local.folder", folder.toString())
            .listener(killer)
            .build();
    try (brasa) {
      assertEquals(expected(), run(brasa));
      assertTrue(killer.hasKilled.get());
    }
    // A death after the last task may go unnoticed before the context closes.
    for (Event event : killer.events) {
      if (!(event instanceof Event.ExecutorLost lost)) continue;
      assertEquals(killer.killed, lost.executor(), lost.reason());
      assertTrue(lost.reason().contains("was killed by signal 9 (exit code 137)"), lost.reason());
      assertRedoesNoMoreThanWasLost(killer.events, lost.executor());
    }
    assertTrue(killer.count(Event.ExecutorAdded.class) <= 3);
    for (long process : killer.processes.values()) {
      assertFalse(ProcessHandle.of(process).map(ProcessHandle::isAlive).orElse(false));
    }
    try (Stream<Path> left = Files.list(folder)) {
      assertEquals(List.of(), left.toList());
    }
  }

  /**
   * What was lost: what the dead executor had begun or finished, and what others had begun to make
   * of its outputs.
   */
  private static void assertRedoesNoMoreThanWasLost(List<Event> events, String dead) {
    Map<String, Long> startedOf = new HashMap<>();
    Set<String> lost = new HashSet<>();
    boolean isDead = false;
    for (Event event : events) {
      switch (event) {
        case Event.TaskStarted started -> {
          String task = started.stage() + ":" + started.partition();
          startedOf.merge(task, 1L, Long::sum);
          if (!isDead && started.executor().equals(dead)) lost.add(task);
        }
        case Event.TaskEnded ended when ended.error().startsWith("input lost") ->
            lost.add(ended.stage() + ":" + ended.partition());
        case Event.ExecutorLost gone when gone.executor().equals(dead) -> isDead = true;
        default -> {}
      }
    }
    long redone = startedOf.values().stream().mapToLong(count -> count - 1).sum();
    assertTrue(
        redone <= lost.size(),
        () -> redone + " tasks were run again, and no more than " + lost + " were lost");
  }

  @Test
  void survivesADeathInTheMapStage() throws Exception {
    killsAndCompares(MAPS, MAPS / 2);
  }

  @Tag("slow")
  @ParameterizedTest
  @ValueSource(ints = {1, 2, 11, 12})
  void survivesADeathAnywhereInTheMapStage(int atEnd) throws Exception {
    killsAndCompares(MAPS, atEnd);
  }

  @Tag("slow")
  @ParameterizedTest
  @ValueSource(ints = {1, 3, 5})
  void survivesADeathInTheReduceStage(int atEnd) throws Exception {
    killsAndCompares(REDUCES, atEnd);
  }

  /** Kills an executor when a task of the save has ended, or when the commit has come to a step. */
  @Tag("slow")
  @ParameterizedTest
  @ValueSource(strings = {"first task", "last task", "STAGED", "DECIDED"})
  void savesOnceAndWholeWhateverDies(String moment) throws Exception {
    Map<String, Long> processes = new ConcurrentHashMap<>();
    AtomicInteger ends = new AtomicInteger();
    AtomicBoolean hasKilled = new AtomicBoolean();
    EventListener killer =
        event -> {
          boolean isMoment =
              switch (event) {
                case Event.ExecutorAdded added -> {
                  processes.put(added.executor(), added.processId());
                  yield false;
                }
                case Event.TaskEnded ended -> {
                  int end = ended.isWinner() ? ends.incrementAndGet() : 0;
                  yield (moment.equals("first task") && end == MAPS + 1)
                      || (moment.equals("last task") && end == MAPS + REDUCES);
                }
                case Event.OutputCommit commit -> commit.step().equals(moment);
                default -> false;
              };
          if (isMoment && hasKilled.compareAndSet(false, true)) {
            processes.values().stream()
                .findFirst()
                .flatMap(ProcessHandle::of)
                .ifPresent(ProcessHandle::destroyForcibly);
          }
        };
    Path local = Files.createDirectory(folder.resolve("local"));
    Path saved = folder.resolve("saved");
    BrasaContext brasa =
        BrasaContext.builder()
            .master("local-cluster[2,1,128m]")
            .set("local.folder", local.toString())
            .listener(killer)
            .build();
    try (brasa) {
      brasa
          .parallelize(IntStream.range(0, 6_000).boxed().toList(), MAPS)
          .mapToPair(x -> new Pair<>(x % 100, x))
          .reduceByKey(Integer::sum, REDUCES)
          .mapPartitions(TestKilledExecutors::slowly)
          .saveAsTextFile(saved.toString());
      assertTrue(hasKilled.get());
    }
    Set<String> lines = new HashSet<>();
    int count = 0;
    try (Stream<Path> files = Files.list(saved)) {
      for (Path file :
          files.filter(path -> path.getFileName().toString().startsWith("part-")).toList()) {
        for (String line : Files.readAllLines(file)) {
          lines.add(line);
          count++;
        }
      }
    }
    Set<String> wanted = new HashSet<>();
    expected().forEach((key, sum) -> wanted.add("(" + key + "," + sum + ")"));
    assertEquals(wanted, lines);
    assertEquals(100, count, "no line twice");
    try (Stream<Path> left = Files.list(folder)) {
      assertEquals(
          List.of("local", "saved"),
          left.map(path -> path.getFileName().toString()).sorted().toList(),
          "no staging folder");
    }
    try (Stream<Path> left = Files.list(local)) {
      assertEquals(List.of(), left.toList());
    }
    for (long process : processes.values())
      assertFalse(ProcessHandle.of(process).map(ProcessHandle::isAlive).orElse(false));
  }
}
