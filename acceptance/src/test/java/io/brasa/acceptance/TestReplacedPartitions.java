package io.brasa.acceptance;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.brasa.core.BrasaContext;
import io.brasa.sql.BrasaSession;
import io.brasa.sql.Row;
import java.io.BufferedReader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** A process that overwrites partitions of a folder is killed at any moment. */
@Tag("slow")
@Timeout(300)
final class TestReplacedPartitions {
  private static final int KILLS = 6;

  @TempDir private Path folder;

  @Test
  void readersSeeOneGenerationOfRows() throws Exception {
    long seed = System.nanoTime();
    System.out.println("seed " + seed);
    Random random = new Random(seed);
    Path place = folder.resolve("days");
    long last = -1;
    try (BrasaSession session =
        BrasaSession.builder(BrasaContext.builder()).master("local[1]").getOrCreate()) {
      PartitionWriter.rows(session, 0).write().partitionBy("p").csv(place.toString());
      for (int kill = 0; kill < KILLS; kill++) {
        Process writer = start(place, last + 1);
        try (BufferedReader told = writer.inputReader()) {
          String first = told.readLine();
          assertTrue(first != null, "the writer's own messages tell why it ended");
          last = Long.parseLong(first);
          // A writer that has begun is read while it is at work, and then killed.
          for (int reads = random.nextInt(12); reads >= 0; reads--) assertOne(session, place, -1);
        } finally {
          writer.destroyForcibly();
        }
        assertTrue(writer.waitFor(1, TimeUnit.MINUTES));
        last = assertOne(session, place, last);
      }
    }
    // What was never decided is cleared by a session's first save beside it.
    try (BrasaSession session =
        BrasaSession.builder(BrasaContext.builder()).master("local[1]").getOrCreate()) {
      PartitionWriter.rows(session, last + 1)
          .write()
          .mode("overwrite")
          .option("partitionOverwriteMode", "dynamic")
          .partitionBy("p")
          .csv(place.toString());
      assertEquals(last + 1, assertOne(session, place, last));
    }
    try (Stream<Path> left = Files.list(folder)) {
      assertEquals(List.of(place), left.toList(), "what the killed have left goes");
    }
  }

  private static Process start(Path place, long generation) throws Exception {
    return new ProcessBuilder(
            Path.of(System.getProperty("java.home"), "bin", "java").toString(),
            "-XX:TieredStopAtLevel=1",
            "-Xmx256m",
            "-cp",
            System.getProperty("java.class.path"),
            PartitionWriter.class.getName(),
            place.toString(),
            "" + generation)
        .redirectError(ProcessBuilder.Redirect.INHERIT)
        .start();
  }

  /**
   * Every partition is there with its three rows, all of one generation.
   *
   * @param least the generation that has been told of
   */
  private static long assertOne(BrasaSession session, Path place, long least) {
    List<Row> rows = read(session, place);
    assertEquals(PartitionWriter.PARTITIONS, rows.size(), rows.toString());
    for (Row row : rows) assertEquals(3L, row.getLong(2), rows.toString());
    for (Row row : rows) assertEquals(rows.getFirst().getLong(1), row.getLong(1), rows.toString());
    assertTrue(rows.getFirst().getLong(1) >= least, rows + " after " + least);
    return rows.getFirst().getLong(1);
  }

  private static List<Row> read(BrasaSession session, Path place) {
    for (int attempt = 1; ; attempt++) {
      try {
        return session
            .read()
            .schema("g BIGINT, p BIGINT")
            .csv(place.toString())
            .groupBy("p")
            .agg(
                io.brasa.sql.functions.min("g").as("least"),
                io.brasa.sql.functions.count("*").as("rows"),
                io.brasa.sql.functions.max("g").as("most"))
            .where("least = most")
            .select("p", "least", "rows")
            .collectAsList();
      } catch (RuntimeException replaced) {
        // Files that it found were replaced before it came to them: it fails, and says so.
        if (attempt == 20 || !String.valueOf(replaced.getMessage()).contains("PATH_NOT_FOUND"))
          throw replaced;
      }
    }
  }
}
