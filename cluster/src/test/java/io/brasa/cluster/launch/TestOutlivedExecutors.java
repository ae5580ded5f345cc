package io.brasa.cluster.launch;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.brasa.core.BrasaContext;
import io.brasa.core.PairRDD;
import io.brasa.core.RDD;
import io.brasa.core.block.StorageLevel;
import io.brasa.core.event.Event;
import io.brasa.core.event.EventListener;
import io.brasa.core.function.Pair;
import io.brasa.core.shared.LongAccumulator;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** What executors have made is not made again when they are killed with signal 9. */
@Timeout(120)
final class TestOutlivedExecutors implements EventListener {
  private static final int MAPS = 8;

  @TempDir private Path folder;
  private final List<Event> events = new CopyOnWriteArrayList<>();
  private final Map<String, Long> processes = new ConcurrentHashMap<>();

  @Override
  public void on(Event event) {
    events.add(event);
    if (event instanceof Event.ExecutorAdded added)
      processes.put(added.executor(), added.processId());
  }

  private BrasaContext open() {
    return BrasaContext.builder()
        .master("local-cluster[2,1,128m]")
        .set("local.folder", folder.toString())
        .set("locality.wait", "0")
        .listener(this)
        .build();
  }

  private void kill(String executor) throws Exception {
    ProcessHandle.of(processes.get(executor)).orElseThrow().destroyForcibly();
    for (int i = 0; i < 4_000 && !isLost(executor); i++) Thread.sleep(5);
    assertTrue(isLost(executor));
  }

  private boolean isLost(String executor) {
    return events.stream()
        .anyMatch(e -> e instanceof Event.ExecutorLost l && l.executor().equals(executor));
  }

  private static List<Integer> numbers() {
    return IntStream.range(0, 8_000).boxed().toList();
  }

  @Test
  void neitherMapOutputsNorCopiesAreComputedAgain() throws Exception {
    try (BrasaContext brasa = open()) {
      LongAccumulator mapped = brasa.longAccumulator("mapped");
      LongAccumulator kept = brasa.longAccumulator("kept");
      PairRDD<Integer, Integer> sums =
          brasa
              .parallelize(numbers(), MAPS)
              .mapToPair(
                  x -> {
                    mapped.add(1);
                    return new Pair<>(x % 100, x);
                  })
              .reduceByKey(Integer::sum, 4);
      RDD<String> texts =
          brasa
              .parallelize(numbers(), 4)
              .map(
                  x -> {
                    kept.add(1);
                    return "text " + x;
                  })
              .persist(StorageLevel.MEMORY_ONLY_2);
      int sum = sums.values().reduce(Integer::sum);
      long length = texts.map(text -> (long) text.length()).reduce(Long::sum);
      assertEquals(8_000, mapped.value());
      assertEquals(8_000, kept.value());
      kill("executor-0-0");
      assertEquals(sum, sums.values().reduce(Integer::sum));
      assertEquals(length, texts.map(text -> (long) text.length()).reduce(Long::sum));
      assertEquals(8_000, kept.value(), "kept twice");
      assertEquals(MAPS, mapTasks(), "map outputs outlive their executor");
    }
    try (Stream<Path> left = Files.list(folder)) {
      assertEquals(List.of(), left.toList());
    }
  }

  private long mapTasks() {
    List<Long> stages =
        events.stream()
            .filter(e -> e instanceof Event.StageStarted s && s.partitionCount() == MAPS)
            .map(e -> ((Event.StageStarted) e).stage())
            .toList();
    return events.stream()
        .filter(e -> e instanceof Event.TaskStarted t && stages.contains(t.stage()))
        .count();
  }
}
