package io.brasa.core;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.brasa.core.block.StorageLevel;
import io.brasa.core.event.Event;
import io.brasa.core.function.Pair;
import io.brasa.core.shared.LongAccumulator;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Whatever is run again, stopped, late or shared: an accumulator has each partition once. */
@Timeout(value = 60, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
final class TestCountedOnce {
  private static final int COUNT = 2_000;
  private static final int PARTITIONS = 8;

  /** What tasks of this process and the test tell each other; functions cannot capture it. */
  private static final class Fate {
    static final AtomicInteger failuresLeft = new AtomicInteger();
    static volatile CountDownLatch begun;
    static volatile CountDownLatch mayEnd;
    static Path root;

    static Integer failLate(Integer number) {
      // The last number of a partition: all before it have been added.
      if (number % (COUNT / PARTITIONS) == COUNT / PARTITIONS - 1
          && failuresLeft.getAndDecrement() > 0) throw new IllegalStateException("for show");
      return number;
    }

    /** Deaf to interrupts, as functions may be. */
    static Integer linger(Integer number) {
      if (number != 0) return number;
      begun.countDown();
      boolean isOver = false;
      while (!isOver) {
        try {
          mayEnd.await();
          isOver = true;
        } catch (InterruptedException notNow) {
          isOver = mayEnd.getCount() == 0;
        }
      }
      return number;
    }

    static Pair<String, Integer> loseOutputs(Pair<String, Integer> pair) throws IOException {
      if (failuresLeft.getAndDecrement() > 0)
        for (Path file : Damage.files(root, "shuffle")) Files.deleteIfExists(file);
      return pair;
    }
  }

  @TempDir private Path folder;
  private final ConcurrentLinkedQueue<Event> events = new ConcurrentLinkedQueue<>();

  @BeforeEach
  void prepare() {
    Fate.root = folder;
    Fate.failuresLeft.set(0);
    Fate.begun = new CountDownLatch(1);
    Fate.mayEnd = new CountDownLatch(1);
  }

  @AfterEach
  void end() {
    Fate.mayEnd.countDown();
  }

  private BrasaContext open(String master, String memory) {
    return BrasaContext.builder()
        .master(master)
        .set("local.folder", folder.toString())
        .set("memory", memory)
        .set("cancel.patience", "20")
        .listener(events::add)
        .build();
  }

  private static RDD<Integer> numbers(BrasaContext brasa) {
    return brasa.parallelize(IntStream.range(0, COUNT).boxed().toList(), PARTITIONS);
  }

  private static RDD<Integer> counted(RDD<Integer> numbers, LongAccumulator accumulator) {
    return numbers.map(
        number -> {
          accumulator.add(1);
          return number;
        });
  }

  private long unsuccessful() {
    return events.stream()
        .filter(event -> event instanceof Event.TaskEnded ended && !ended.error().isEmpty())
        .count();
  }

  @Test
  void attemptsThatFailAfterAddingCountNothing() {
    try (BrasaContext brasa = open("local[2,3]", "64m")) {
      LongAccumulator seen = brasa.longAccumulator("seen");
      Fate.failuresLeft.set(2);
      assertEquals(COUNT, counted(numbers(brasa), seen).map(Fate::failLate).count());
      assertEquals(COUNT, seen.value());
      assertEquals(2, unsuccessful());
    }
  }

  @Test
  void aJobThatFailsCountsWhatEndedAndNoMore() {
    try (BrasaContext brasa = open("local[1]", "64m")) {
      LongAccumulator seen = brasa.longAccumulator("seen");
      Fate.failuresLeft.set(PARTITIONS);
      RDD<Integer> failing = counted(numbers(brasa), seen).map(Fate::failLate);
      assertThrows(RuntimeException.class, failing::count);
      assertEquals(0, seen.value() % (COUNT / PARTITIONS), "parts of partitions were counted");
      Fate.failuresLeft.set(0);
      long before = seen.value();
      assertEquals(COUNT, failing.count());
      assertEquals(before + COUNT, seen.value());
    }
  }

  @Test
  void lostMapOutputsAreComputedAgainWithoutBeingCountedAgain() {
    try (BrasaContext brasa = open("local[2]", "96k")) {
      LongAccumulator mapped = brasa.longAccumulator("mapped");
      LongAccumulator read = brasa.longAccumulator("read");
      RDD<Pair<String, Integer>> torn =
          counted(brasa.parallelize(IntStream.range(0, 10 * COUNT).boxed().toList(), 4), mapped)
              .mapToPair(n -> new Pair<>("a name of some length " + n, n))
              .groupByKey(3)
              .map(
                  group -> {
                    read.add(1);
                    return Fate.loseOutputs(new Pair<>(group._1(), 1));
                  });
      Fate.failuresLeft.set(1);
      assertEquals(10 * COUNT, torn.count());
      assertEquals(10 * COUNT, mapped.value());
      assertEquals(10 * COUNT, read.value());
      assertTrue(unsuccessful() > 0, "nothing was lost");
    }
  }

  @Test
  void jobsThatShareAStageCountItOnce() throws Exception {
    try (BrasaContext brasa = open("local[2]", "64m")) {
      LongAccumulator mapped = brasa.longAccumulator("mapped");
      PairRDD<Integer, Integer> sums =
          counted(numbers(brasa), mapped)
              .mapToPair(n -> new Pair<>(n % 10, n))
              .reduceByKey(Integer::sum, 3);
      FutureAction<Long> first = sums.countAsync();
      FutureAction<List<Pair<Integer, Integer>>> second = sums.collectAsync();
      assertEquals(10, first.get());
      assertEquals(10, second.get().size());
      assertEquals(10, sums.keys().count());
      assertEquals(COUNT, mapped.value());
    }
  }

  @Test
  void takingInSeveralJobsCountsEachPartitionOnce() {
    try (BrasaContext brasa = open("local[2]", "64m")) {
      LongAccumulator mapped = brasa.longAccumulator("mapped");
      RDD<Integer> late =
          counted(numbers(brasa), mapped)
              .mapPartitions(records -> all(records).iterator()) // nobody stops early
              .filter(n -> n >= COUNT - 5)
              .persist(StorageLevel.MEMORY_ONLY);
      assertEquals(5, late.take(5).size());
      assertTrue(
          events.stream().filter(event -> event instanceof Event.JobStarted).count() > 1,
          "take ran one job");
      assertEquals(COUNT, mapped.value());
      assertEquals(5, late.count());
      assertEquals(COUNT, mapped.value(), "what is kept is not counted again");
    }
  }

  private static List<Integer> all(java.util.Iterator<Integer> records) {
    java.util.ArrayList<Integer> all = new java.util.ArrayList<>();
    records.forEachRemaining(all::add);
    return all;
  }

  @Test
  void aTaskThatEndsLongAfterItWasStoppedCountsNothing() throws Exception {
    try (BrasaContext brasa = open("local[2]", "64m")) {
      LongAccumulator mapped = brasa.longAccumulator("mapped");
      PairRDD<Integer, Integer> sums =
          counted(numbers(brasa), mapped)
              .map(Fate::linger)
              .mapToPair(n -> new Pair<>(n % 10, n))
              .reduceByKey(Integer::sum, 3);
      FutureAction<Long> cancelled = sums.countAsync();
      Fate.begun.await();
      cancelled.cancel();
      while (events.stream().noneMatch(event -> event instanceof Event.TaskStuck))
        Thread.onSpinWait();
      FutureAction<Long> second = sums.countAsync();
      Fate.mayEnd.countDown();
      assertEquals(10, second.get());
      assertEquals(COUNT, mapped.value());
      assertEquals(10, sums.keys().count());
      assertEquals(COUNT, mapped.value());
    }
  }
}
