package io.brasa.acceptance;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.brasa.core.BrasaContext;
import io.brasa.core.event.Event;
import io.brasa.runtime.error.EngineException;
import io.brasa.sql.BrasaSession;
import io.brasa.sql.DataFrame;
import io.brasa.sql.DataFrameReader;
import io.brasa.sql.Row;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.concurrent.atomic.AtomicLong;
import java.util.logging.Handler;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import java.util.stream.Stream;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Tables of two files, one of which is damaged: the error names it, and with the options it is left
 * out, counted and told.
 */
final class TestDamagedTables {
  private static final int GOOD_ROWS = 1_000;
  private static final int ALL_ROWS = 21_000;

  private final ForbiddingStorage storage = new ForbiddingStorage();
  private final AtomicLong damages = new AtomicLong();
  private final List<String> told = new ArrayList<>();
  private final Logger logger = Logger.getLogger("io.brasa");
  private final Handler handler =
      new Handler() {
        @Override
        public void publish(LogRecord log) {
          synchronized (told) {
            told.add(log.getMessage());
          }
        }

        @Override
        public void flush() {}

        @Override
        public void close() {}
      };
  private BrasaSession session;
  @TempDir private Path folder;

  private enum Misfortune {
    TORN,
    FLIPPED,
    GONE,
    FORBIDDEN;

    boolean isBeforeOpening() {
      return this == TORN || this == FLIPPED;
    }

    String option() {
      return this == GONE ? "ignoreMissingFiles" : "ignoreCorruptFiles";
    }
  }

  @BeforeEach
  void open() {
    logger.addHandler(handler);
    BrasaContext.Builder context =
        BrasaContext.builder()
            .master("local[2]")
            .storages(storage.everywhere())
            .listener(this::heard);
    session = BrasaSession.builder(context).build();
  }

  @AfterEach
  void close() {
    session.close();
    logger.removeHandler(handler);
  }

  private void heard(Event event) {
    if (event instanceof Event.TaskEnded ended) damages.addAndGet(ended.metrics().damageCount());
    if (event instanceof Event.Warned warned) {
      damages.incrementAndGet();
      synchronized (told) {
        told.add(warned.text());
      }
    }
  }

  static Stream<Arguments> formatsAndMisfortunes() {
    return Stream.of("parquet", "csv", "json", "text")
        .flatMap(
            format ->
                Arrays.stream(Misfortune.values())
                    .map(misfortune -> Arguments.of(format, misfortune)));
  }

  /** The file that is going to be damaged, beside a good one. */
  private Path table(String format) throws IOException {
    Path table = Files.createDirectories(folder.resolve("table"));
    write(format, 0, GOOD_ROWS, table, "a");
    return write(format, GOOD_ROWS, ALL_ROWS, table, "b");
  }

  private Path write(String format, int from, int to, Path table, String name) throws IOException {
    if (format.equals("parquet")) {
      Path written = folder.resolve(name);
      session
          .range(from, to, 1, 1)
          .selectExpr("id", "'x' || id % 7 AS word")
          .write()
          .option("compression", "none")
          .option("parquet.enable.dictionary", "false")
          .parquet(written.toString());
      try (Stream<Path> files = Files.list(written)) {
        Path part = files.filter(file -> file.toString().endsWith(".parquet")).findFirst().get();
        return Files.move(part, table.resolve(name + ".parquet"));
      }
    }
    StringBuilder lines = new StringBuilder();
    for (int id = from; id < to; id++) {
      switch (format) {
        case "csv" -> lines.append(id).append(",x").append(id % 7).append('\n');
        case "json" -> lines.append("{\"id\":" + id + ",\"word\":\"x" + id % 7 + "\"}\n");
        default -> lines.append(id).append('\n');
      }
    }
    ByteArrayOutputStream packed = new ByteArrayOutputStream();
    try (GZIPOutputStream out = new GZIPOutputStream(packed)) {
      out.write(lines.toString().getBytes(UTF_8));
    }
    return Files.write(table.resolve(name + "." + format + ".gz"), packed.toByteArray());
  }

  private void damage(Path file, String format, Misfortune misfortune) throws IOException {
    byte[] bytes = Files.readAllBytes(file);
    switch (misfortune) {
      case TORN ->
          Files.write(
              file,
              Arrays.copyOf(
                  bytes, format.equals("parquet") ? bytes.length - 20 : bytes.length / 2));
      case FLIPPED -> {
        // In the values of the first column, or where bytes of a text are packed.
        int place = format.equals("parquet") ? 400 : bytes.length / 3;
        bytes[place] ^= (byte) (1 << new Random(place).nextInt(8));
        Files.write(file, bytes);
      }
      case GONE -> Files.delete(file);
      case FORBIDDEN -> storage.forbid(file.toString());
    }
  }

  private DataFrame read(String format, DataFrameReader reader) {
    String path = folder.resolve("table").toString();
    return switch (format) {
      case "csv" ->
          reader.option("inferSchema", "true").csv(path).selectExpr("CAST(_c0 AS BIGINT)");
      case "json" -> reader.json(path).selectExpr("CAST(id AS BIGINT)");
      case "text" -> reader.text(path).selectExpr("CAST(value AS BIGINT)");
      default -> reader.parquet(path).selectExpr("CAST(id AS BIGINT)");
    };
  }

  private List<Long> ids(DataFrame frame) {
    return frame.collectAsList().stream().map((Row row) -> row.getLong(0)).sorted().toList();
  }

  private boolean isTold(Path file) {
    synchronized (told) {
      return told.stream().anyMatch(text -> text.contains(file.toString()));
    }
  }

  @ParameterizedTest
  @MethodSource("formatsAndMisfortunes")
  void damagedFilesAreNamedOrLeftOutOnRequest(String format, Misfortune misfortune)
      throws IOException {
    Path bad = table(format);
    if (misfortune.isBeforeOpening()) damage(bad, format, misfortune);
    DataFrame strict = null;
    DataFrame lenient = null;
    if (!misfortune.isBeforeOpening()) {
      strict = read(format, session.read());
      lenient = read(format, session.read().option(misfortune.option(), "true"));
      damage(bad, format, misfortune);
    }
    DataFrame opened = strict;
    EngineException error =
        assertThrows(
            EngineException.class,
            () -> ids(opened == null ? read(format, session.read()) : opened));
    assertTrue(error.getMessage().contains(bad.toString()), error.getMessage());
    assertEquals(0, damages.get());
    List<Long> ids =
        ids(
            lenient == null
                ? read(format, session.read().option(misfortune.option(), "true"))
                : lenient);
    for (int i = 0; i < ids.size(); i++) assertEquals(i, ids.get(i));
    assertTrue(ids.size() >= GOOD_ROWS && ids.size() < ALL_ROWS, ids.size() + " rows");
    boolean keepsSome = misfortune == Misfortune.TORN && !format.equals("parquet");
    assertEquals(keepsSome, ids.size() > GOOD_ROWS, ids.size() + " rows");
    assertTrue(damages.get() > 0, "nothing is counted");
    assertTrue(isTold(bad), told + "");
  }

  @Test
  void theSessionMaySayItOfAllTables() throws IOException {
    Path bad = table("csv");
    damage(bad, "csv", Misfortune.FLIPPED);
    session.conf().set("sql.files.ignoreCorruptFiles", true);
    assertEquals(GOOD_ROWS, ids(read("csv", session.read())).size());
    assertThrows(
        EngineException.class,
        () -> ids(read("csv", session.read().option("ignoreCorruptFiles", "false"))));
    session.conf().unset("sql.files.ignoreCorruptFiles");
    assertThrows(
        EngineException.class,
        () -> ids(read("csv", session.read().option("ignoreMissingFiles", "true"))));
  }
}
