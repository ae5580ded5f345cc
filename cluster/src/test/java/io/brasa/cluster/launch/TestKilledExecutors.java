package io.brasa.cluster.launch;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.brasa.core.BrasaContext;
import io.brasa.core.event.Event;
import io.brasa.core.event.EventListener;
import io.brasa.core.function.Pair;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
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

/** What a user sees when an executor is killed while it works: the same answer, and nothing left behind. */
@Timeout(120)
final class TestKilledExecutors {
  private static final int MAPS = 12;
  private static final int REDUCES = 6;

  @TempDir private Path folder;

  /** Kills the executor that ran the task whose end is the so-and-so-many-th of a stage of so many tasks. */
  private static final class Killer implements EventListener {
    final List<Event> events = new CopyOnWriteArrayList<>();
    final Map<String, Long> processes = new ConcurrentHashMap<>();
    private final Map<Long, Integer> taskCounts = new ConcurrentHashMap<>();
    private final int stageTasks;
    private final int atEnd;
    private final AtomicInteger ends = new AtomicInteger();
    private final AtomicBoolean hasKilled = new AtomicBoolean();

    Killer(int stageTasks, int atEnd) {
      this.stageTasks = stageTasks;
      this.atEnd = atEnd;
    }

    @Override
    public void on(Event event) {
      events.add(event);
      switch (event) {
        case Event.ExecutorAdded added -> processes.put(added.executor(), added.processId());
        case Event.StageStarted started -> taskCounts.putIfAbsent(started.stage(), started.taskCount());
        case Event.TaskEnded ended when ended.isWinner() && taskCounts.get(ended.stage()) == stageTasks -> {
          if (ends.incrementAndGet() >= atEnd && hasKilled.compareAndSet(false, true)) {
            ProcessHandle.of(processes.get(ended.executor())).ifPresent(ProcessHandle::destroyForcibly);
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
  private static <T> java.util.Iterator<T> slowly(java.util.Iterator<T> records) throws InterruptedException {
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
    Event.ExecutorLost lost =
        (Event.ExecutorLost) killer.events.stream().filter(Event.ExecutorLost.class::isInstance).findFirst().orElseThrow();
    assertNotEquals("", lost.reason());
    assertTrue(killer.count(Event.ExecutorAdded.class) <= 3);
    for (long process : killer.processes.values()) {
      assertFalse(ProcessHandle.of(process).map(ProcessHandle::isAlive).orElse(false));
    }
    try (Stream<Path> left = Files.list(folder)) {
      assertEquals(List.of(), left.toList());
    }
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
}
