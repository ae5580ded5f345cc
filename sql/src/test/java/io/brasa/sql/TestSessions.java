package io.brasa.sql;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeFalse;

import io.brasa.columnar.source.SinkProvider;
import io.brasa.core.error.CoreError;
import io.brasa.runtime.error.EngineException;
import io.brasa.runtime.error.ErrorCode;
import io.brasa.sql.error.SqlError;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.ServiceLoader;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Statements, views, settings. */
final class TestSessions {
  private final BrasaSession session = BrasaSession.builder().master("local[2]").build();

  @AfterEach
  void close() {
    session.close();
  }

  private static void assertFails(ErrorCode code, String text, Runnable action) {
    EngineException error = assertThrows(EngineException.class, action::run);
    assertEquals(code, error.code(), error.getMessage());
    assertTrue(error.getMessage().contains(text), error.getMessage());
  }

  private List<Row> rows(String sql) {
    return session.sql(sql).collectAsList();
  }

  @Test
  void viewsAreMadeNamedAndDropped() {
    session.sql("CREATE TEMPORARY VIEW numbers (n, square) AS SELECT id, id * id FROM range(4)");
    assertEquals(List.of(Row.of(9L)), rows("SELECT square FROM numbers WHERE n = 3"));
    assertFails(
        SqlError.TABLE_EXISTS,
        "numbers",
        () -> session.sql("CREATE TEMPORARY VIEW numbers AS SELECT 1"));
    session.sql("CREATE OR REPLACE TEMPORARY VIEW numbers AS SELECT 7 AS n");
    assertEquals(List.of(Row.of(7)), session.table("Numbers").collectAsList());
    assertFails(SqlError.TABLE_NOT_FOUND, "numbers", () -> session.table("nubmers"));
    assertFails(SqlError.TABLE_NOT_FOUND, "numbers", () -> session.sql("SELECT * FROM nubmers"));
    assertEquals(List.of(Row.of("", "numbers", true)), rows("SHOW TABLES"));
    assertEquals(List.of(Row.of("n", "int", null)), rows("DESCRIBE numbers"));
    assertEquals(List.of(Row.of("n")), rows("SHOW COLUMNS FROM numbers"));
    assertEquals(List.of(Row.of("abs")), rows("SHOW FUNCTIONS LIKE 'abs*'"));
    session.sql("DROP VIEW numbers");
    assertFails(SqlError.TABLE_NOT_FOUND, "numbers", () -> session.sql("DROP VIEW numbers"));
    session.sql("DROP VIEW IF EXISTS numbers");
  }

  @Test
  void viewsOfFramesAreSharedWithTheCatalog() {
    session.range(3).createTempView("three");
    assertFails(SqlError.TABLE_EXISTS, "THREE", () -> session.range(3).createTempView("THREE"));
    session.range(2).createOrReplaceGlobalTempView("two");
    assertEquals(List.of(Row.of(2L)), rows("SELECT count(*) FROM global_temp.two"));
    assertTrue(session.catalog().tableExists("three"));
    assertTrue(session.catalog().functionExists("upper"));
    assertFalse(session.catalog().functionExists("uper"));
    assertEquals(2, session.catalog().listTables().count());
    session.sql("CACHE TABLE three");
    assertTrue(session.catalog().isCached("three"));
    assertEquals(List.of(Row.of(3L)), rows("SELECT sum(id) FROM three"));
    session.sql("UNCACHE TABLE three");
    assertFalse(session.catalog().isCached("three"));
    assertTrue(session.catalog().dropTempView("three"));
    assertFalse(session.catalog().dropTempView("three"));
  }

  @Test
  void parametersTakeValues() {
    assertEquals(
        List.of(Row.of(3L)),
        session.sql("SELECT count(*) FROM range(?) WHERE id > ?", 5, 1).collectAsList());
    assertEquals(List.of(Row.of("x")), session.sql("SELECT :v", Map.of("v", "x")).collectAsList());
    assertFails(
        SqlError.INVALID_ARGUMENT_VALUE, ":w", () -> session.sql("SELECT :w", Map.of("v", 1)));
  }

  @Test
  void settingsOfQueriesChangeWhileTheSessionRuns() {
    assertFails(SqlError.DIVIDE_BY_ZERO, "", () -> rows("SELECT 1 / 0"));
    session.sql("SET sql.ansi = false");
    assertEquals(Row.of((Object) null), rows("SELECT 1 / 0").getFirst());
    assertEquals(List.of(Row.of("sql.ansi", "false")), rows("SET sql.ansi"));
    session.conf().unset("sql.ansi");
    assertFails(SqlError.DIVIDE_BY_ZERO, "", () -> rows("SELECT 1 / 0"));
    assertFails(CoreError.SETTING_INVALID, "sql.ansy", () -> session.sql("SET sql.ansy = 1"));
    assertFails(SqlError.SESSION_MISUSED, "master", () -> session.conf().set("master", "x"));
  }

  @Test
  void plansAreExplainedAsRows() {
    String plan = rows("EXPLAIN SELECT sum(id) FROM range(10)").getFirst().getString(0);
    assertTrue(plan.contains("== Physical Plan =="), plan);
    String run = rows("EXPLAIN ANALYZE SELECT sum(id) FROM range(10)").getFirst().getString(0);
    assertTrue(run.contains("rows"), run);
  }

  @Test
  void formatsThatAreNotThereNameWhatToAdd() {
    assertFails(
        SqlError.FORMAT_NOT_FOUND, "parquet", () -> session.read().format("parqet").load("x"));
    assertFails(
        SqlError.INVALID_ARGUMENT_VALUE, "append", () -> session.range(1).write().mode("apend"));
  }

  @Test
  void connectorsThatAreNotThereAreNamed(@TempDir Path folder) {
    boolean isThere =
        ServiceLoader.load(SinkProvider.class).stream()
            .anyMatch(sink -> sink.get().format().equals("csv"));
    assumeFalse(isThere, "CSV is on the class path");
    assertFails(
        SqlError.FORMAT_NOT_FOUND,
        "brasa-connector",
        () -> session.range(1).write().csv(folder.resolve("table").toString()));
  }
}
