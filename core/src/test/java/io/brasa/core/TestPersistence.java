package io.brasa.core;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.brasa.core.block.StorageLevel;
import io.brasa.core.error.CoreError;
import io.brasa.core.event.Event;
import io.brasa.core.function.Pair;
import io.brasa.core.shared.LongAccumulator;
import io.brasa.core.shuffle.HashPartitioner;
import io.brasa.runtime.error.EngineException;
import io.brasa.runtime.error.RuntimeError;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is kept, where, and for how long. */
final class TestPersistence {
  @TempDir private Path folder;

  private final ConcurrentLinkedQueue<Event> events = new ConcurrentLinkedQueue<>();

  private BrasaContext.Builder builder() {
    return BrasaContext.builder()
        .master("local[2]")
        .set("local.folder", folder.resolve("local").toString())
        .listener(events::add);
  }

  private static List<Integer> numbers(int count) {
    return IntStream.range(0, count).boxed().toList();
  }

  private List<Path> files(String name) throws IOException {
    Path root = folder.resolve(name);
    if (!Files.exists(root)) return List.of();
    try (Stream<Path> all = Files.walk(root)) {
      return all.filter(Files::isRegularFile).toList();
    }
  }

  private static CoreError codeOf(Runnable action) {
    return (CoreError) assertThrows(EngineException.class, action::run).code();
  }

  record Point(double y, double[] x) {}

  private static double sum(RDD<Point> points) {
    return points
        .map(
            point -> {
              point.x()[0] += 1; // a reader that does what it should not
              return point.y() + point.x()[0];
            })
        .reduce(Double::sum);
  }

  @Test
  void everyLevelGivesTheSameAndComputesOnce() {
    List<StorageLevel> levels =
        List.of(
            StorageLevel.DISK_ONLY,
            StorageLevel.DISK_ONLY_2,
            StorageLevel.DISK_ONLY_3,
            StorageLevel.MEMORY_ONLY,
            StorageLevel.MEMORY_ONLY_2,
            StorageLevel.MEMORY_ONLY_SER,
            StorageLevel.MEMORY_ONLY_SER_2,
            StorageLevel.MEMORY_AND_DISK,
            StorageLevel.MEMORY_AND_DISK_2,
            StorageLevel.MEMORY_AND_DISK_SER,
            StorageLevel.MEMORY_AND_DISK_SER_2,
            StorageLevel.OFF_HEAP);
    try (BrasaContext brasa = builder().set("memory.offheap", "10m").build()) {
      for (StorageLevel level : levels) {
        LongAccumulator computed = brasa.longAccumulator("computed " + level);
        RDD<Point> points =
            brasa
                .parallelize(numbers(1_000), 4)
                .map(
                    i -> {
                      computed.add(1);
                      return new Point(i, new double[] {1});
                    })
                .persist(level);
        double expected = 999 * 500 + 2_000;
        for (int i = 0; i < 3; i++) assertEquals(expected, sum(points), "at " + level);
        assertEquals(1_000, computed.value(), "at " + level);
        points.unpersist(true);
        assertEquals(expected, sum(points));
        assertEquals(2_000, computed.value(), "at " + level);
      }
    }
    assertEquals(1, events.stream().filter(event -> event instanceof Event.Warned).count());
  }

  @Test
  void levelsHaveSparksNames() throws IllegalAccessException {
    for (java.lang.reflect.Field field : StorageLevel.class.getFields())
      assertEquals(field.getName(), field.get(null).toString());
  }

  @Test
  void refusesAnotherLevelUntilTheFirstIsGivenUp() {
    try (BrasaContext brasa = builder().build()) {
      RDD<Integer> numbers = brasa.parallelize(numbers(10)).persist(StorageLevel.DISK_ONLY);
      assertEquals(
          CoreError.STORAGE_LEVEL_FIXED, codeOf(() -> numbers.persist(StorageLevel.MEMORY_ONLY)));
      assertEquals(CoreError.STORAGE_LEVEL_FIXED, codeOf(numbers::cache));
      numbers.persist(StorageLevel.DISK_ONLY);
      numbers.unpersist().cache();
      assertEquals(StorageLevel.MEMORY_ONLY, numbers.getStorageLevel());
    }
  }

  @Test
  void refusesToKeepOutsideTheHeapWhatMayNotBeThere() {
    try (BrasaContext brasa = builder().build()) {
      RDD<Integer> numbers = brasa.parallelize(numbers(10));
      assertEquals(CoreError.SETTING_INVALID, codeOf(() -> numbers.persist(StorageLevel.OFF_HEAP)));
    }
  }

  @Test
  void listsWhatIsKept() {
    try (BrasaContext brasa = builder().build()) {
      RDD<Integer> one = brasa.parallelize(numbers(10)).cache();
      RDD<Integer> two = one.map(x -> x + 1).cache();
      assertEquals(Set.of(one.id(), two.id()), brasa.getPersistentRDDs().keySet());
      one.unpersist();
      assertEquals(Set.of(two.id()), brasa.getPersistentRDDs().keySet());
      assertEquals(55, (int) two.reduce(Integer::sum));
    }
  }

  @Test
  void whatIsGivenUpLeavesNoFile() throws IOException {
    try (BrasaContext brasa = builder().build()) {
      RDD<Integer> numbers = brasa.parallelize(numbers(1_000), 4).persist(StorageLevel.DISK_ONLY);
      assertEquals(1_000, numbers.count());
      assertEquals(4, files("local").size());
      numbers.unpersist(true);
      assertEquals(List.of(), files("local"));
    }
  }

  @Test
  void whatIsKeptOnDiskMakesRoomForAShuffle() throws IOException {
    try (BrasaContext brasa = builder().set("memory", "1m").set("local.quota", "3m").build()) {
      LongAccumulator computed = brasa.longAccumulator("computed");
      RDD<String> kept =
          brasa
              .parallelize(numbers(40_000), 4)
              .map(
                  i -> {
                    computed.add(1);
                    return "a long enough line with the number " + i;
                  })
              .persist(StorageLevel.DISK_ONLY);
      assertEquals(40_000, kept.count());
      long bytesKept = 0;
      for (Path file : files("local")) bytesKept += Files.size(file);
      assertTrue(bytesKept > 1_000_000, "kept " + bytesKept);
      long distinct =
          brasa
              .parallelize(numbers(40_000), 4)
              .mapToPair(i -> Pair.of("another line that is long enough for this " + i, i))
              .partitionBy(new HashPartitioner(3))
              .count();
      assertEquals(40_000, distinct);
      assertEquals(40_000, kept.count());
      assertTrue(computed.value() > 40_000, "nothing had to make room");
    }
  }

  @Test
  void aQuotaThatIsTooSmallForASpillFailsByNameAndTheContextGoesOn() throws IOException {
    try (BrasaContext brasa = builder().set("memory", "1m").set("local.quota", "100k").build()) {
      RDD<Integer> numbers = brasa.parallelize(numbers(200_000), 4);
      EngineException failure =
          assertThrows(
              EngineException.class,
              () ->
                  numbers
                      .mapToPair(i -> Pair.of("a long enough key " + i, i))
                      .reduceByKey(Integer::sum)
                      .count());
      assertEquals(RuntimeError.DISK_QUOTA_EXCEEDED, failure.code());
      assertEquals(200_000, numbers.count());
      assertEquals(numbers(10), brasa.parallelize(numbers(10)).map(x -> x).collect());
    }
    assertEquals(List.of(), files("local"));
  }

  @Test
  @Tag("fills-memory")
  void aTaskThatRunsOutOfMemoryFailsByNameAndTheContextGoesOn() {
    try (BrasaContext brasa = builder().build()) {
      RDD<Integer> numbers = brasa.parallelize(numbers(10), 2);
      EngineException failure =
          assertThrows(
              EngineException.class,
              () ->
                  numbers
                      .map(
                          i -> {
                            List<long[]> all = new ArrayList<>();
                            while (true) all.add(new long[1 << 24]);
                          })
                      .count());
      assertEquals(CoreError.TASK_OUT_OF_MEMORY, failure.code());
      assertTrue(failure.getMessage().contains("held by"), failure.getMessage());
      assertTrue(failure.getMessage().contains("TestPersistence.java"), failure.getMessage());
      assertEquals(45, (int) numbers.reduce(Integer::sum));
    }
  }

  // ---- checkpoints

  @Test
  void aLocalCheckpointCutsTheLineageAndReadsWhatIsKept() {
    try (BrasaContext brasa = builder().build()) {
      LongAccumulator computed = brasa.longAccumulator("computed");
      RDD<Integer> numbers =
          brasa
              .parallelize(numbers(100), 4)
              .map(
                  x -> {
                    computed.add(1);
                    return x + 1;
                  })
              .localCheckpoint();
      assertFalse(numbers.isCheckpointed());
      assertEquals(List.of(1), numbers.take(1));
      assertTrue(numbers.isCheckpointed());
      assertTrue(numbers.getCheckpointFile().isEmpty());
      assertEquals(100, computed.value(), "the partitions that take() did not need, too");
      assertEquals(5_050, (int) numbers.reduce(Integer::sum));
      assertEquals(100, computed.value());
      assertEquals(1, numbers.toDebugString().lines().count(), numbers.toDebugString());
      assertEquals(StorageLevel.MEMORY_AND_DISK, numbers.getStorageLevel());
    }
  }

  @Test
  void aLocalCheckpointSurvivesPressureOnMemory() {
    try (BrasaContext brasa = builder().set("memory", "2m").build()) {
      RDD<String> texts =
          brasa.parallelize(numbers(5_000), 4).map(i -> "text " + i).cache().localCheckpoint();
      texts.count();
      assertTrue(texts.isCheckpointed());
      long groups =
          brasa
              .parallelize(numbers(50_000), 4)
              .mapToPair(i -> Pair.of("key " + i, "value " + i))
              .groupByKey()
              .count();
      assertEquals(50_000, groups);
      assertEquals("text 4999", texts.collect().getLast());
    }
  }

  @Test
  void aLocalCheckpointThatIsGoneFailsByName() {
    try (BrasaContext brasa = builder().build()) {
      RDD<Integer> numbers = brasa.parallelize(numbers(100), 4).map(x -> x + 1).localCheckpoint();
      numbers.count();
      numbers.unpersist();
      EngineException failure = assertThrows(EngineException.class, numbers::count);
      assertEquals(CoreError.CHECKPOINT_LOST, failure.code());
      assertTrue(failure.remedy().contains("checkpoint()"), failure.remedy());
    }
  }

  @Test
  void savesADatasetThatHasBeenComputedAlready() throws IOException {
    try (BrasaContext brasa = builder().build()) {
      brasa.setCheckpointDir(folder.resolve("saved").toString());
      RDD<Integer> numbers = brasa.parallelize(numbers(100), 4).map(x -> x + 1).cache();
      assertEquals(100, numbers.count());
      numbers.checkpoint();
      assertFalse(numbers.isCheckpointed());
      assertEquals(5_050, (int) numbers.reduce(Integer::sum));
      assertTrue(numbers.isCheckpointed());
      Path saved = Path.of(numbers.getCheckpointFile().orElseThrow());
      assertEquals(5, files("saved").size(), "four partitions and a mark of success");
      assertTrue(saved.startsWith(folder.resolve("saved")));
      numbers.unpersist();
      assertEquals(5_050, (int) numbers.reduce(Integer::sum));
    }
    assertEquals(5, files("saved").size(), "checkpoints outlive their context");
  }

  @Test
  void deletesTheFilesOfACheckpointNobodyCanReachIfItIsToldTo() throws Exception {
    try (BrasaContext brasa = builder().set("checkpoint.clean", "true").build()) {
      brasa.setCheckpointDir(folder.resolve("saved").toString());
      saveAndForget(brasa);
      for (int i = 0; i < 200 && !files("saved").isEmpty(); i++) {
        System.gc();
        Thread.sleep(20);
      }
      assertEquals(List.of(), files("saved"));
    }
  }

  private static void saveAndForget(BrasaContext brasa) {
    RDD<Integer> numbers = brasa.parallelize(numbers(100), 4).map(x -> x + 1);
    numbers.checkpoint();
    assertEquals(100, numbers.count());
    assertTrue(numbers.isCheckpointed());
  }

  @Test
  void removesWhatKilledProcessesWereSaving() throws IOException {
    Path saved = folder.resolve("saved");
    String owner = ownerOf(folder);
    String dead = owner.substring(0, owner.lastIndexOf('_')) + "_1"; // another process's time
    Path undecided = saved.resolve("brasa-1-a").resolve(".dataset-5.brasa-job-1~" + dead);
    Path alive = saved.resolve("brasa-2-b").resolve(".dataset-5.brasa-job-1~" + owner);
    Path whole = saved.resolve("brasa-1-a").resolve("dataset-4");
    for (Path path : List.of(undecided, alive, whole)) {
      Files.createDirectories(path);
      Files.writeString(path.resolve("file"), "x");
    }
    try (BrasaContext brasa = builder().build()) {
      brasa.setCheckpointDir(saved.toString());
      assertFalse(Files.exists(undecided));
      assertTrue(Files.exists(alive.resolve("file")));
      assertTrue(Files.exists(whole.resolve("file")));
      Path beside = folder.resolve("out").resolve(".other.brasa-job-1~" + dead);
      Files.createDirectories(beside);
      brasa
          .parallelize(numbers(3))
          .saveAsTextFile(folder.resolve("out").resolve("mine").toString());
      assertFalse(Files.exists(beside), "the first save to a folder ends what died there");
    }
  }

  /** The name of this process, as staging folders have it. */
  private String ownerOf(Path root) throws IOException {
    ConcurrentLinkedQueue<String> seen = new ConcurrentLinkedQueue<>();
    Path out = root.resolve("probe");
    try (BrasaContext brasa =
        builder()
            .listener(
                event -> {
                  if (event instanceof Event.OutputCommit commit
                      && commit.step().equals("STAGED")) {
                    try (Stream<Path> all = Files.list(root)) {
                      all.map(path -> path.getFileName().toString())
                          .filter(name -> name.startsWith(".probe"))
                          .forEach(seen::add);
                    } catch (IOException e) {
                      throw new java.io.UncheckedIOException(e);
                    }
                  }
                })
            .build()) {
      brasa.parallelize(numbers(3)).saveAsTextFile(out.toString());
    }
    String name = seen.peek();
    return name.substring(name.lastIndexOf('~') + 1);
  }
}
