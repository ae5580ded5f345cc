package io.brasa.core.remote;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.brasa.core.BrasaContext;
import io.brasa.core.PairRDD;
import io.brasa.core.RDD;
import io.brasa.core.block.StorageLevel;
import io.brasa.core.event.Event;
import io.brasa.core.function.Pair;
import io.brasa.core.shared.LongAccumulator;
import java.io.IOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.LongAdder;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Partitions that are kept by two executors outlive one of them. */
@Timeout(value = 60, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
final class TestPipedCopies {
  private static final int PARTITIONS = 6;

  @TempDir private Path folder;
  private final List<Event> events = new CopyOnWriteArrayList<>();
  private BrasaContext brasa;
  private PipedCluster cluster;
  private LongAccumulator computed;

  private void open(String name, int executors, int memoryKib) {
    brasa =
        BrasaContext.builder()
            .master("pipes[" + name + "," + executors + "," + memoryKib + "]")
            .set("local.folder", folder.toString())
            .set("locality.wait", "0")
            .listener(events::add)
            .build();
    cluster = PipedCluster.named(name);
  }

  @AfterEach
  void leavesNothingBehind() throws Exception {
    brasa.close();
    try (Stream<Path> left = Files.list(folder)) {
      assertEquals(List.of(), left.toList());
    }
  }

  private RDD<List<String>> kept(StorageLevel level) {
    computed = brasa.longAccumulator("computed");
    LongAccumulator count = computed;
    return brasa
        .parallelize(IntStream.range(0, 6_000).boxed().toList(), PARTITIONS)
        .map(
            x -> {
              count.add(1);
              return (List<String>) new ArrayList<>(List.of("record " + x));
            })
        .persist(level);
  }

  private static long length(RDD<List<String>> dataset) {
    return dataset.map(list -> (long) list.getFirst().length()).reduce(Long::sum);
  }

  private void kill(int executor) throws InterruptedException {
    String lost = "executor-" + executor + " lost";
    cluster.kill(executor);
    for (int i = 0; i < 2_000 && cluster.heard.stream().noneMatch(h -> h.startsWith(lost)); i++)
      Thread.sleep(5);
  }

  @ParameterizedTest
  @ValueSource(strings = {"MEMORY_ONLY_2", "MEMORY_ONLY_SER_2", "MEMORY_AND_DISK_2", "DISK_ONLY_2"})
  void whatALostExecutorKeptIsReadFromAnotherOne(String level) throws Exception {
    open("copies-" + level, 3, 64 << 10);
    RDD<List<String>> kept = kept(StorageLevel.fromString(level));
    long sum = length(kept);
    assertEquals(6_000, computed.value());
    kill(1);
    assertEquals(sum, length(kept));
    assertEquals(6_000, kept.count());
    assertEquals(6_000, computed.value(), "nothing was computed again");
  }

  @Test
  void isCopiedAgainSoThatASecondDeathDoesNoHarm() throws Exception {
    open("again", 4, 64 << 10);
    RDD<List<String>> kept = kept(StorageLevel.MEMORY_ONLY_2);
    long sum = length(kept);
    for (int dead = 0; dead < 3; dead++) {
      kill(dead);
      // What is copied behind everybody's back takes a moment.
      for (int i = 0; i < 400 && cluster.lackingCopies() > 0 && dead < 2; i++) Thread.sleep(5);
      assertEquals(sum, length(kept));
    }
    assertEquals(6_000, computed.value());
  }

  @Test
  void copiesLieOnDiskWhenMemoryIsShort() throws Exception {
    open("short", 3, 600);
    RDD<List<String>> kept = kept(StorageLevel.MEMORY_AND_DISK_2);
    long sum = length(kept);
    kill(0);
    assertEquals(sum, length(kept));
    assertEquals(6_000, computed.value());
  }

  @Test
  void aDatasetThatIsDroppedGoesEverywhere() throws Exception {
    open("dropped", 3, 64 << 10);
    RDD<List<String>> kept = kept(StorageLevel.DISK_ONLY_2);
    assertEquals(6_000, kept.count());
    assertEquals(2 * PARTITIONS, blockFiles());
    kept.unpersist(true);
    for (int i = 0; i < 400 && blockFiles() > 0; i++) Thread.sleep(5);
    assertEquals(0, blockFiles());
    assertEquals(0, cluster.lackingCopies());
  }

  private long blockFiles() throws Exception {
    LongAdder count = new LongAdder();
    Files.walkFileTree(
        folder,
        new SimpleFileVisitor<>() {
          @Override
          public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) {
            if (file.getFileName().toString().startsWith("block-")) count.increment();
            return FileVisitResult.CONTINUE;
          }

          @Override
          public FileVisitResult visitFileFailed(Path file, IOException deletedMeanwhile) {
            return FileVisitResult.CONTINUE;
          }
        });
    return count.sum();
  }

  @Test
  void oneExecutorKeepsOneCopyAndSaysSoAndAnotherGetsItWhenItComes() throws Exception {
    open("alone", 1, 64 << 10);
    RDD<List<String>> kept = kept(StorageLevel.MEMORY_ONLY_2);
    long sum = length(kept);
    assertEquals(
        1,
        events.stream()
            .filter(e -> e instanceof Event.Warned w && w.text().contains("too few executors"))
            .count());
    assertEquals(PARTITIONS, cluster.lackingCopies());
    cluster.add("executor-1");
    for (int i = 0; i < 2_000 && cluster.lackingCopies() > 0; i++) Thread.sleep(5);
    assertEquals(0, cluster.lackingCopies());
    kill(0);
    assertEquals(sum, length(kept));
    assertEquals(6_000, computed.value());
  }

  private static <T> java.util.Iterator<T> slowly(java.util.Iterator<T> records)
      throws InterruptedException {
    Thread.sleep(40);
    return records;
  }

  private long tasksOf(String executor) {
    return events.stream()
        .filter(e -> e instanceof Event.TaskEnded end && end.executor().equals(executor))
        .count();
  }

  @ParameterizedTest
  @ValueSource(strings = {"MEMORY_ONLY", "MEMORY_ONLY_SER", "MEMORY_AND_DISK", "DISK_ONLY"})
  void whatIsKeptOnceIsReadFromWhoKeepsItByTasksElsewhere(String level) throws Exception {
    open("once-" + level, 1, 64 << 10);
    RDD<List<String>> kept = kept(StorageLevel.fromString(level));
    long sum = length(kept);
    assertEquals(6_000, computed.value());
    cluster.add("executor-1");
    assertEquals(sum, length(kept.mapPartitions(TestPipedCopies::slowly)));
    long others = tasksOf("executor-1");
    assertTrue(others > 0, "executor-1 had nothing to do");
    assertEquals(6_000, computed.value(), "nothing was computed again");
    kill(0);
    assertEquals(sum, length(kept));
    assertEquals(
        6_000 + (PARTITIONS - others) * 6_000 / PARTITIONS,
        computed.value(),
        "what had been read from the dead one is kept by the other");
  }

  @Test
  void aCopyOfRecordsOfAShuffleIsReadAsWell() throws Exception {
    open("shuffled", 3, 64 << 10);
    LongAccumulator count = brasa.longAccumulator("computed");
    PairRDD<Integer, Integer> sums =
        brasa
            .parallelize(IntStream.range(0, 3_000).boxed().toList(), 4)
            .mapToPair(x -> new Pair<>(x % 50, x))
            .reduceByKey(Integer::sum, 4)
            .mapValues(
                x -> {
                  count.add(1);
                  return x;
                })
            .persist(StorageLevel.MEMORY_ONLY_2);
    int total = sums.values().reduce(Integer::sum);
    kill(2);
    assertEquals(total, sums.values().reduce(Integer::sum));
    assertEquals(50, count.value());
    assertFalse(events.isEmpty());
    assertTrue(sums.count() == 50);
  }
}
