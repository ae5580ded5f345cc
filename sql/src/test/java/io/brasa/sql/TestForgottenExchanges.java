package io.brasa.sql;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.brasa.columnar.type.DataTypes;
import io.brasa.columnar.type.StructType;
import io.brasa.core.RDD;
import io.brasa.runtime.error.EngineException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/**
 * What went through exchanges of a query is gone when the query has ended, and no sooner. There is
 * so little memory that map outputs are files, which can be seen.
 */
@Timeout(60)
final class TestForgottenExchanges {
  private static final String GROUPS =
      "SELECT id % 150000 AS k, count(*) AS n FROM range(0, 300000, 1, 4) GROUP BY id % 150000";

  @TempDir private Path folder;

  private BrasaSession session;

  @BeforeEach
  void open() {
    session =
        BrasaSession.builder()
            .master("local[2]")
            .config("memory", "1m")
            .config("local.folder", folder.resolve("local").toString())
            .build();
  }

  @AfterEach
  void close() {
    session.close();
  }

  @Test
  void whatIsCollectedLeavesNothing() throws Exception {
    assertEquals(150_000, session.sql(GROUPS).count());
    assertEquals(150_000, session.sql(GROUPS + " ORDER BY k").collectAsList().size());
    awaitNone();
  }

  @Test
  void whatIsWrittenLeavesNothing() throws Exception {
    String table = folder.resolve("groups").toString();
    session
        .sql("SELECT CAST(k AS STRING) AS k FROM (" + GROUPS + ")")
        .write()
        .format("rows")
        .save(table);
    awaitNone();
    StructType schema = new StructType().add("k", DataTypes.StringType);
    assertEquals(150_000, session.read().format("rows").schema(schema).load(table).count());
  }

  @Test
  void whatFailsLeavesNothing() throws Exception {
    DataFrame failing = session.sql("SELECT 1 / (k - 7) FROM (" + GROUPS + ")");
    assertThrows(EngineException.class, failing::collectAsList);
    awaitNone();
  }

  @Test
  void aDatasetKeepsWhatItReads() throws Exception {
    RDD<Row> rows = session.sql(GROUPS).rdd();
    assertTrue(exchanges() > 0, "map outputs are files");
    assertEquals(150_000, session.sql(GROUPS).count());
    assertEquals(150_000, rows.count());
    assertEquals(150_000, rows.count());
    assertTrue(exchanges() > 0, "map outputs of a dataset that is held");
  }

  @Test
  void aKeptTableIsComputedAgain() throws Exception {
    DataFrame kept = session.sql(GROUPS).cache();
    assertEquals(150_000, kept.count());
    assertEquals(300_000L, kept.agg(functions.sum("n")).collectAsList().getFirst().getLong(0));
    assertEquals(150_000, kept.count());
  }

  /** Whoever decides at the moment carries out what is to be forgotten, on its own thread. */
  private void awaitNone() throws Exception {
    while (exchanges() > 0) Thread.onSpinWait();
  }

  private long exchanges() throws IOException {
    try (Stream<Path> files = Files.walk(folder.resolve("local"))) {
      return files.filter(file -> file.getFileName().toString().startsWith("map-")).count();
    } catch (UncheckedIOException | NoSuchFileException e) {
      return 1;
    }
  }
}
