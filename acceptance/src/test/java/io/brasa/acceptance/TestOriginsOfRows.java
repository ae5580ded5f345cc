package io.brasa.acceptance;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.brasa.runtime.error.EngineException;
import io.brasa.sql.BrasaSession;
import io.brasa.sql.DataFrame;
import io.brasa.sql.Row;
import io.brasa.sql.error.SqlError;
import io.brasa.sql.functions;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Rows tell from which file they have come, in every format of files. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
final class TestOriginsOfRows {
  private static final Instant TIME = Instant.parse("2026-02-03T04:05:06Z");
  private final BrasaSession session = BrasaSession.builder().master("local[2]").build();
  @TempDir private Path folder;

  @AfterAll
  void close() {
    session.close();
  }

  /** Two files, of a and b, and of c. */
  private Path table(String format) throws IOException {
    Path table = folder.resolve(format + " table");
    if (Files.exists(table)) return table;
    Files.createDirectories(table);
    part(format, "SELECT * FROM VALUES ('a'), ('b') t(value)", table.resolve("one." + format));
    part(format, "SELECT 'c' AS value", table.resolve("two " + format));
    return table;
  }

  private void part(String format, String query, Path file) throws IOException {
    Path written = folder.resolve("written " + file.getFileName());
    session.sql(query).coalesce(1).write().format(format).save(written.toString());
    try (var files = Files.list(written)) {
      Path part =
          files.filter(f -> f.getFileName().toString().startsWith("part-")).findFirst().get();
      Files.move(part, file);
    }
    Files.setLastModifiedTime(file, FileTime.from(TIME));
  }

  private DataFrame read(String format) throws IOException {
    var reader = session.read().format(format);
    return (format.equals("csv") ? reader.schema("value STRING") : reader)
        .load(table(format).toString());
  }

  private static List<String> texts(DataFrame frame) {
    List<String> texts =
        new ArrayList<>(frame.collectAsList().stream().map(Row::toString).toList());
    texts.sort(null);
    return texts;
  }

  @ParameterizedTest
  @ValueSource(strings = {"parquet", "csv", "json", "text"})
  void eachRowKnowsItsFile(String format) throws IOException {
    Path one = table(format).resolve("one." + format);
    String uri = table(format).toString().replace(" ", "%20");
    assertEquals(
        List.of(
            "[a,file:" + uri + "/one." + format + ",one." + format + "," + Files.size(one) + "]",
            "[b,file:" + uri + "/one." + format + ",one." + format + "," + Files.size(one) + "]",
            "[c,file:"
                + uri
                + "/two%20"
                + format
                + ",two%20"
                + format
                + ","
                + Files.size(table(format).resolve("two " + format))
                + "]"),
        texts(
            read(format)
                .selectExpr(
                    "value", "_metadata.file_path", "_metadata.file_name", "_metadata.file_size")));
    assertEquals(
        List.of(
            "[file://" + uri + "/one." + format + ",2]",
            "[file://" + uri + "/two%20" + format + ",1]"),
        texts(read(format).groupBy(functions.input_file_name()).count()));
    assertEquals(
        List.of("[" + TIME + ",0," + Files.size(one) + "]"),
        texts(
            read(format)
                .where("value = 'a'")
                .selectExpr(
                    "_metadata.file_modification_time",
                    "_metadata.file_block_start",
                    "input_file_block_length()")));
  }

  @ParameterizedTest
  @ValueSource(strings = {"parquet", "csv", "json", "text"})
  void filesThatAFilterRulesOutAreNotOpened(String format) throws IOException {
    DataFrame table = read(format);
    table.createOrReplaceTempView("t");
    Path torn = table(format).resolve("one." + format);
    byte[] whole = Files.readAllBytes(torn);
    Files.delete(torn);
    try {
      assertEquals(
          List.of("[c]"),
          texts(session.sql("SELECT * FROM t WHERE _metadata.file_name LIKE 'two%'")));
      assertEquals(
          List.of("[c]"),
          texts(
              session.sql(
                  "SELECT * FROM t WHERE input_file_name() LIKE '%/two%' AND _metadata.file_name <> 'one."
                      + format
                      + "' AND _metadata.file_name > 'p'")));
      assertEquals(
          List.of("[1]"),
          texts(
              session.sql(
                  "SELECT count(*) FROM t WHERE _metadata.file_name IN ('two%20"
                      + format
                      + "', 'x')")));
      assertThrows(EngineException.class, () -> session.sql("SELECT * FROM t").collectAsList());
    } finally {
      Files.write(torn, whole);
      Files.setLastModifiedTime(torn, FileTime.from(TIME));
    }
  }

  @Test
  void theStructHasWhatSparkSays() throws IOException {
    String common =
        "file_path:string,file_name:string,file_size:bigint,file_block_start:bigint,"
            + "file_block_length:bigint,file_modification_time:timestamp";
    assertEquals(
        "struct<" + common + ">",
        read("json").select("_metadata").schema().field(0).dataType().simpleString());
    assertEquals(
        "struct<" + common + ",row_index:bigint>",
        read("parquet").select("_metadata").schema().field(0).dataType().simpleString());
    assertEquals(List.of("value"), List.of(read("parquet").columns()));
    assertEquals(6, read("csv").selectExpr("_metadata.*").columns().length);
  }

  @Test
  void rowsOfParquetAreCountedThroughAllGroups() {
    String path = folder.resolve("numbers").toString();
    session.range(0, 50_000, 1, 1).write().option("parquet.block.size", "100000").parquet(path);
    DataFrame numbers = session.read().parquet(path);
    assertEquals(
        0, numbers.where("id <> _metadata.row_index").count(), "rows that are counted otherwise");
    assertEquals(
        List.of("[41000,41000]"),
        texts(numbers.where("id = 41000").selectExpr("id", "_metadata.row_index")));
    assertEquals(
        List.of("[12345]"), texts(numbers.where("_metadata.row_index = 12345").select("id")));
  }

  @Test
  void theyComeThroughWhateverLeavesRowsAsTheyAre() throws IOException {
    read("text").createOrReplaceTempView("t");
    read("json").createOrReplaceTempView("j");
    assertEquals(
        List.of("[a,one.text]"),
        texts(
            session
                .sql("SELECT upper(value) u, value FROM t")
                .where("u = 'A'")
                .orderBy("u")
                .limit(1)
                .select("value", "_metadata.file_name")));
    assertEquals(
        List.of("[c,two%20text,two%20json]"),
        texts(
            session.sql(
                "SELECT value, t._metadata.file_name, j._metadata.file_name FROM t JOIN j USING (value)"
                    + " WHERE t._metadata.file_name LIKE 'two%'")));
    assertEquals(
        List.of("[one.text,2]", "[two%20text,1]"),
        texts(
            session.sql(
                "WITH c AS (SELECT value FROM t) SELECT _metadata.file_name f, count(*) FROM c GROUP BY f")));
    DataFrame t = session.table("t");
    assertEquals(
        List.of("[two%20text]"),
        texts(t.where("value = 'c'").select(t.col("_metadata.file_name"))));
    assertEquals(
        List.of("[a,true]", "[b,true]", "[c,false]"),
        texts(
            session.sql(
                "SELECT value, EXISTS (SELECT 1 FROM j WHERE j._metadata.file_name = 'one.json'"
                    + " AND j.value = t.value) FROM t")));
  }

  private void assertRefused(SqlError code, String what, String query) {
    EngineException error =
        assertThrows(EngineException.class, () -> session.sql(query).collectAsList());
    assertEquals(code, error.code());
    assertTrue(error.getMessage().contains(what), error.getMessage());
  }

  @Test
  void whatHasNoFileSaysSo() throws IOException {
    read("text").createOrReplaceTempView("t");
    read("json").createOrReplaceTempView("j");
    assertRefused(
        SqlError.COLUMN_NOT_FOUND,
        "There is no column _metadata, since this is not read from files",
        "SELECT _metadata FROM range(3)");
    assertRefused(
        SqlError.COLUMN_NOT_FOUND,
        "There is no column _metadata.file_name where rows are no longer those of a file",
        "SELECT _metadata.file_name FROM (SELECT DISTINCT value FROM t)");
    assertRefused(
        SqlError.EXPRESSION_MISPLACED,
        "input_file_name() stands where rows are no longer those of a file",
        "SELECT input_file_name() FROM (SELECT * FROM t UNION ALL SELECT * FROM j)");
    assertRefused(
        SqlError.COLUMN_AMBIGUOUS,
        "input_file_name() may be that of any of 2 tables",
        "SELECT input_file_name() FROM t, j");
    assertRefused(
        SqlError.COLUMN_NOT_FOUND,
        "There is no field file_nam in",
        "SELECT _metadata.file_nam FROM t");
    assertEquals(
        List.of("[,-1,-1]"),
        texts(
            session.sql(
                "SELECT input_file_name(), input_file_block_start(), input_file_block_length()")));
  }
}
