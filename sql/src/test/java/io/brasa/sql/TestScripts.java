package io.brasa.sql;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.brasa.runtime.error.EngineException;
import io.brasa.runtime.error.ErrorCode;
import io.brasa.sql.error.SqlError;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Scripts through the API. What they give beside Spark's is in {@code values/scripts.slt}. */
final class TestScripts {
  private final BrasaSession session = BrasaSession.builder().master("local[2]").build();

  @AfterEach
  void close() {
    session.close();
  }

  private static List<String> rows(DataFrame frame) {
    return frame.collectAsList().stream().map(Row::toString).toList();
  }

  private EngineException failure(String script) {
    return assertThrows(EngineException.class, () -> session.sql(script).collectAsList());
  }

  private void assertFails(ErrorCode code, String script) {
    EngineException error = failure(script);
    assertEquals(code, error.code(), error.getMessage());
  }

  @Test
  void giveWhatTheirLastQueryGave() {
    assertEquals(
        List.of("[55]"),
        rows(
            session.sql(
                """
                BEGIN
                  DECLARE total BIGINT DEFAULT 0;
                  FOR step AS SELECT id FROM range(1, 11) DO
                    SET total = total + step.id;
                  END FOR;
                  SELECT 'not the last';
                  SELECT total;
                END
                """)));
    assertEquals(0, session.sql("BEGIN DECLARE x INT; SET x = 1; END").columns().length);
  }

  @Test
  void knowTheParametersOfTheWholeText() {
    String text =
        "BEGIN DECLARE x INT DEFAULT ?; IF x > ? THEN SELECT x * ?; ELSE SELECT ?; END IF; END";
    assertEquals(List.of("[50]"), rows(session.sql(text, 5, 4, 10, 0)));
    assertEquals(List.of("[0]"), rows(session.sql(text, 5, 9, 10, 0)));
    assertEquals(
        List.of("[3]"),
        rows(session.sql("BEGIN DECLARE x INT = :a; SELECT x + :b; END", Map.of("a", 1, "b", 2))));
  }

  @Test
  void seeWhatIdentifiersNameWhenTheyRun() {
    session.sql("CREATE TEMPORARY VIEW one AS SELECT 1 AS a");
    session.sql("CREATE TEMPORARY VIEW two AS SELECT 2 AS a");
    assertEquals(
        List.of("[3]"),
        rows(
            session.sql(
                """
                BEGIN
                  DECLARE total INT DEFAULT 0;
                  FOR t AS VALUES ('one'), ('two') DO
                    SET total = total + (SELECT a FROM IDENTIFIER(t.col1));
                  END FOR;
                  SELECT total;
                END
                """)));
  }

  @Test
  void leaveNoVariablesBehind() {
    session.sql("DECLARE kept INT DEFAULT 1");
    session.sql("BEGIN DECLARE gone INT DEFAULT 7; SET kept = gone; END");
    assertEquals(List.of("[7]"), rows(session.sql("SELECT kept")));
    assertFails(SqlError.COLUMN_NOT_FOUND, "SELECT gone");
    assertFails(SqlError.DIVIDE_BY_ZERO, "BEGIN DECLARE kept INT DEFAULT 3; SELECT kept / 0; END");
    assertEquals(List.of("[7]"), rows(session.sql("SELECT kept")));
  }

  @Test
  void failuresInHandlersGoToTheBlocksAround() {
    String inner =
        "BEGIN DECLARE EXIT HANDLER FOR SQLEXCEPTION SELECT CAST('x' AS INT); SELECT 1 / 0; END";
    assertFails(SqlError.CAST_INVALID_INPUT, inner);
    assertEquals(
        List.of("[outer]"),
        rows(
            session.sql(
                "BEGIN DECLARE EXIT HANDLER FOR CAST_INVALID_INPUT SELECT 'outer'; "
                    + inner
                    + "; END")));
    assertEquals(
        List.of("[1,2]"),
        rows(
            session.sql(
                """
                BEGIN
                  DECLARE outer_count, inner_count INT DEFAULT 0;
                  DECLARE CONTINUE HANDLER FOR CAST_INVALID_INPUT SET outer_count = outer_count + 1;
                  BEGIN
                    DECLARE CONTINUE HANDLER FOR DIVIDE_BY_ZERO SET inner_count = inner_count + 1;
                    SELECT 1 / 0;
                    SELECT CAST('x' AS INT);
                    SELECT 1 / 0;
                  END;
                  SELECT outer_count, inner_count;
                END
                """)));
  }

  @Test
  void whoCancelsEndsTheWholeScript() throws InterruptedException {
    AtomicReference<Throwable> ended = new AtomicReference<>();
    Thread runner =
        new Thread(
            () -> {
              session.context().setJobGroup("endless", "endless", true);
              try {
                session.sql(
                    "BEGIN DECLARE CONTINUE HANDLER FOR SQLEXCEPTION SELECT 'on';"
                        + " LOOP SELECT 1; END LOOP; END");
              } catch (EngineException e) {
                ended.set(e);
              }
            });
    runner.start();
    long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(60);
    while (runner.isAlive() && System.nanoTime() < deadline) {
      session.context().cancelJobGroupAndFutureJobs("endless");
      runner.join(50);
    }
    assertTrue(ended.get() instanceof EngineException, String.valueOf(ended.get()));
    assertEquals("JOB_CANCELLED", ((EngineException) ended.get()).code().name());
  }

  @Test
  void failuresPointIntoTheWholeText() {
    EngineException error = failure("BEGIN\n  SELECT 1;\n  SELECT nothing;\nEND");
    assertTrue(error.getMessage().contains("(line 3, column 10)"), error.getMessage());
    assertTrue(error.getMessage().contains("  SELECT nothing;\n         ^^^^^^^"));
  }

  @Test
  void whatIsMisspeltIsToldWithItsPlace() {
    String script =
        "BEGIN DECLARE x INT DEFAULT 1; l: WHILE x < 5 DO IF x = 3 THEN LEAVE l; ELSE SET x = x + 1;"
            + " END IF; END WHILE l; CASE x WHEN 1 THEN SELECT 1; ELSE SELECT x; END CASE; END";
    Random random = new Random(4);
    int failed = 0;
    for (int i = 0; i < 300; i++) {
      int at = random.nextInt(script.length());
      String text = script.substring(0, at) + script.substring(at + 1);
      try {
        io.brasa.sql.parser.SqlParser.statement(text);
      } catch (EngineException e) {
        failed++;
        assertTrue(e.getMessage().contains("^"), e.getMessage());
        assertTrue(e.getMessage().contains("(line 1, column "), e.getMessage());
      }
    }
    assertTrue(failed > 50, "noticed: " + failed);
  }

  @Test
  void functionsMayCallOthersButNeverThemselves() {
    session.sql("CREATE TEMPORARY FUNCTION a(x INT) RETURNS INT RETURN x + 1");
    session.sql("CREATE TEMPORARY FUNCTION b(x INT) RETURNS INT RETURN a(x) * 2");
    assertEquals(List.of("[8]"), rows(session.sql("SELECT b(3)")));
    assertFails(
        SqlError.SQL_UNSUPPORTED,
        "CREATE OR REPLACE TEMPORARY FUNCTION a(x INT) RETURNS INT RETURN b(x)");
    assertEquals(List.of("[8]"), rows(session.sql("SELECT b(3)")));
    assertTrue(session.catalog().functionExists("b"));
  }

  @Test
  void functionsThatLastAreThereInOtherSessions(@TempDir Path warehouse) {
    try (BrasaSession first = inWarehouse(warehouse)) {
      first.sql("CREATE DATABASE d");
      first.sql("CREATE FUNCTION d.twice(x INT) RETURNS INT RETURN x * 2");
      first.sql("USE d");
      first.sql("CREATE FUNCTION again(x INT DEFAULT 4) RETURNS INT RETURN twice(x) + 1");
      first.sql("CREATE FUNCTION upto(n INT) RETURNS TABLE (k BIGINT) RETURN SELECT twice(n) AS k");
      assertEquals(List.of("[9]"), rows(first.sql("SELECT again()")));
      EngineException there =
          assertThrows(
              EngineException.class,
              () -> first.sql("CREATE FUNCTION again(x INT) RETURNS INT RETURN x"));
      assertEquals(SqlError.FUNCTION_EXISTS, there.code());
    }
    try (BrasaSession second = inWarehouse(warehouse)) {
      assertEquals(List.of("[7,6]"), rows(second.sql("SELECT d.again(3), k FROM d.upto(3)")));
      second.sql("CREATE TEMPORARY FUNCTION twice(x INT) RETURNS INT RETURN 0");
      assertEquals(List.of("[7,0]"), rows(second.sql("SELECT d.again(3), twice(3)")));
      second.sql("DROP FUNCTION d.again");
      EngineException gone =
          assertThrows(EngineException.class, () -> second.sql("SELECT d.again(3)"));
      assertEquals(SqlError.FUNCTION_NOT_FOUND, gone.code());
    }
  }

  private static BrasaSession inWarehouse(Path folder) {
    return BrasaSession.builder()
        .master("local[1]")
        .config("sql.warehouse", folder.toString())
        .build();
  }

  @Test
  void theSessionSaysWhoAsksAndWhatAnswers() {
    assertEquals(
        List.of("[" + session.version() + ",true]"),
        rows(
            session
                .range(1)
                .select(functions.version(), functions.user().equalTo(functions.current_user()))));
    assertEquals(
        List.of("[true,true]"),
        rows(session.sql("SELECT user = session_user(), current_user IS NOT NULL")));
    session.sql("CREATE TEMPORARY FUNCTION user() RETURNS STRING RETURN 'me'");
    assertEquals(List.of("[me]"), rows(session.sql("SELECT user()")));
  }

  @Test
  void argumentsOfChanceHaveOneValue() {
    session.sql("CREATE TEMPORARY FUNCTION same(x DOUBLE) RETURNS BOOLEAN RETURN x = x");
    session.sql("CREATE TEMPORARY FUNCTION once(x DOUBLE) RETURNS BOOLEAN RETURN x < 2");
    assertFails(SqlError.SQL_UNSUPPORTED, "SELECT same(rand())");
    assertEquals(List.of("[true]"), rows(session.sql("SELECT once(rand())")));
  }
}
