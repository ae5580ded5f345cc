package io.brasa.core;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.brasa.core.block.StorageLevel;
import io.brasa.core.error.CoreError;
import io.brasa.core.event.Event;
import io.brasa.core.function.Pair;
import io.brasa.core.shared.LongAccumulator;
import io.brasa.core.shuffle.HashPartitioner;
import io.brasa.runtime.error.EngineException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Iterator;
import java.util.List;
import java.util.Random;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/**
 * A map output is lost after one of its readers has ended, and computed again it is another: what
 * the jobs give is as from one run, or an error says that it cannot be.
 */
@Timeout(value = 60, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
final class TestIndeterminate {
  private static final int COUNT = 4_000;
  private static final int MAPS = 4;
  private static final int TARGETS = 3;

  /** What takes map outputs away from within functions, which cannot capture it. */
  private static final class Thief {
    static final Random chance = new Random();
    static Path root;
    static int partition;
    static int lossesLeft;

    /** The outputs of all maps but one go when a partition has been read to its end, once. */
    static <T> Iterator<T> after(int ofPartition, Iterator<T> records) throws IOException {
      List<T> all = new ArrayList<>();
      records.forEachRemaining(all::add);
      if (ofPartition == partition && lossesLeft > 0) {
        lossesLeft--;
        for (Path file : Damage.files(root, "shuffle"))
          if (!file.getFileName().toString().startsWith("map-0")) Files.delete(file);
      }
      return all.iterator();
    }
  }

  @TempDir private Path folder;
  private final ConcurrentLinkedQueue<Event> events = new ConcurrentLinkedQueue<>();

  @BeforeEach
  void prepare() {
    Thief.root = folder.resolve("local");
    Thief.partition = 1;
    Thief.lossesLeft = 1;
  }

  /** Little memory, so that map outputs are files. */
  private BrasaContext open() {
    return BrasaContext.builder()
        .master("local[1]")
        .set("local.folder", folder.resolve("local").toString())
        .set("memory", "96k")
        .listener(events::add)
        .build();
  }

  private static String name(int number) {
    return "a record of some length, so that there are files " + number;
  }

  private static List<String> expected() {
    return IntStream.range(0, COUNT).mapToObj(TestIndeterminate::name).sorted().toList();
  }

  /** Each time in another order, as if from several connections. */
  private static RDD<String> unordered(BrasaContext brasa) {
    return brasa
        .parallelize(IntStream.range(0, COUNT).boxed().toList(), MAPS)
        .mapPartitions(
            numbers -> {
              List<String> all = new ArrayList<>();
              numbers.forEachRemaining(number -> all.add(name(number)));
              Collections.shuffle(all, Thief.chance);
              return all.iterator();
            });
  }

  private void rolledBack() {
    assertTrue(
        events.stream().anyMatch(event -> event instanceof Event.StageRolledBack),
        "nothing was rolled back: the test shows nothing");
  }

  @Test
  void repartitionAfterAnUnorderedReadGivesEachElementOnce() {
    try (BrasaContext brasa = open()) {
      LongAccumulator seen = brasa.longAccumulator("seen");
      List<String> got =
          unordered(brasa)
              .repartition(TARGETS)
              .map(
                  record -> {
                    seen.add(1);
                    return record;
                  })
              .mapPartitionsWithIndex(Thief::after, false)
              .collect();
      assertEquals(expected(), got.stream().sorted().toList());
      assertEquals(COUNT, seen.value());
      rolledBack();
    }
  }

  @Test
  void whatWasKeptOfTheFirstRunIsNotMixedWithTheSecond() {
    for (StorageLevel level : List.of(StorageLevel.DISK_ONLY, StorageLevel.MEMORY_AND_DISK)) {
      prepare();
      events.clear();
      try (BrasaContext brasa = open()) {
        RDD<String> kept = unordered(brasa).repartition(TARGETS).persist(level);
        List<String> got = kept.mapPartitionsWithIndex(Thief::after, false).collect();
        assertEquals(expected(), got.stream().sorted().toList(), level.toString());
        assertEquals(expected(), kept.collect().stream().sorted().toList(), level.toString());
        rolledBack();
      }
    }
  }

  @Test
  void whatAnEarlierJobKeptIsNotMixedWithWhatALaterOneComputes() throws IOException {
    Thief.lossesLeft = 0;
    try (BrasaContext brasa = open()) {
      RDD<String> kept = unordered(brasa).repartition(TARGETS).persist(StorageLevel.DISK_ONLY);
      assertEquals(COUNT, kept.count());
      // One kept partition is lost, and of what it was made from all but one map output.
      Files.delete(Damage.files(folder, "blocks").get(1));
      for (Path file : Damage.files(folder, "shuffle"))
        if (!file.getFileName().toString().startsWith("map-0")) Files.delete(file);
      assertEquals(expected(), kept.collect().stream().sorted().toList());
      assertEquals(expected(), kept.collect().stream().sorted().toList());
    }
  }

  @Test
  void twoAggregationsOfOneShuffleAgree() {
    try (BrasaContext brasa = open()) {
      PairRDD<Integer, Long> drawn =
          brasa
              .parallelize(IntStream.range(0, 8 * COUNT).boxed().toList(), MAPS)
              .mapToPair(n -> new Pair<>(n % 50, Thief.chance.nextLong(1_000_000)))
              .partitionBy(new HashPartitioner(TARGETS));
      PairRDD<Integer, Long> sums = drawn.reduceByKey(Long::sum);
      PairRDD<Integer, Long> others =
          drawn
              .mapPartitionsWithIndex(Thief::after, true)
              .mapToPair(pair -> pair)
              .groupByKey(new HashPartitioner(TARGETS + 1))
              .mapValues(TestIndeterminate::sum);
      List<Pair<Integer, Pair<Long, Long>>> both = sums.join(others, 2).collect();
      assertEquals(50, both.size());
      for (Pair<Integer, Pair<Long, Long>> pair : both)
        assertEquals(pair._2()._1(), pair._2()._2(), () -> "key " + pair._1());
      rolledBack();
    }
  }

  private static long sum(Iterable<Long> values) {
    long sum = 0;
    for (long value : values) sum += value;
    return sum;
  }

  @Test
  void timesReadBeforeAShuffleAreOfOneRun() {
    try (BrasaContext brasa = open()) {
      List<Long> stamps =
          brasa
              .parallelize(IntStream.range(0, MAPS).boxed().toList(), MAPS)
              .mapPartitionsToPair(
                  maps -> {
                    int map = maps.next();
                    long stamp = System.nanoTime();
                    return IntStream.range(0, 600)
                        .mapToObj(
                            n -> new Pair<>(name(n), map * 1_000_000_000_000_000_000L + stamp))
                        .iterator();
                  })
              .reduceByKey(Long::sum, TARGETS)
              .mapPartitionsWithIndex(Thief::after, false)
              .map(Pair::_2)
              .distinct(1)
              .collect();
      assertEquals(1, stamps.size(), "stamps of several runs: " + stamps);
      rolledBack();
    }
  }

  @Test
  void anEffectOfTheFirstRunEndsTheJobByName() {
    try (BrasaContext brasa = open()) {
      LongAccumulator told = brasa.longAccumulator("told");
      RDD<String> records =
          unordered(brasa).repartition(TARGETS).mapPartitionsWithIndex(Thief::after, false);
      EngineException failure =
          assertThrows(EngineException.class, () -> records.foreach(record -> told.add(1)));
      assertEquals(CoreError.STAGE_INDETERMINATE, failure.code());
      assertEquals(COUNT, records.count(), "the next job is not hindered");
    }
  }

  @Test
  void aSaveHasEachElementOnce() throws IOException {
    try (BrasaContext brasa = open()) {
      Path output = folder.resolve("output");
      unordered(brasa)
          .repartition(TARGETS)
          .mapPartitionsWithIndex(Thief::after, false)
          .saveAsTextFile(output.toString());
      List<String> lines = new ArrayList<>();
      try (Stream<Path> files = Files.list(output)) {
        for (Path file : files.filter(f -> f.getFileName().toString().startsWith("part-")).toList())
          lines.addAll(Files.readAllLines(file));
      }
      assertEquals(expected(), lines.stream().sorted().toList());
      rolledBack();
    }
  }
}
