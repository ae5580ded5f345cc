package io.brasa.core;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.brasa.core.block.StorageLevel;
import io.brasa.core.event.BlockState;
import io.brasa.core.event.Event;
import io.brasa.core.event.EventListener;
import io.brasa.core.event.HeavyKey;
import io.brasa.core.event.NamedText;
import io.brasa.core.function.Pair;
import io.brasa.runtime.error.EngineException;
import java.io.IOException;
import java.io.ObjectInputStream;
import java.io.Serializable;
import java.lang.ref.Reference;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/** What those who look on are told of tasks, kept partitions and the process. */
final class TestObservedTasks {
  /** What tasks wait for, which they cannot take along. */
  private static final Map<String, CountDownLatch> STARTS = new ConcurrentHashMap<>();

  private final List<Event> events = new CopyOnWriteArrayList<>();

  private BrasaContext context() {
    return BrasaContext.builder().master("local[2]").listener(events::add).build();
  }

  private <E extends Event> List<E> all(Class<E> kind) {
    return events.stream().filter(kind::isInstance).map(kind::cast).toList();
  }

  @Test
  void aTaskThatReadsASkewedPartitionNamesTheKey() {
    try (BrasaContext brasa = context()) {
      brasa
          .range(0, 100_000, 1, 4)
          .mapToPair(i -> new Pair<>(i % 10 < 6 ? "unknown" : "key " + i, i))
          .groupByKey(4)
          .count();
    }
    List<HeavyKey> heavy =
        all(Event.TaskEnded.class).stream()
            .flatMap(task -> task.metrics().heavyKeys().stream())
            .toList();
    assertEquals(1, heavy.size(), heavy.toString());
    assertEquals("unknown", heavy.getFirst().key());
    assertTrue(heavy.getFirst().share() > 0.7, heavy.toString());
    assertFalse(heavy.getFirst().isWritten());
  }

  @Test
  void keysMayBeWithheld() {
    try (BrasaContext brasa =
        BrasaContext.builder()
            .master("local[2]")
            .set("event.keys", "false")
            .listener(events::add)
            .build()) {
      brasa
          .range(0, 100_000, 1, 4)
          .mapToPair(i -> new Pair<>(i % 10 < 6 ? "unknown" : "key " + i, i))
          .groupByKey(4)
          .count();
    }
    List<HeavyKey> heavy =
        all(Event.TaskEnded.class).stream()
            .flatMap(task -> task.metrics().heavyKeys().stream())
            .toList();
    assertEquals(1, heavy.size(), heavy.toString());
    assertEquals("(withheld)", heavy.getFirst().key());
    assertTrue(heavy.getFirst().share() > 0.7, heavy.toString());
    assertFalse(events.toString().contains("unknown"));
  }

  @Test
  void aTaskThatSortsASkewedPartitionOfBytesNamesTheKey() {
    // Strictly all that is shuffled is bytes, as between processes.
    try (BrasaContext brasa =
        BrasaContext.builder()
            .master("local[2]")
            .set("strict", "true")
            .listener(events::add)
            .build()) {
      brasa
          .range(0, 60_000, 1, 4)
          .mapToPair(i -> new Pair<>(i % 10 < 6 ? "unknown" : "key " + i, i))
          .sortByKey()
          .count();
    }
    List<String> heavy =
        all(Event.TaskEnded.class).stream()
            .flatMap(task -> task.metrics().heavyKeys().stream())
            .map(HeavyKey::key)
            .toList();
    assertEquals(List.of("unknown"), heavy);
  }

  @Test
  void keptPartitionsAreToldAndForgotten() {
    try (BrasaContext brasa = context()) {
      RDD<String> kept =
          brasa.range(0, 1_000, 1, 3).map(i -> "n" + i).persist(StorageLevel.MEMORY_ONLY);
      kept.count();
      kept.unpersist();
      Event.DatasetPersisted told = all(Event.DatasetPersisted.class).getFirst();
      assertEquals("MEMORY_ONLY", told.level());
      assertEquals(3, told.partitionCount());
      assertEquals(told.dataset(), all(Event.DatasetUnpersisted.class).getFirst().dataset());
    }
    // Told at the end of the context at the latest: kept and gone in between is gone.
    List<BlockState> states =
        all(Event.BlocksChanged.class).stream()
            .flatMap(changed -> changed.blocks().stream())
            .toList();
    assertEquals(3, states.size(), states.toString());
    for (BlockState state : states) assertEquals(0, state.memoryBytes());
  }

  @Test
  void partitionsThatAreKeptHaveTheirSizes() {
    BrasaContext brasa = context();
    RDD<String> kept = brasa.range(0, 1_000, 1, 3).map(i -> "n" + i).cache();
    kept.count();
    brasa.close();
    // What nobody can reach is not kept.
    Reference.reachabilityFence(kept);
    List<BlockState> states =
        all(Event.BlocksChanged.class).stream()
            .flatMap(changed -> changed.blocks().stream())
            .toList();
    assertEquals(3, states.size(), states.toString());
    for (BlockState state : states) {
      assertTrue(state.memoryBytes() > 1_000, states.toString());
      assertEquals("MEMORY_ONLY", state.level());
    }
    assertTrue(all(Event.ExecutorSampled.class).getLast().sample().heapUsedBytes() > 0);
  }

  /** Also of tasks that are over before anybody could look: as if each had been told of at once. */
  @Test
  void everyTaskBeginsAndThenEnds() {
    try (BrasaContext brasa = context()) {
      for (int job = 0; job < 20; job++) brasa.range(0, 1_000, 1, 300).map(i -> i + 1).count();
    }
    Map<String, Event.TaskStarted> running = new HashMap<>();
    int ends = 0;
    for (Event event : events) {
      if (event instanceof Event.TaskStarted start) {
        assertNull(running.put(start.stage() + "." + start.partition(), start));
      } else if (event instanceof Event.TaskEnded end) {
        Event.TaskStarted start = running.remove(end.stage() + "." + end.partition());
        assertTrue(start.atMillis() <= end.atMillis(), start + " " + end);
        assertEquals(start.executor(), end.executor());
        ends++;
      }
    }
    assertEquals(Map.of(), running);
    assertEquals(20 * 300, ends);
  }

  @Test
  void aTaskThatRunsForAWhileIsToldOfMeanwhile() throws Exception {
    CountDownLatch isTold = new CountDownLatch(1);
    EventListener listener =
        event -> {
          events.add(event);
          if (event instanceof Event.TaskStarted) isTold.countDown();
        };
    long before = System.currentTimeMillis();
    try (BrasaContext brasa =
        BrasaContext.builder().master("local[2]").listener(listener).build()) {
      STARTS.put("told", isTold);
      brasa.range(0, 1, 1, 1).foreach(i -> STARTS.get("told").await(60, TimeUnit.SECONDS));
      assertEquals(0, isTold.getCount());
    }
    Event.TaskStarted start = all(Event.TaskStarted.class).getFirst();
    Event.TaskEnded end = all(Event.TaskEnded.class).getFirst();
    assertEquals(1, all(Event.TaskStarted.class).size());
    assertTrue(start.atMillis() >= before && start.atMillis() < end.atMillis(), start + " " + end);
  }

  @Test
  void aTaskThatFailsAtOnceBeginsAndEnds() {
    try (BrasaContext brasa = context()) {
      RDD<Long> numbers = brasa.range(0, 1, 1, 1);
      assertThrows(
          EngineException.class,
          () ->
              numbers.foreach(
                  i -> {
                    throw new IllegalStateException("no");
                  }));
    }
    List<Event> told =
        events.stream()
            .filter(e -> e instanceof Event.TaskStarted || e instanceof Event.TaskEnded)
            .toList();
    assertInstanceOf(Event.TaskStarted.class, told.get(0));
    assertFalse(assertInstanceOf(Event.TaskEnded.class, told.get(1)).error().isEmpty());
  }

  @Test
  void aStageSaysWhatItConsistsOf() {
    try (BrasaContext brasa = context()) {
      brasa.range(0, 10, 1, 2).map(i -> i + 1).filter(i -> i > 3).count();
    }
    Event.StageStarted stage = all(Event.StageStarted.class).getFirst();
    List<String> names = stage.operations().stream().map(operation -> operation.name()).toList();
    assertEquals(List.of("range", "map", "filter"), names);
    assertTrue(stage.operations().getLast().site().startsWith("filter at TestObservedTasks.java:"));
  }

  @Test
  void theEnvironmentIsToldWithoutSecrets() {
    System.setProperty("my.password", "open sesame");
    System.setProperty("my.address", "jdbc:x://me:sesame@host/?password=sesame&x=1 --token sesame");
    try (BrasaContext brasa = context()) {
      brasa.range(0, 3).count();
    } finally {
      System.clearProperty("my.password");
      System.clearProperty("my.address");
    }
    Event.EnvironmentTold told = all(Event.EnvironmentTold.class).getFirst();
    assertFalse(told.toString().contains("sesame"), () -> told.properties().toString());
    assertTrue(told.properties().contains(new NamedText("my.password", "(withheld)")));
    assertTrue(told.options().contains(new NamedText("master", "local[2]")));
    assertFalse(told.classPath().isEmpty());
  }

  /** What takes long to read. */
  private static final class Weighty implements Serializable {
    private final int[] weights = {1, 2, 3};

    private void readObject(ObjectInputStream in) throws IOException, ClassNotFoundException {
      in.defaultReadObject();
      long end = System.nanoTime() + OPENING_NANOS;
      while (System.nanoTime() < end) Thread.onSpinWait();
    }
  }

  private static final long OPENING_NANOS = 3_000_000;

  @Test
  void tasksTellHowLongTheyOpenedWhatTheyRun() {
    Weighty weighty = new Weighty();
    try (BrasaContext brasa = context()) {
      brasa.range(0, 4, 1, 4).map(i -> i + weighty.weights[0]).count();
      brasa.range(0, 4, 1, 4).map(i -> i + 1).count();
    }
    List<Event.TaskEnded> tasks = all(Event.TaskEnded.class);
    long last = tasks.getLast().stage();
    long longest = 0;
    for (Event.TaskEnded task : tasks) {
      long nanos = task.metrics().openNanos();
      assertTrue(nanos <= task.metrics().wallNanos(), task.toString());
      if (task.stage() != last) longest = Math.max(longest, nanos);
    }
    assertTrue(longest >= OPENING_NANOS, tasks.toString());
  }
}
