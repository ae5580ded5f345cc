package io.brasa.sql;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.brasa.runtime.error.EngineException;
import io.brasa.sql.error.SqlError;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Expressions with many parts, as programs write them. */
final class TestLongExpressions {
  private static final int DEPTH = 40;

  /** Each part is named once: naming twice at each level would take 2^40 steps. */
  @Test
  @Timeout(value = 60, unit = SECONDS)
  void namesOfNestedCallsTakeNoLongerThanTheirTexts() {
    try (BrasaSession session = BrasaSession.builder().master("local[1]").build()) {
      String sum = "id" + " + id".repeat(DEPTH);
      String difference = "id" + " - id".repeat(DEPTH);
      String calls = "abs(".repeat(DEPTH) + "id" + ")".repeat(DEPTH);
      String choices = "if(id > 0, 1, ".repeat(DEPTH) + "id" + ")".repeat(DEPTH);
      DataFrame rows =
          session.sql(
              "SELECT " + String.join(", ", sum, difference, calls, choices) + " FROM range(1, 2)");
      assertEquals(Row.of(DEPTH + 1L, 1L - DEPTH, 1L, 1L), rows.collectAsList().getFirst());
      assertEquals("(".repeat(DEPTH) + "id" + " + id)".repeat(DEPTH), rows.columns()[0]);
      assertEquals("(".repeat(DEPTH) + "id" + " - id)".repeat(DEPTH), rows.columns()[1]);
      assertEquals(calls, rows.columns()[2]);
    }
  }

  /** What the query has once is analysed, kept and computed once: twice would be 2^40 times. */
  @Test
  @Timeout(value = 60, unit = SECONDS)
  void nestedValuesOfSeveralUsesDoNotDouble() {
    try (BrasaSession session = BrasaSession.builder().master("local[1]").build()) {
      assertEquals(1, value(session, nested("if(", "id", " BETWEEN 0 AND 2, 1, 0)")));
      assertEquals(0, value(session, nested("if(", "id", " NOT BETWEEN 0 AND 2, 1, 0)")));
      assertEquals(true, value(session, nested("(", "id > 0", " BETWEEN false AND true)")));
      assertEquals(1, value(session, nested("(CASE ", "id", " WHEN 1 THEN 2 WHEN 2 THEN 1 END)")));
    }
  }

  private static String nested(String before, String inner, String behind) {
    return before.repeat(DEPTH) + inner + behind.repeat(DEPTH);
  }

  /** Chains as programs write them work, whatever the stack of the caller's thread. */
  @Test
  void chainsOfThousandsOfOperatorsWork() {
    try (BrasaSession session = BrasaSession.builder().master("local[1]").build()) {
      for (int length : new int[] {300, 500, 1_000, 3_000}) {
        assertEquals(length + 1L, value(session, "id" + " + id".repeat(length)));
        assertEquals(1L, value(session, "id" + " * id".repeat(length)));
        assertEquals(length + 1, value(session, "length('a'" + " || id".repeat(length) + ")"));
        assertEquals(true, value(session, "id = 1" + " AND id <> 2".repeat(length)));
        assertEquals(true, value(session, "id = 2" + " OR id <> 2".repeat(length)));
        assertEquals(true, value(session, "'b' LIKE ANY ('a'" + ", 'b'".repeat(length) + ")"));
      }
    }
  }

  private static Object value(BrasaSession session, String expression) {
    String query = "SELECT " + expression + " AS value FROM range(1, 2)";
    return session.sql(query).collectAsList().getFirst().get(0);
  }

  /** As in the text of a query, where columns are put together by calls. */
  @Test
  void chainsOfCallsWork() {
    try (BrasaSession session = BrasaSession.builder().master("local[1]").build()) {
      Column sum = functions.col("id");
      for (int i = 0; i < 2_000; i++) sum = sum.plus(1);
      DataFrame rows = session.range(1, 2).toDF().select(sum.as("sum"));
      assertEquals(Row.of(2_001L), rows.collectAsList().getFirst());
    }
  }

  /** What is too long for any stack is refused by name. */
  @Test
  void whatIsTooLongIsSaid() {
    try (BrasaSession session = BrasaSession.builder().master("local[1]").build()) {
      for (String operator : List.of(" + ", " || ", " * ", " | ")) {
        String query = "SELECT 1" + (operator + "1").repeat(10_001);
        EngineException error =
            assertThrows(EngineException.class, () -> session.sql(query).collectAsList());
        assertEquals(SqlError.SQL_UNSUPPORTED, error.code(), error.getMessage());
        assertTrue(error.getMessage().contains("10000 operators"), error.getMessage());
      }
      Column sum = functions.col("id");
      for (int i = 0; i < 1_000_000; i++) sum = sum.plus(1);
      Column endless = sum.as("sum");
      EngineException error =
          assertThrows(EngineException.class, () -> session.range(1, 2).toDF().select(endless));
      assertEquals(SqlError.SQL_UNSUPPORTED, error.code(), error.getMessage());
    }
  }
}
