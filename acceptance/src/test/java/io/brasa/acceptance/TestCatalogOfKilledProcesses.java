package io.brasa.acceptance;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.brasa.sql.BrasaSession;
import io.brasa.sql.Row;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * A process changes tables and is killed at some moment, again and again, while this one reads and
 * changes them too. What was told is there, once; what was not told is there whole or not at all.
 */
final class TestCatalogOfKilledProcesses {
  @TempDir private Path folder;

  /** The number of the last change that the writer told. */
  private int told = -1;

  private final List<Integer> ours = new ArrayList<>();

  @Test
  void nothingIsLostOrTorn() throws Exception {
    run(2, 20_260_101);
  }

  @Test
  @Tag("slow")
  void nothingIsLostOrTornInManyDeaths() throws Exception {
    long seed = System.nanoTime();
    System.out.println("seed " + seed);
    run(25, seed);
  }

  private void run(int kills, long seed) throws Exception {
    Random random = new Random(seed);
    String warehouse = folder.toString();
    try (BrasaSession session = CatalogWriter.session(warehouse)) {
      session.sql("CREATE TABLE rows (writer STRING, n INT) USING json");
      session.sql("CREATE TABLE tens (writer STRING, n INT, id INT) USING json");
      int next = 0;
      for (int kill = 0; kill < kills; kill++) {
        Process writer = start(warehouse, next);
        try {
          int changes = told + 1 + random.nextInt(8);
          follow(writer, session, changes);
          // Somewhere in the changes that come next.
          long until = System.nanoTime() + random.nextInt(120_000_000);
          while (System.nanoTime() < until) check(session);
        } finally {
          writer.destroyForcibly().waitFor();
        }
        listen();
        next = checkDead(session);
      }
      checkClean(session);
    }
  }

  private Process start(String warehouse, int next) throws IOException {
    List<String> command =
        List.of(
            Path.of(System.getProperty("java.home"), "bin", "java").toString(),
            "-XX:+UseSerialGC",
            "-XX:TieredStopAtLevel=1",
            "-Xmx256m",
            "--enable-native-access=ALL-UNNAMED",
            "-cp",
            System.getProperty("java.class.path"),
            CatalogWriter.class.getName(),
            warehouse,
            "w",
            Integer.toString(next));
    return new ProcessBuilder(command)
        .redirectOutput(ProcessBuilder.Redirect.appendTo(output().toFile()))
        .redirectError(ProcessBuilder.Redirect.INHERIT)
        .start();
  }

  /** Reads and changes tables until the writer has told a change. */
  private void follow(Process writer, BrasaSession session, int changes) throws IOException {
    while (told < changes) {
      listen();
      assertTrue(writer.isAlive(), "the writer goes on until it is killed");
      int number = ours.size();
      session.sql("INSERT INTO rows VALUES ('reader', " + number + ")");
      ours.add(number);
      if (number % 4 == 0)
        session.sql("INSERT OVERWRITE tens SELECT 'reader', " + number + ", id FROM range(10)");
      check(session);
    }
  }

  /** What the writer has told, which lines without an end are not. */
  private void listen() throws IOException {
    String all = Files.exists(output()) ? Files.readString(output()) : "";
    for (String line : all.substring(0, all.lastIndexOf('\n') + 1).split("\n"))
      if (line.startsWith("made ")) told = Math.max(told, Integer.parseInt(line.substring(5)));
  }

  private Path output() {
    return folder.resolve("told.txt");
  }

  private static List<Row> rows(BrasaSession session, String query) {
    return session.sql(query).collectAsList();
  }

  /** What holds at any moment. */
  private void check(BrasaSession session) {
    List<Row> tens =
        rows(session, "SELECT writer, n, count(*), sum(id) FROM tens GROUP BY writer, n");
    if (!tens.isEmpty()) {
      assertEquals(1, tens.size(), tens::toString);
      assertEquals(10L, tens.getFirst().getLong(2), tens::toString);
      assertEquals(45L, tens.getFirst().getLong(3), tens::toString);
    }
    Set<Integer> seen = new HashSet<>();
    int most = -1;
    for (Row row : rows(session, "SELECT n FROM rows WHERE writer = 'w'")) {
      assertTrue(seen.add(row.getInt(0)), () -> row + " is there twice");
      most = Math.max(most, row.getInt(0));
    }
    assertEquals(most + 1, seen.size(), "one after the other, none left out");
    assertTrue(most >= told, "what was told is there");
    assertEquals(
        ours.size(), rows(session, "SELECT DISTINCT n FROM rows WHERE writer = 'reader'").size());
  }

  /** What holds when the writer is dead; returns its next number. */
  private int checkDead(BrasaSession session) {
    check(session);
    int most =
        rows(session, "SELECT coalesce(max(n), -1) FROM rows WHERE writer = 'w'")
            .getFirst()
            .getInt(0);
    assertTrue(most <= told + 1, () -> most + " is there, and told was " + told);
    if (told >= 0) {
      int view = rows(session, "SELECT n FROM view_w").getFirst().getInt(0);
      assertTrue(view == told || view == told + 1, () -> "the view has " + view);
    }
    for (Row table : rows(session, "SHOW TABLES LIKE 'own*'"))
      assertEquals(1, rows(session, "SELECT * FROM " + table.getString(1)).size());
    return most + 1;
  }

  /** What the dead have left goes with later commits. */
  private void checkClean(BrasaSession session) throws IOException {
    session.sql("INSERT INTO rows VALUES ('reader', " + ours.size() + ")");
    session.sql("INSERT INTO tens SELECT writer, n, 99 FROM tens LIMIT 0");
    session.sql("CREATE TABLE last (a INT) USING json");
    int tables = rows(session, "SHOW TABLES").size() - rows(session, "SHOW VIEWS").size();
    try (Stream<Path> folders = Files.list(folder.resolve("default.db"))) {
      long kept = folders.filter(each -> !isDropped(each)).count();
      assertEquals(tables, kept, "each folder is a table's, or kept for those who read it");
    }
  }

  private static boolean isDropped(Path table) {
    return Stream.of(table.toFile().list()).anyMatch(name -> name.startsWith("_dropped-"));
  }
}
