package io.brasa.core;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.brasa.core.function.Pair;
import io.brasa.core.shared.Broadcast;
import io.brasa.core.shared.LongAccumulator;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.lang.management.MemoryPoolMXBean;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Two thousand jobs in one context leave heap, classes, threads and files as they were. */
@Tag("slow")
final class TestSoak {
  private static final int ROUNDS = 500;
  private static final long HEAP_GROWTH_BYTES = 6 << 20;
  private static final long METASPACE_GROWTH_BYTES = 2 << 20;

  private record Size(long heap, long metaspace, int threads, long files) {}

  @Test
  void staysFlatOverTwoThousandJobs(@TempDir Path folder) throws Exception {
    try (BrasaContext brasa =
        BrasaContext.builder()
            .master("local[2,2]")
            .set("local.folder", folder.resolve("local").toString())
            .build()) {
      for (int round = 0; round < ROUNDS / 4; round++) fourJobs(brasa, folder, round);
      Size early = measured(folder);
      for (int round = 0; round < ROUNDS; round++) fourJobs(brasa, folder, round);
      Size late = measured(folder);
      String grown = early + " -> " + late;
      assertTrue(late.heap - early.heap < HEAP_GROWTH_BYTES, grown);
      assertTrue(late.metaspace - early.metaspace < METASPACE_GROWTH_BYTES, grown);
      assertEquals(early.threads, late.threads, 1, grown);
      assertTrue(late.files <= early.files + 4, grown);
    }
    assertEquals(0, files(folder));
  }

  private static void fourJobs(BrasaContext brasa, Path folder, int round) throws Exception {
    LongAccumulator seen = brasa.longAccumulator("seen");
    Broadcast<long[]> table = brasa.broadcast(new long[10_000]);
    List<Integer> numbers = IntStream.range(round, round + 2_000).boxed().toList();
    RDD<Integer> kept =
        brasa
            .parallelize(numbers, 3)
            .map(
                x -> {
                  seen.add(1);
                  return x + (int) table.value()[x % 10];
                })
            .cache();
    PairRDD<Integer, List<Integer>> pairs = kept.mapToPair(x -> Pair.of(x % 100, List.of(x)));
    assertEquals(100, pairs.reduceByKey(TestSoak::joined).count());
    assertEquals(2_000, seen.value());
    assertEquals(1, kept.take(1).size());
    brasa.setJobGroup("round " + round, "a job that is waited for, and one that is not wanted");
    FutureAction<Long> unwanted = kept.distinct().countAsync();
    assertEquals(2_000, kept.countAsync().get());
    unwanted.cancel(round % 3 == 0);
    brasa.clearJobGroup();
    try {
      kept.foreach(
          x -> {
            if (x % 500 == 0) throw new IllegalStateException("on purpose");
          });
      throw new AssertionError("the job should have failed");
    } catch (io.brasa.runtime.error.EngineException expected) {
      // the fourth job comes after one that failed
    }
    Path out = folder.resolve("out");
    kept.saveAsTextFile(out.toString());
    try (Stream<Path> files = Files.list(out)) {
      for (Path file : files.toList()) Files.delete(file);
    }
    Files.delete(out);
    if (round % 2 == 0) kept.unpersist();
  }

  private static List<Integer> joined(List<Integer> left, List<Integer> right) {
    List<Integer> joined = new ArrayList<>(left);
    joined.addAll(right);
    return joined;
  }

  private static Size measured(Path folder) throws Exception {
    for (int i = 0; i < 5; i++) {
      System.gc();
      // Cleaning follows collection on a thread of its own.
      Thread.sleep(100);
    }
    Runtime runtime = Runtime.getRuntime();
    long metaspace = 0;
    for (MemoryPoolMXBean pool : ManagementFactory.getMemoryPoolMXBeans())
      if (pool.getName().contains("Metaspace")) metaspace += pool.getUsage().getUsed();
    return new Size(
        runtime.totalMemory() - runtime.freeMemory(),
        metaspace,
        ManagementFactory.getThreadMXBean().getThreadCount(),
        files(folder));
  }

  private static long files(Path folder) throws IOException {
    try (Stream<Path> all = Files.walk(folder)) {
      return all.filter(Files::isRegularFile).count();
    }
  }
}
