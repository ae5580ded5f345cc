package io.brasa.examples;

import io.brasa.core.BrasaContext;
import io.brasa.core.PairRDD;
import io.brasa.core.RDD;
import io.brasa.core.block.StorageLevel;
import io.brasa.core.function.Pair;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.stream.LongStream;
import java.util.stream.Stream;

/**
 * What it costs to lose a partition behind ten shuffles and a hundred narrow operations: with the
 * map outputs still there, with all of them gone too, and with a checkpoint. After the experiment
 * on recovery of Zaharia and others, "Resilient Distributed Datasets", 2012, section 6.3.
 */
public final class LostPartition {
  private static final int ROUNDS = 10;
  private static final int MAPS_A_ROUND = 10;
  private static final int PARTITIONS = 8;

  private LostPartition() {}

  /** {@code LostPartition [RECORDS]}. */
  public static void main(String[] arguments) throws IOException {
    int count = arguments.length == 0 ? 200_000 : Integer.parseInt(arguments[0]);
    Path folder = Files.createTempDirectory("lost");
    try {
      for (int run = 0; run < 2; run++) { // the first one warms up
        measure(count, folder, false, run > 0);
        measure(count, folder, true, run > 0);
      }
    } finally {
      delete(folder);
    }
  }

  private static void measure(int count, Path folder, boolean isSaved, boolean isShown)
      throws IOException {
    try (BrasaContext brasa =
        BrasaContext.builder()
            .set("local.folder", folder.toString())
            .set("memory", "2m") // so that map outputs are files, which can be deleted
            .build()) {
      brasa.setCheckpointDir(folder.resolve("checkpoints").toString());
      RDD<Pair<Long, Long>> behind = longLineage(brasa, count);
      if (isSaved) behind.checkpoint();
      RDD<Pair<Long, Long>> kept = behind.map(pair -> pair).persist(StorageLevel.DISK_ONLY);
      Clock clock = new Clock();
      long expected = sum(kept);
      String title = isSaved ? "with a checkpoint" : "without a checkpoint";
      if (isShown) clock.show(title + ": all, the first time");
      for (boolean areOutputsLost : List.of(false, true)) {
        String what = areOutputsLost ? "it and all map outputs lost" : "a partition lost";
        delete(files(folder, "/blocks/").getFirst());
        if (areOutputsLost) for (Path file : files(folder, "/shuffle/")) delete(file);
        clock = new Clock();
        if (sum(kept) != expected) throw new IllegalStateException("another sum: " + what);
        if (isShown) clock.show(title + ": " + what);
      }
    }
  }

  private static RDD<Pair<Long, Long>> longLineage(BrasaContext brasa, int count) {
    List<Long> numbers = LongStream.range(0, count).boxed().toList();
    PairRDD<Long, Long> round =
        brasa.parallelize(numbers, PARTITIONS).mapToPair(n -> new Pair<>(n, n));
    for (int i = 0; i < ROUNDS; i++) {
      RDD<Pair<Long, Long>> mapped = round.map(pair -> pair);
      for (int m = 1; m < MAPS_A_ROUND; m++)
        mapped = mapped.map(pair -> new Pair<>(pair._1(), pair._2() * 31 + 1));
      round =
          mapped
              .mapToPair(pair -> new Pair<>(pair._1() * 7 % count, pair._2()))
              .reduceByKey(Long::sum, PARTITIONS);
    }
    return round.map(pair -> pair);
  }

  private static long sum(RDD<Pair<Long, Long>> pairs) {
    return pairs.map(Pair::_2).reduce(Long::sum);
  }

  /** By the wall and by what the processor did. */
  private static final class Clock {
    private final long began = System.nanoTime();
    private final Duration work = work();

    private static Duration work() {
      return ProcessHandle.current().info().totalCpuDuration().orElse(Duration.ZERO);
    }

    void show(String what) {
      long wall = (System.nanoTime() - began) / 1_000_000;
      System.out.println(
          what + ": " + wall + " ms, " + work().minus(work).toMillis() + " ms of processor");
    }
  }

  private static List<Path> files(Path folder, String part) throws IOException {
    try (Stream<Path> all = Files.walk(folder)) {
      return all.filter(Files::isRegularFile)
          .filter(file -> file.toString().contains(part))
          .sorted()
          .toList();
    }
  }

  private static void delete(Path path) throws IOException {
    try (Stream<Path> all = Files.walk(path)) {
      for (Path each : all.sorted(Comparator.reverseOrder()).toList()) Files.delete(each);
    }
  }
}
