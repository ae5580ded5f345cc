package io.brasa.cluster.launch;

import static org.junit.jupiter.api.Assertions.assertEquals;
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
import io.brasa.runtime.error.EngineException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** What users may do to executors of their own: the answers are those of one process. */
@Timeout(120)
final class TestAdverseCluster {
  @TempDir private Path folder;

  private final Set<Long> processes = ConcurrentHashMap.newKeySet();

  private BrasaContext open() {
    return BrasaContext.builder()
        .master("local-cluster[2,1,128m]")
        .set("local.folder", folder.resolve("local").toString())
        .set("task.attempts", "1")
        .listener(
            event -> {
              if (event instanceof Event.ExecutorAdded added) processes.add(added.processId());
            })
        .build();
  }

  private static List<Integer> numbers(int count) {
    return IntStream.rangeClosed(1, count).boxed().toList();
  }

  private static Object throwing(Integer kind) {
    switch (kind) {
      case 0 -> throw new AssertionError("assert");
      case 1 -> throw new StackOverflowError();
      case 2 -> throw new NoClassDefFoundError("gone");
      case 3 -> throw new Unspeakable();
      case 4 -> {
        List<Object> deep = new ArrayList<>();
        for (int i = 0; i < 200_000; i++) deep = new ArrayList<>(List.of(deep));
        return deep;
      }
      default -> {
        return kind;
      }
    }
  }

  /** Throws when asked what it says. */
  private static final class Unspeakable extends RuntimeException {
    private static final long serialVersionUID = 1L;

    @Override
    public String getMessage() {
      throw new IllegalStateException("no words");
    }
  }

  @Test
  void survivesWhateverAFunctionThrowsOrGives() {
    try (BrasaContext brasa = open()) {
      for (int kind = 0; kind < 5; kind++) {
        RDD<Integer> failing = brasa.parallelize(List.of(kind, kind, kind), 3);
        assertThrows(
            EngineException.class,
            () -> failing.map(TestAdverseCluster::throwing).collect(),
            "kind " + kind);
        assertEquals(10, brasa.parallelize(numbers(10), 4).count(), "after kind " + kind);
      }
      assertEquals(2, processes.size(), "no executor had to be replaced");
    }
  }

  @Test
  void givesTheAnswersOfOneProcess() {
    List<Object> local;
    try (BrasaContext brasa = BrasaContext.builder().master("local[2]").build()) {
      local = answers(brasa);
    }
    try (BrasaContext brasa = open()) {
      assertEquals(local, answers(brasa));
    }
  }

  private static List<Object> answers(BrasaContext brasa) {
    List<Object> answers = new ArrayList<>();
    int[] counter = {5};
    LongAccumulator first = brasa.longAccumulator("same");
    LongAccumulator second = brasa.longAccumulator("same");
    Broadcast<List<Integer>> table = brasa.broadcast(new ArrayList<>(List.of(7, 8, 9)));
    RDD<Integer> counted =
        brasa
            .parallelize(numbers(9), 3)
            .map(
                x -> {
                  first.add(1);
                  second.add(x);
                  return ++counter[0] + table.value().get(x % 3);
                });
    answers.add(counted.collect());
    answers.add(List.of(first.value(), second.value(), counter[0]));
    counter[0] = 100;
    answers.add(counted.cache().collect());
    answers.add(counted.collect());
    answers.add(new HashMap<>(counted.keyBy(x -> x % 2).reduceByKey(Integer::sum).collectAsMap()));
    RDD<Integer> kept = brasa.parallelize(numbers(4), 2).map(x -> x * 2).cache();
    answers.add(kept.union(kept).union(counted).map(x -> x + 1).collect());
    answers.add(kept.union(brasa.<Integer>emptyRDD()).union(kept).take(6));
    return answers;
  }

  @Test
  void recomputesBehindACheckpointThatCameLater() {
    try (BrasaContext brasa = open()) {
      brasa.setCheckpointDir(folder.resolve("points").toString());
      PairRDD<Integer, Integer> sums =
          brasa
              .parallelize(numbers(100), 4)
              .mapToPair(x -> Pair.of(x % 10, x))
              .reduceByKey(Integer::sum, 3);
      PairRDD<Integer, Integer> tails =
          sums.mapToPair(pair -> Pair.of(pair._1() % 2, pair._2())).reduceByKey(Integer::sum, 2);
      Map<Integer, Integer> expected = Map.of(0, 2550, 1, 2500);
      assertEquals(expected, tails.collectAsMap());
      sums.checkpoint();
      assertEquals(10, sums.count());
      assertTrue(sums.isCheckpointed());
      for (int i = 0; i < 5; i++) collectGarbage();
      for (long process : processes)
        ProcessHandle.of(process).ifPresent(ProcessHandle::destroyForcibly);
      assertEquals(expected, tails.collectAsMap());
      assertEquals(10, sums.count());
    }
  }

  private static void collectGarbage() {
    System.gc();
    try {
      // Cleaning follows collection on a thread of its own.
      Thread.sleep(50);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  @Test
  void runsAShuffleWhoseFirstJobWasCancelledInTheMiddleOfIt() throws Exception {
    try (BrasaContext brasa = open()) {
      PairRDD<Integer, Integer> sums =
          brasa
              .parallelize(numbers(40), 20)
              .map(TestAdverseCluster::slowly)
              .mapToPair(x -> Pair.of(x % 3, x))
              .reduceByKey(Integer::sum, 2);
      List<CoreError> codes = new ArrayList<>();
      Thread first =
          new Thread(
              () -> {
                try {
                  sums.collect();
                } catch (EngineException e) {
                  codes.add((CoreError) e.code());
                }
              });
      CountDownLatch begun = new CountDownLatch(3);
      brasa.addListener(
          event -> {
            if (event instanceof Event.TaskStarted) begun.countDown();
          });
      first.start();
      begun.await(); // there are two slots: at least one has ended
      brasa.cancelAllJobs();
      first.join();
      assertEquals(List.of(CoreError.JOB_CANCELLED), codes);
      assertEquals(3, sums.count());
      assertEquals(820, sums.values().reduce(Integer::sum));
    }
  }

  private static Integer slowly(Integer value) throws InterruptedException {
    Thread.sleep(40);
    return value;
  }

  @Test
  void anExecutorThatRunsOutOfMemoryEndsAndItsJobFailsByName() throws InterruptedException {
    Set<String> lost = ConcurrentHashMap.newKeySet();
    try (BrasaContext brasa = open()) {
      brasa.addListener(
          event -> {
            if (event instanceof Event.ExecutorLost gone) lost.add(gone.executor());
          });
      RDD<Integer> numbers = brasa.parallelize(numbers(10), 6);
      EngineException failure =
          assertThrows(
              EngineException.class,
              () ->
                  numbers
                      .map(
                          i -> {
                            List<long[]> all = new ArrayList<>();
                            while (true) all.add(new long[1 << 20]);
                          })
                      .count());
      assertEquals(CoreError.TASK_OUT_OF_MEMORY, failure.code());
      assertEquals(55, (int) numbers.reduce(Integer::sum));
      for (int i = 0; i < 500 && lost.isEmpty(); i++) Thread.sleep(20);
      assertTrue(!lost.isEmpty(), "the executor ends");
      assertEquals(55, (int) numbers.reduce(Integer::sum));
    }
  }
}
