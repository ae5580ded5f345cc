package io.brasa.sql;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.junit.jupiter.api.Assertions.assertEquals;

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
}
