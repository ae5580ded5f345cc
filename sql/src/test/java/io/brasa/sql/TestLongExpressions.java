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
              "SELECT "
                  + String.join(", ", sum, difference, calls, choices)
                  + " FROM range(1, 2)");
      assertEquals(
          Row.of(DEPTH + 1L, 1L - DEPTH, 1L, 1L), rows.collectAsList().getFirst());
      assertEquals("(".repeat(DEPTH) + "id" + " + id)".repeat(DEPTH), rows.columns()[0]);
      assertEquals("(".repeat(DEPTH) + "id" + " - id)".repeat(DEPTH), rows.columns()[1]);
      assertEquals(calls, rows.columns()[2]);
    }
  }

  /** A chain that is too long for the stack is refused by name, wherever it is found out. */
  @Test
  void whatIsTooLongForTheStackIsSaid() {
    try (BrasaSession session = BrasaSession.builder().master("local[1]").build()) {
      int most = 20_000;
      List<String> queries =
          List.of(
              "SELECT id" + " + id".repeat(most) + " FROM range(1)",
              "SELECT max('a'" + " || id".repeat(most) + ") FROM range(1)",
              "SELECT 1" + " UNION ALL SELECT 1".repeat(most));
      for (String query : queries) {
        EngineException error =
            assertThrows(EngineException.class, () -> session.sql(query).collectAsList());
        assertEquals(SqlError.SQL_UNSUPPORTED, error.code(), error.getMessage());
        assertTrue(error.getMessage().contains("larger stack"), error.getMessage());
      }
      // lengths between: whichever part of the engine comes to the end of the stack first says so
      for (int length = 200; length < 2_000; length += 300) {
        String query = "SELECT id" + " + id".repeat(length) + " AS sum FROM range(1, 2)";
        try {
          assertEquals(Row.of(length + 1L), session.sql(query).collectAsList().getFirst());
        } catch (EngineException e) {
          boolean isSaid = e.getMessage().contains("stack") || e.getMessage().contains("too long");
          assertTrue(isSaid, e.getMessage());
        }
      }
    }
  }
}
