package io.brasa.sql;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.brasa.runtime.error.EngineException;
import io.brasa.runtime.error.ErrorCode;
import io.brasa.sql.error.SqlError;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Variables of a session, and statements that are texts; values are Spark 4.2's. */
final class TestVariables {
  private final BrasaSession session = BrasaSession.builder().master("local[2]").build();

  @AfterEach
  void close() {
    session.close();
  }

  private void run(String... statements) {
    for (String statement : statements) assertEquals(0, session.sql(statement).columns().length);
  }

  private List<String> rows(String query) {
    return session.sql(query).collectAsList().stream().map(Row::toString).toList();
  }

  private void assertFails(ErrorCode code, String statement) {
    EngineException error =
        assertThrows(EngineException.class, () -> session.sql(statement).collectAsList());
    assertEquals(code, error.code(), error.getMessage());
  }

  @Test
  void theyHaveTheTypeAndTheValueThatTheyAreGiven() {
    run("DECLARE VARIABLE v1 INT DEFAULT 5", "SET VAR v1 = v1 + 1");
    assertEquals(List.of("[6,6,6]"), rows("SELECT v1, system.session.v1, session.V1"));
    run("DECLARE OR REPLACE v2 = 'x'", "SET VARIABLE (v1, v2) = (SELECT 7, 'z')");
    assertEquals(List.of("[7,z]"), rows("SELECT v1, session.v2"));
    run("SET VAR v1 = DEFAULT, v2 = concat(v2, '!')");
    assertEquals(List.of("[5,z!]"), rows("SELECT v1, v2"));
    run("SET VAR (v1, v2) = (SELECT 1, 'q' WHERE false)");
    assertEquals(List.of("[null,null]"), rows("SELECT v1, v2"));
    run(
        "DECLARE d DATE DEFAULT DATE'2020-01-31' + INTERVAL '1' MONTH",
        "DECLARE m DECIMAL(10,2) = 5",
        "DECLARE a = array(1, 2, 3)",
        "DECLARE s = named_struct('x', 1, 'y', map('k', 2))");
    assertEquals(
        List.of("[2020-02-29,5.00,decimal(10,2),2,2]"),
        rows("SELECT d, m, typeof(m), a[1], element_at(s.y, 'k')"));
  }

  @Test
  void columnsComeBeforeThemAndTheyBeforeNothing() {
    run("DECLARE v INT = 4");
    assertEquals(List.of("[99]"), rows("SELECT v FROM VALUES (99) t(v)"));
    assertEquals(List.of("[4,4]"), rows("SELECT v, id FROM range(6) WHERE id = v"));
    run("DROP TEMPORARY VARIABLE v", "DROP TEMPORARY VARIABLE IF EXISTS v");
    assertFails(SqlError.COLUMN_NOT_FOUND, "SELECT v");
  }

  @Test
  void wrongStatementsAreRefusedAndChangeNothing() {
    run("DECLARE v INT = 1", "DECLARE w INT = 2");
    assertFails(SqlError.VARIABLE_EXISTS, "DECLARE v = 'y'");
    assertFails(SqlError.VARIABLE_NOT_FOUND, "SET VAR vv = 1");
    assertFails(SqlError.VARIABLE_NOT_FOUND, "DROP TEMPORARY VARIABLE vv");
    assertFails(SqlError.SUBQUERY_TOO_MANY_ROWS, "SET VAR (v) = (SELECT id FROM range(2))");
    assertFails(SqlError.CAST_INVALID_INPUT, "SET VAR w = 7, v = 'abc'");
    assertFails(SqlError.TYPE_MISMATCH, "SET VAR v = array(1)");
    assertFails(SqlError.TYPE_MISMATCH, "SET VAR (v, w) = (SELECT 1)");
    assertFails(SqlError.SQL_SYNTAX, "DECLARE n");
    assertEquals(List.of("[1,2]"), rows("SELECT v, w"));
  }

  @Test
  void textsAreExecuted() {
    run("DECLARE v INT = 4", "DECLARE q = 'SELECT 1 AS one'");
    assertEquals(List.of("[9]"), rows("EXECUTE IMMEDIATE 'SELECT ? + ?' USING 5, v"));
    assertEquals(
        List.of("[11]"), rows("EXECUTE IMMEDIATE 'SELECT :a + :b AS s' USING (5 AS a, 6 AS b)"));
    assertEquals(List.of("[1]"), rows("EXECUTE IMMEDIATE q"));
    run("EXECUTE IMMEDIATE 'SELECT 41 + ?' INTO v USING 1");
    assertEquals(List.of("[42]"), rows("SELECT v"));
    assertFails(
        SqlError.SUBQUERY_TOO_MANY_ROWS, "EXECUTE IMMEDIATE 'SELECT id FROM range(3)' INTO v");
    assertFails(SqlError.TYPE_MISMATCH, "EXECUTE IMMEDIATE NULL");
    assertFails(SqlError.SQL_SYNTAX, "EXECUTE IMMEDIATE 'SELEC 1'");
  }

  @Test
  void settingsAndCachesAreCleared() {
    run("CACHE TABLE c AS SELECT 1 AS a", "CLEAR CACHE", "RESET");
    assertEquals("1", rows("SELECT a FROM c").getFirst().substring(1, 2));
    assertEquals(
        false, session.sql("SELECT a FROM c").explainString("simple").contains("Scan kept"));
  }
}
