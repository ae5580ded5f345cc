package io.brasa.cli;

import static io.brasa.sql.functions.col;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.brasa.runtime.error.EngineException;
import io.brasa.sql.BrasaSession;
import io.brasa.sql.DataFrame;
import io.brasa.sql.Row;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Tables in folders {@code k=v}, written and read by each format. */
final class TestPartitionedTables {
  @TempDir private Path folder;

  private static BrasaSession session() {
    return BrasaSession.builder().master("local[2]").build();
  }

  private String path(String name) {
    return folder.resolve(name).toString();
  }

  private static List<Path> files(Path folder) throws IOException {
    try (Stream<Path> all = Files.walk(folder)) {
      return all.filter(Files::isRegularFile)
          .filter(file -> !file.getFileName().toString().startsWith("_"))
          .toList();
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"parquet", "csv", "json"})
  void manyFoldersAreWrittenByFewWritersAndReadAsColumns(String format) throws IOException {
    try (BrasaSession session = session()) {
      DataFrame rows =
          session.range(0, 20_000, 1, 2).selectExpr("id", "id % 97 AS k", "id * 2 AS twice");
      rows.write()
          .format(format)
          .option(format.equals("csv") ? "header" : "compression", format.equals("csv") ? "true" : "none")
          .partitionBy("k")
          .save(path("many"));
      // One file of each task in each folder, though most folders had to wait for their turn.
      assertEquals(2 * 97, files(folder.resolve("many")).size());
      DataFrame again =
          (format.equals("csv")
                  ? session.read().option("header", "true").option("inferSchema", "true")
                  : session.read())
              .format(format)
              .load(path("many"));
      again.createOrReplaceTempView("again");
      assertEquals(
          List.of(Row.of(20_000L, 199_990_000L, 97L)),
          session
              .sql("SELECT count(*), sum(id), count(DISTINCT k) FROM again WHERE id % 97 = k")
              .collectAsList());
      assertEquals(
          List.of(Row.of(5L, 20_000L / 97 + 1)),
          session.sql("SELECT CAST(min(id) AS BIGINT), count(*) FROM again WHERE k = 5").collectAsList());
    }
  }

  @Test
  void whatIsNullOrEmptySharesAFolderAndNoRowIsLost() throws IOException {
    try (BrasaSession session = session()) {
      session
          .sql(
              "SELECT * FROM VALUES (1, 'a/b'), (2, ''), (3, NULL), (4, 'ü=1'), (5, NULL), (6, '')"
                  + " AS t(id, k)")
          .coalesce(1)
          .write()
          .partitionBy("k")
          .parquet(path("odd"));
      List<Row> rows =
          session.read().parquet(path("odd")).orderBy("id").select("id", "k").collectAsList();
      assertEquals(
          List.of(
              Row.of(1, "a/b"),
              Row.of(2, null),
              Row.of(3, null),
              Row.of(4, "ü=1"),
              Row.of(5, null),
              Row.of(6, null)),
          rows);
    }
  }

  @Test
  void foldersThatDoNotMatchAreNotEvenOpened() throws IOException {
    try (BrasaSession session = session()) {
      session
          .sql("SELECT id, date_add(DATE'2026-01-01', CAST(id % 3 AS INT)) AS day FROM range(30)")
          .write()
          .partitionBy("day")
          .parquet(path("days"));
      for (Path file : files(folder.resolve("days/day=2026-01-02")))
        Files.writeString(file, "no Parquet at all");
      DataFrame days = session.read().parquet(path("days"));
      assertEquals(
          List.of(Row.of(10L)),
          days.filter(col("day").equalTo(java.time.LocalDate.of(2026, 1, 3)))
              .selectExpr("count(*)")
              .collectAsList());
      EngineException failure =
          org.junit.jupiter.api.Assertions.assertThrows(
              EngineException.class, () -> days.selectExpr("sum(id)").collectAsList());
      assertTrue(failure.getMessage().contains("day=2026-01-02"), failure.getMessage());
    }
  }
}
