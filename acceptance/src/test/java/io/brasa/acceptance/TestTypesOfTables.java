package io.brasa.acceptance;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.brasa.sql.BrasaSession;
import io.brasa.sql.Row;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Columns of less usual types in tables that outlive a session. */
final class TestTypesOfTables {
  @TempDir private Path folder;
  private BrasaSession session;

  @BeforeEach
  void open() {
    session = newSession();
  }

  private BrasaSession newSession() {
    return BrasaSession.builder()
        .master("local[2]")
        .config("sql.warehouse", folder + "/house")
        .config("sql.zone", "UTC")
        .build();
  }

  @AfterEach
  void close() {
    session.close();
  }

  private List<String> rows(String statement) {
    return session.sql(statement).collectAsList().stream().map(Row::toString).toList();
  }

  private void run(String... statements) {
    for (String each : statements) session.sql(each);
  }

  @Test
  void timesOfADayLieInParquetFiles() {
    run(
        "CREATE TABLE clock (id INT, t TIME, s TIME(0)) USING parquet",
        "INSERT INTO clock VALUES (1, TIME'12:34:56.789', TIME'23:59:59'), (2, NULL, NULL),"
            + " (3, TIME'00:00:00', TIME'01:00:00')");
    session.close();
    session = newSession();
    assertEquals(
        List.of("[1,12:34:56.789,23:59:59]", "[2,null,null]", "[3,00:00,01:00]"),
        rows("SELECT * FROM clock ORDER BY id"));
    assertEquals(List.of("[1]"), rows("SELECT id FROM clock WHERE t > TIME'12:00:00'"));
    assertEquals(
        List.of("[time(6),time(0)]"), rows("SELECT typeof(t), typeof(s) FROM clock LIMIT 1"));
  }

  @Test
  void textWithACollationLiesInParquetFiles() {
    run(
        "CREATE TABLE words (w STRING COLLATE UTF8_LCASE, n INT) USING parquet",
        "INSERT INTO words VALUES ('Ab', 1), ('aB', 2), ('c', 3), (NULL, 4)");
    session.close();
    session = newSession();
    assertEquals(
        List.of("[null,4]", "[Ab,3]", "[c,3]"),
        rows("SELECT w, sum(n) FROM words GROUP BY w ORDER BY w"));
    assertEquals(List.of("[1]", "[2]"), rows("SELECT n FROM words WHERE w = 'AB' ORDER BY n"));
    assertEquals(
        List.of("[1,1]", "[1,2]", "[2,1]", "[2,2]", "[3,3]"),
        rows("SELECT a.n, b.n FROM words a JOIN words b ON a.w = b.w ORDER BY 1, 2"));
  }
}
