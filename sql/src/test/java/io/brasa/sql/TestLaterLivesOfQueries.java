package io.brasa.sql;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.brasa.columnar.type.DataTypes;
import io.brasa.columnar.type.StructType;
import io.brasa.core.error.CoreError;
import io.brasa.core.event.Event;
import io.brasa.runtime.error.EngineException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Queries of an application whose driver ends without a word and is started again. */
@Timeout(value = 60, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
final class TestLaterLivesOfQueries {
  @TempDir private Path folder;
  private final List<BrasaSession> lives = new ArrayList<>();
  private final ConcurrentLinkedQueue<Event> events = new ConcurrentLinkedQueue<>();

  private BrasaSession next() {
    events.clear();
    BrasaSession session =
        BrasaSession.builder()
            .master("local[2]")
            .config("application.id", "queries")
            .config("journal", folder + "/journal")
            .getOrCreate();
    session.context().addListener(events::add);
    lives.add(session);
    return session;
  }

  @AfterEach
  void end() {
    for (BrasaSession life : lives) life.close();
  }

  private long tasks() {
    return events.stream().filter(Event.TaskStarted.class::isInstance).count();
  }

  @Test
  void theResultOfAQueryIsNotComputedAgain() {
    Function<BrasaSession, String> program =
        session ->
            session
                .sql("SELECT id % 3 AS k, sum(id) FROM range(1000) GROUP BY id % 3 ORDER BY k")
                .collectAsList()
                .toString();
    String answer = program.apply(next());
    long before = tasks();
    assertTrue(before > 1);
    BrasaSession second = next();
    assertEquals(answer, program.apply(second));
    // In one process map outputs end with the driver: these are made again, the result is not.
    assertEquals(1, events.stream().filter(Event.StageRecognised.class::isInstance).count());
    assertEquals(before - 1, tasks());
  }

  @Test
  void aTableIsSavedOnce() {
    String table = folder + "/table";
    Function<BrasaSession, Long> program =
        session -> {
          session
              .sql("SELECT CAST(id % 7 AS STRING) AS k FROM range(100)")
              .write()
              .format("rows")
              .save(table);
          return session
              .read()
              .format("rows")
              .schema(new StructType().add("k", DataTypes.StringType))
              .load(table)
              .filter("k = '3'")
              .count();
        };
    assertEquals(14, program.apply(next()));
    BrasaSession second = next();
    assertEquals(14, program.apply(second), "it is there, and this program has saved it");
    EngineException taken =
        assertThrows(
            EngineException.class,
            () -> second.sql("SELECT 'a' AS k").write().format("rows").save(table));
    assertEquals(CoreError.OUTPUT_EXISTS, taken.code());
  }

  private static void write(BrasaSession session, String query, SaveMode mode, Path table) {
    session.sql(query).write().format("rows").mode(mode).save(table.toString());
  }

  private static List<Row> read(BrasaSession session, Path table) {
    return session
        .read()
        .format("rows")
        .schema(new StructType().add("k", DataTypes.StringType))
        .load(table.toString())
        .orderBy("k")
        .collectAsList();
  }

  private static String keys(BrasaSession session, Path table) {
    StringBuilder keys = new StringBuilder();
    for (Row row : read(session, table)) keys.append(row.getString(0));
    return keys.toString();
  }

  private static void append(BrasaSession session, String key, Path table) {
    write(session, "SELECT '" + key + "' AS k FROM range(2)", SaveMode.Append, table);
  }

  private static void overwrite(BrasaSession session, String key, Path table) {
    write(session, "SELECT '" + key + "' AS k FROM range(2)", SaveMode.Overwrite, table);
  }

  private List<String> besides() throws IOException {
    try (Stream<Path> all = Files.list(folder)) {
      return all.map(file -> file.getFileName().toString())
          .filter(name -> !List.of("table", "journal").contains(name))
          .toList();
    }
  }

  @Test
  void rowsAreAppendedOnceAndFurtherOnesAfterThem() throws IOException {
    Path table = folder.resolve("table");
    BrasaSession first = next();
    append(first, "a", table);
    append(first, "b", table);
    append(first, "b", table);
    assertEquals("aabbbb", keys(first, table));
    BrasaSession second = next();
    append(second, "a", table);
    append(second, "b", table);
    append(second, "b", table);
    assertEquals("aabbbb", keys(second, table), "each of the two is one of the two before");
    append(second, "b", table);
    append(second, "c", table);
    assertEquals("aabbbbbbcc", keys(second, table));
    BrasaSession third = next();
    append(third, "z", table);
    assertEquals("aabbbbbbcczz", keys(third, table), "another program's rows are its own");
    assertEquals(List.of(), besides());
  }

  @Test
  void whatWasReplacedSinceIsNotSavedAgain() throws IOException {
    Path table = folder.resolve("table");
    Consumer<BrasaSession> program =
        session -> {
          write(session, "SELECT 'n' AS k", SaveMode.ErrorIfExists, table);
          append(session, "a", table);
          overwrite(session, "o", table);
          append(session, "p", table);
          write(session, "SELECT 'i' AS k", SaveMode.Ignore, table);
        };
    BrasaSession first = next();
    program.accept(first);
    assertEquals("oopp", keys(first, table));
    for (int life = 0; life < 2; life++) {
      BrasaSession later = next();
      program.accept(later);
      assertEquals("oopp", keys(later, table));
      assertEquals(List.of(), besides());
    }
    BrasaSession last = next();
    program.accept(last);
    overwrite(last, "q", table);
    assertEquals("qq", keys(last, table));
  }

  @Test
  void aTableIsReadAsItWasBetweenItsAppends() throws IOException {
    Path table = folder.resolve("table");
    Function<BrasaSession, String> program =
        session -> {
          append(session, "a", table);
          String seen = keys(session, table);
          session
              .read()
              .format("rows")
              .schema(new StructType().add("k", DataTypes.StringType))
              .load(table.toString())
              .selectExpr("upper(k) AS k")
              .write()
              .format("rows")
              .mode(SaveMode.Append)
              .save(table.toString());
          seen += " " + keys(session, table);
          append(session, "b", table);
          return seen + " " + keys(session, table);
        };
    for (int life = 0; life < 3; life++) {
      assertEquals("aa AAaa AAaabb", program.apply(next()), "life " + life);
      assertEquals(List.of(), besides());
    }
  }

  @Test
  void whatWasReplacedSinceCannotBeRead() {
    Path table = folder.resolve("table");
    Function<BrasaSession, String> program =
        session -> {
          append(session, "a", table);
          String seen = keys(session, table);
          overwrite(session, "b", table);
          return seen + keys(session, table);
        };
    assertEquals("aabb", program.apply(next()));
    EngineException replaced = assertThrows(EngineException.class, () -> program.apply(next()));
    assertEquals(CoreError.INPUT_REPLACED, replaced.code());
    assertTrue(replaced.what().contains(table.toString()), replaced.what());
  }

  @Test
  void whatIsAboutToBeReplacedCanBeRead() throws IOException {
    Path table = folder.resolve("table");
    Path before = folder.resolve("before");
    BrasaSession first = next();
    append(first, "a", table);
    assertEquals("aa", keys(first, table));
    Files.createDirectory(before);
    for (Path part : parts(table)) Files.copy(part, before.resolve(part.getFileName()));
    overwrite(first, "b", table);
    String id = parts(table).getFirst().getFileName().toString().split("-")[1];
    // As if the driver had been killed before the first rename.
    Files.move(table, folder.resolve(".table.new-" + id + "~journal-queries"));
    Files.move(before, table);
    BrasaSession second = next();
    append(second, "a", table);
    assertEquals("aa", keys(second, table));
    overwrite(second, "b", table);
    assertEquals("bb", keys(second, table));
    assertEquals(List.of(), besides());
  }

  private static List<Path> parts(Path table) throws IOException {
    try (Stream<Path> files = Files.walk(table)) {
      return files.filter(file -> file.getFileName().toString().startsWith("part-")).toList();
    }
  }

  /** As if the driver had been killed before it put some files of its last append. */
  private void takeBack(Path table, List<Path> before, int count) throws IOException {
    List<Path> added = new ArrayList<>(parts(table));
    added.removeAll(before);
    assertEquals(2, added.size());
    String id = added.getFirst().getFileName().toString().split("-")[1];
    Path addition =
        Files.createDirectories(folder.resolve(".table.add-" + id + "~journal-queries"));
    for (Path file : added.subList(0, count))
      Files.move(file, addition.resolve(file.getFileName()));
  }

  @Test
  void anAppendThatWasBegunIsBroughtToItsEnd() throws IOException {
    Path table = folder.resolve("table");
    BrasaSession first = next();
    append(first, "a", table);
    assertEquals("aa", keys(first, table));
    List<Path> before = parts(table);
    append(first, "b", table);
    for (int moved = 0; moved <= 2; moved++) {
      takeBack(table, before, 2 - moved);
      BrasaSession later = next();
      append(later, "a", table);
      // This format looks at no names: of others nobody sees a part.
      assertEquals("aa", keys(later, table).substring(0, 2));
      append(later, "b", table);
      assertEquals("aabb", keys(later, table));
      assertEquals(List.of(), besides());
    }
  }

  @Test
  void anAppendThatWasDecidedIsPutAndNotDoneAgain() throws IOException {
    Path table = folder.resolve("table");
    BrasaSession first = next();
    append(first, "a", table);
    List<Path> before = parts(table);
    append(first, "b", table);
    takeBack(table, before, 2);
    Path journal = folder.resolve("journal/queries/epoch-1.journal");
    byte[] bytes = Files.readAllBytes(journal);
    // The last entry, of which a part is missing, tells that the rows begin to be put.
    Files.write(journal, Arrays.copyOf(bytes, bytes.length - 1));
    BrasaSession second = next();
    append(second, "a", table);
    long tasks = tasks();
    append(second, "b", table);
    assertEquals(tasks, tasks());
    assertEquals("aabb", keys(second, table));
    assertEquals(List.of(), besides());
  }

  @Test
  void aReplacementThatWasBegunIsBroughtToItsEnd() throws IOException {
    Path table = folder.resolve("table");
    BrasaSession first = next();
    append(first, "a", table);
    Path saved = folder.resolve("saved");
    Files.move(table, saved);
    Files.createDirectory(table);
    Files.copy(parts(saved).getFirst(), table.resolve(parts(saved).getFirst().getFileName()));
    overwrite(first, "b", table);
    assertEquals("bb", keys(first, table));
    String name = parts(table).getFirst().getFileName().toString();
    String suffix = name.split("-")[1] + "~journal-queries";
    Path replacement = folder.resolve(".table.new-" + suffix);
    Path old = folder.resolve(".table.old-" + suffix);
    for (int steps = 0; steps <= 2; steps++) {
      if (steps < 2) {
        Files.move(table, replacement);
        Files.move(saved, steps == 0 ? table : old);
      } else Files.move(saved, old);
      BrasaSession later = next();
      append(later, "a", table);
      overwrite(later, "b", table);
      assertEquals("bb", keys(later, table), "after " + steps + " steps");
      assertEquals(List.of(), besides());
      Files.createDirectory(saved);
      Files.writeString(saved.resolve("part-old"), "");
    }
  }

  @Test
  void aTableThatIsGoneInTheMiddleIsBroughtBackByItsReader() throws IOException {
    Path table = folder.resolve("table");
    BrasaSession first = next();
    append(first, "a", table);
    Files.move(table, folder.resolve(".table.old-id~journal-other"));
    assertEquals("aa", keys(next(), table));
  }
}
