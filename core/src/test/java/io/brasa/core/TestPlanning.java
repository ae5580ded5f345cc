package io.brasa.core;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.brasa.core.function.Pair;
import io.brasa.core.shared.LongAccumulator;
import io.brasa.core.shuffle.HashPartitioner;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Loops and long lineages: what a job seals is what is new, and no depth is too deep. */
@Timeout(value = 120, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
final class TestPlanning {
  private static final int ITERATIONS = 300;
  private static final int KEYS = 20;

  /** One more round of a loop. */
  @FunctionalInterface
  private interface Round {
    PairRDD<Integer, Integer> next(PairRDD<Integer, Integer> before, int iteration);
  }

  private static PairRDD<Integer, Integer> numbered(BrasaContext brasa) {
    return brasa
        .parallelize(IntStream.range(0, KEYS).boxed().toList(), 2)
        .mapToPair(n -> new Pair<>(n, 1))
        .partitionBy(new HashPartitioner(2));
  }

  /** How much each iteration has sealed, when a loop counts its records each time. */
  private static List<Long> sealed(
      BrasaContext brasa, PairRDD<Integer, Integer> from, Round round) {
    List<Long> costs = new ArrayList<>();
    PairRDD<Integer, Integer> current = from;
    for (int i = 0; i < ITERATIONS; i++) {
      long before = brasa.engine().stageFactory().sealedCount();
      current = round.next(current, i);
      assertEquals(KEYS, current.count());
      costs.add(brasa.engine().stageFactory().sealedCount() - before);
    }
    return costs;
  }

  private static void assertFlat(List<Long> costs) {
    long most = costs.subList(1, costs.size()).stream().mapToLong(Long::longValue).max().orElse(0);
    assertTrue(most <= costs.get(1) + 2, () -> "sealed by each iteration: " + costs);
  }

  @Test
  void aLoopOfCoPartitionedJoinsSealsWhatIsNew() {
    try (BrasaContext brasa = BrasaContext.local()) {
      PairRDD<Integer, Integer> links = numbered(brasa).cache();
      assertFlat(
          sealed(
              brasa,
              links,
              (before, _) -> links.join(before).mapValues(both -> both._2() + 1).cache()));
    }
  }

  @Test
  void aLoopThatKeepsNothingSealsWhatIsNew() {
    try (BrasaContext brasa = BrasaContext.local()) {
      assertFlat(
          sealed(brasa, numbered(brasa), (before, i) -> before.mapValues(value -> value + i)));
    }
  }

  @Test
  void aLoopOfShufflesSealsWhatIsNew() {
    try (BrasaContext brasa = BrasaContext.local()) {
      assertFlat(
          sealed(
              brasa,
              numbered(brasa),
              (before, _) ->
                  before
                      .mapToPair(pair -> new Pair<>((pair._1() + 1) % KEYS, pair._2()))
                      .reduceByKey(Integer::sum, 2)));
    }
  }

  /** Each function holds an accumulator, of which tasks have copies; those before do not. */
  @Test
  void whatChangesIsSealedAndNothingElse() {
    try (BrasaContext brasa = BrasaContext.local()) {
      LongAccumulator seen = brasa.longAccumulator("seen");
      PairRDD<Integer, Integer> current = numbered(brasa);
      for (int i = 0; i < 100; i++) current = current.mapValues(value -> value + 1);
      List<Long> costs = new ArrayList<>();
      for (int i = 0; i < 3; i++) {
        long before = brasa.engine().stageFactory().sealedCount();
        current
            .mapValues(
                value -> {
                  seen.add(1);
                  return value;
                })
            .count();
        costs.add(brasa.engine().stageFactory().sealedCount() - before);
      }
      assertEquals(3L * KEYS, seen.value());
      assertTrue(costs.get(0) > 100, costs::toString);
      assertTrue(costs.get(1) <= 4 && costs.get(2) <= 4, costs::toString);
    }
  }

  /** What a function has captured counts as it is when a job starts, wherever it stands. */
  @Test
  void whatWasCapturedCountsAsItIsWhenAJobStarts() {
    try (BrasaContext brasa = BrasaContext.local()) {
      int[] added = {1};
      RDD<Integer> numbers =
          brasa.parallelize(List.of(1, 2, 3), 2).map(n -> n * 10).map(n -> n + added[0]);
      RDD<Integer> more = numbers.map(n -> n + 100);
      assertEquals(List.of(111, 121, 131), more.collect());
      added[0] = 2;
      assertEquals(List.of(112, 122, 132), more.collect());
      assertEquals(List.of(12, 22, 32), numbers.collect());
    }
  }

  /** Two functions hold the same object, also in a task's own copy of it. */
  @Test
  void whatTwoFunctionsShareTheyShareInEachTask() {
    try (BrasaContext brasa = BrasaContext.local()) {
      int[] cell = {0};
      RDD<Integer> numbers =
          brasa
              .parallelize(List.of(1, 2, 3, 4), 2)
              .map(n -> cell[0] = n)
              .map(n -> n)
              .map(n -> n + cell[0]);
      assertEquals(List.of(2, 4, 6, 8), numbers.collect());
      assertEquals(0, cell[0]);
    }
  }

  @Test
  void fiveThousandLinksAreNoStack() {
    try (BrasaContext brasa = BrasaContext.local()) {
      RDD<Integer> numbers = brasa.parallelize(List.of(1, 2, 3), 2);
      for (int i = 0; i < 5_000; i++) numbers = numbers.map(n -> n + 1);
      assertEquals(List.of(5_001, 5_002, 5_003), numbers.collect());
      int[] one = {1};
      assertEquals(
          List.of(5_002, 5_003, 5_004), numbers.map(n -> n + one[0]).collect(), "a copy each");
      RDD<Integer> kept = numbers.filter(n -> n > 0).cache();
      assertEquals(3, kept.count());
      assertEquals(3, kept.count());
    }
  }

  @Test
  void fiveThousandPartitionsFunctionsAreNoStack() {
    try (BrasaContext brasa = BrasaContext.local()) {
      RDD<Integer> numbers = brasa.parallelize(List.of(1, 2, 3), 1);
      for (int i = 0; i < 5_000; i++) numbers = numbers.union(brasa.parallelize(List.of(i), 1));
      assertEquals(5_003, numbers.count());
    }
  }

  @Test
  void aThousandShufflesAreNoStack() {
    try (BrasaContext brasa = BrasaContext.local()) {
      PairRDD<Integer, Integer> current = numbered(brasa);
      for (int i = 0; i < 1_000; i++)
        current =
            current
                .mapToPair(pair -> new Pair<>((pair._1() + 1) % KEYS, pair._2() + 1))
                .reduceByKey(Integer::sum, 2);
      assertEquals(KEYS * 1_001, current.values().reduce(Integer::sum));
    }
  }

  @Test
  void aCheckpointBehindManyShufflesIsNoStack(@TempDir Path folder) {
    try (BrasaContext brasa = BrasaContext.local()) {
      brasa.setCheckpointDir(folder.toString());
      PairRDD<Integer, Integer> current = numbered(brasa);
      for (int i = 0; i < 200; i++)
        current =
            current
                .mapToPair(pair -> new Pair<>(pair._1(), pair._2()))
                .reduceByKey(Integer::sum, 2);
      current.checkpoint();
      assertEquals(KEYS, current.count());
      assertEquals(KEYS, current.count());
      assertTrue(current.toDebugString().length() > 0);
    }
  }
}
