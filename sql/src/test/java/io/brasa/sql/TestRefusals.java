package io.brasa.sql;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.brasa.core.error.CoreError;
import io.brasa.runtime.error.EngineException;
import io.brasa.runtime.error.ErrorCode;
import io.brasa.sql.error.SqlError;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is refused says what and why, and what to write instead. */
final class TestRefusals {
  @TempDir private Path folder;
  private BrasaSession session;

  @BeforeEach
  void start() {
    session =
        BrasaSession.builder()
            .master("local[1]")
            .config("sql.warehouse", folder.toString())
            .build();
  }

  @AfterEach
  void stop() {
    session.close();
  }

  private String refused(ErrorCode code, String statement) {
    EngineException error =
        assertThrows(EngineException.class, () -> session.sql(statement).collectAsList());
    assertEquals(code, error.code(), error.getMessage());
    return error.getMessage();
  }

  private static void assertSays(String part, String message) {
    assertTrue(message.contains(part), message);
  }

  @Test
  void settingsOfSparkNameTheirOwn() {
    assertSays(
        "Use sql.ansi.", refused(CoreError.SETTING_INVALID, "SET spark.sql.ansi.enabled=false"));
    assertSays(
        "Use sql.zone.", refused(CoreError.SETTING_INVALID, "SET spark.sql.session.timeZone=UTC"));
    assertSays("Leave it out", refused(CoreError.SETTING_INVALID, "SET spark.sql.codegen.x=1"));
  }

  @Test
  void whatIsToBeDroppedIsNotAdvisedToBeMade() {
    for (String kind : new String[] {"TABLE", "VIEW"}) {
      String message = refused(SqlError.TABLE_NOT_FOUND, "DROP " + kind + " nope");
      assertSays("IF EXISTS", message);
      session.sql("DROP " + kind + " IF EXISTS nope");
    }
  }

  @Test
  void aLastingViewCannotSeeTemporaryOnes() {
    session.sql("CREATE TEMPORARY VIEW tv AS SELECT 1 AS a");
    String message = refused(SqlError.TABLE_NOT_FOUND, "CREATE VIEW lasting AS SELECT * FROM tv");
    assertSays("tv is a temporary view, which what lasts cannot use", message);
  }

  @Test
  void columnsOfLimitedTextHaveALength() {
    for (String type : new String[] {"VARCHAR", "CHAR", "character"}) {
      String message = refused(SqlError.SQL_SYNTAX, "CREATE TABLE t (a " + type + ")");
      assertSays("A column of type " + type + " without a length", message);
    }
    session.sql("CREATE TABLE t (a VARCHAR(3), s STRUCT<x: INT>)");
    assertSays(
        "without a length", refused(SqlError.SQL_SYNTAX, "ALTER TABLE t ADD COLUMN b VARCHAR"));
    assertSays("s.z", refused(SqlError.SQL_UNSUPPORTED, "ALTER TABLE t ADD COLUMNS (s.z INT)"));
  }

  @Test
  void columnsOfATemporaryViewHaveNoTypes() {
    String using = " USING csv OPTIONS (path 'x')";
    assertSays(
        "with a type",
        refused(SqlError.SQL_UNSUPPORTED, "CREATE TEMPORARY VIEW v (a INT, b STRING)" + using));
    assertSays(
        "over files", refused(SqlError.SQL_UNSUPPORTED, "CREATE TEMPORARY VIEW v (a, b)" + using));
    assertSays(
        "with a comment",
        refused(SqlError.SQL_UNSUPPORTED, "CREATE TEMP VIEW v (a COMMENT 'x') AS SELECT 1"));
  }

  @Test
  void errorsShowWhatWasWrittenAndNoMoreThanIsNeeded() {
    String pivot = "SELECT * FROM (VALUES (1, 2) AS t(a, b)) PIVOT (a AS q FOR b IN (2))";
    assertSays("a in PIVOT is no aggregate", refused(SqlError.EXPRESSION_MISPLACED, pivot));
    String json =
        refused(SqlError.INVALID_ARGUMENT_VALUE, "SELECT parse_json('{' || repeat('ab', 9000))");
    assertSays("aba...'", json);
    assertTrue(json.length() < 500, json);
  }
}
