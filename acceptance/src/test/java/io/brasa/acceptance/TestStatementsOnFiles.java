package io.brasa.acceptance;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.brasa.columnar.source.files.FileError;
import io.brasa.runtime.error.EngineException;
import io.brasa.runtime.error.RuntimeError;
import io.brasa.sql.BrasaSession;
import io.brasa.sql.Row;
import io.brasa.sql.error.SqlError;
import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Statements that name files in place, and the encodings that files are written in. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
final class TestStatementsOnFiles {
  private final BrasaSession session = BrasaSession.builder().master("local[2]").build();
  @TempDir private Path folder;

  @AfterAll
  void close() {
    session.close();
  }

  private List<String> rows(String statement) {
    return session.sql(statement).collectAsList().stream().map(Row::toString).toList();
  }

  @Test
  void filesAreDescribed() throws IOException {
    Path file = Files.writeString(folder.resolve("f.json"), "{\"a\":1,\"b\":\"x\"}\n");
    List<String> columns = List.of("[a,bigint,null]", "[b,string,null]");
    assertEquals(columns, rows("DESCRIBE '" + file + "'"));
    assertEquals(columns, rows("DESC TABLE json.`" + file + "`"));
    List<String> extended = rows("DESCRIBE EXTENDED '" + file + "'");
    assertEquals(columns, extended.subList(0, 2));
    assertTrue(extended.contains("[Source,json " + file + ",]"), extended.toString());
    assertEquals(extended.size(), rows("DESCRIBE FORMATTED json.`" + file + "`").size());
    assertEquals("[data_type,bigint]", rows("DESCRIBE '" + file + "' a").get(1));
    assertEquals(List.of("[a]", "[b]"), rows("SHOW COLUMNS IN '" + file + "'"));
    EngineException error =
        assertThrows(EngineException.class, () -> rows("DESCRIBE '" + file + "x'"));
    assertEquals(RuntimeError.PATH_NOT_FOUND, error.code());
  }

  @Test
  void formatsThatAreMisspeltAreToldAsSuch() {
    EngineException error =
        assertThrows(
            EngineException.class, () -> rows("SELECT * FROM jsn.`" + folder + "/f.json`"));
    assertEquals(SqlError.FORMAT_NOT_FOUND, error.code());
    assertTrue(error.getMessage().contains("json"), error.getMessage());
  }

  @Test
  void columnsOfFoldersAreDescribedAsPartitions() {
    String table = folder.resolve("parts").toString();
    session.sql("SELECT id, id % 2 AS p FROM range(4)").write().partitionBy("p").parquet(table);
    assertEquals(
        List.of(
            "[id,bigint,null]",
            "[p,int,null]",
            "[# Partition Information,,]",
            "[# col_name,data_type,comment]",
            "[p,int,null]"),
        rows("DESCRIBE '" + table + "'"));
  }

  @ParameterizedTest
  @CsvSource({
    "csv,UTF-16",
    "csv,ISO-8859-1",
    "json,UTF-16LE",
    "json,UTF-32",
    "text,windows-1252",
    "text,UTF-16BE"
  })
  void textIsWrittenInOtherEncodings(String format, String encoding) throws IOException {
    Path table = folder.resolve(format + encoding);
    String letters = encoding.startsWith("UTF") ? "grün 水 😀" : "grün";
    session
        .sql("SELECT concat('" + letters + "', id) AS value FROM range(20000)")
        .coalesce(1)
        .write()
        .format(format)
        .option("encoding", encoding)
        .save(table.toString());
    StringBuilder expected = new StringBuilder();
    for (int i = 0; i < 20_000; i++)
      expected
          .append(format.equals("json") ? "{\"value\":\"" : "")
          .append(letters)
          .append(i)
          .append(format.equals("json") ? "\"}\n" : "\n");
    try (var files = Files.list(table)) {
      Path part =
          files.filter(f -> f.getFileName().toString().startsWith("part-")).findFirst().get();
      assertArrayEquals(
          expected.toString().getBytes(Charset.forName(encoding)), Files.readAllBytes(part));
    }
    assertEquals(
        List.of("[20000," + letters + "0," + letters + "9999]"),
        session
            .read()
            .format(format)
            .schema("value STRING")
            .option("encoding", encoding)
            .load(table.toString())
            .selectExpr("count(*)", "min(value)", "max(value)")
            .collectAsList()
            .stream()
            .map(Row::toString)
            .toList());
  }

  @Test
  void charactersThatAnEncodingLacksAreNamed() {
    EngineException error =
        assertThrows(
            EngineException.class,
            () ->
                session
                    .sql("SELECT 'a水' AS value")
                    .write()
                    .option("encoding", "ISO-8859-1")
                    .csv(folder.resolve("lacking").toString()));
    assertEquals(FileError.FILE_UNSUPPORTED, error.code());
    assertTrue(
        error.getMessage().contains("水 (U+6C34) has no form in the encoding ISO-8859-1"),
        error.getMessage());
    assertTrue(Files.notExists(folder.resolve("lacking").resolve("_SUCCESS")));
  }
}
