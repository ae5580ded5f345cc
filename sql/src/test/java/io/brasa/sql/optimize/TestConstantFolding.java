package io.brasa.sql.optimize;

import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;

final class TestConstantFolding {
  private final Optimised optimised = new Optimised();

  private String folded(String query) {
    return optimised.by(query, ConstantFolding::new);
  }

  @Test
  void expressionsOfConstantsAreComputed() {
    assertTrue(folded("SELECT 1 + 2 AS s FROM t").startsWith("Project [3 AS s#1]"));
    String dates =
        folded("SELECT a FROM t WHERE d < DATE \u00271995-01-01\u0027 + INTERVAL 1 YEAR");
    assertTrue(dates.contains("< 1996-01-01"), dates);
    assertTrue(
        folded("SELECT upper(concat(\u0027a\u0027, \u0027b\u0027)) AS s")
            .contains("\u0027AB\u0027"));
  }

  @Test
  void whatFailsWaitsForARow() {
    assertTrue(folded("SELECT 1 / 0 AS s FROM t").contains("/"));
  }
}
