package io.brasa.sql.optimize;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.brasa.sql.logical.PlanText;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class TestCarriedKeys {
  private static final String SUMS = "(SELECT a, sum(n) AS s, max(b) AS m FROM t GROUP BY a) g";

  private final Optimised optimised = new Optimised();

  private String plan(String query) {
    return PlanText.of(optimised.plan(query));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        // Columns of what was grouped by a.
        "SELECT u.y, g.a, g.s, count(*) FROM u JOIN "
            + SUMS
            + " ON u.a = g.a GROUP BY u.y, g.a, g.s",
        // By the other side of the equality.
        "SELECT u.a, g.s, g.m FROM u JOIN " + SUMS + " ON u.a = g.a GROUP BY u.a, g.s, g.m",
        // One of two equal columns.
        "SELECT t.a, u.a, count(*) FROM t JOIN u ON t.a = u.a GROUP BY t.a, u.a",
        // Computed from it.
        "SELECT a, k, count(*) FROM (SELECT a, a * 2 AS k FROM t) GROUP BY a, k",
        "SELECT a, s, count(*) FROM (SELECT DISTINCT a, n AS s FROM t WHERE a = n) GROUP BY a, s"
      })
  void keysThatOthersDetermineAreCarried(String query) {
    String plan = plan(query);
    assertTrue(plan.contains("first("), plan);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "SELECT a, n, count(*) FROM t GROUP BY a, n",
        "SELECT u.y, g.s, count(*) FROM u JOIN " + SUMS + " ON u.a = g.a GROUP BY u.y, g.s",
        // Padded rows have a null where others have it too.
        "SELECT g.a, g.s, count(*) FROM u LEFT JOIN " + SUMS + " ON u.a = g.a GROUP BY g.a, g.s",
        "SELECT t.a, u.a, count(*) FROM t LEFT JOIN u ON t.a = u.a GROUP BY t.a, u.a",
        "SELECT a, k, count(*) FROM (SELECT a, rand() AS k FROM t) GROUP BY a, k"
      })
  void othersStayKeys(String query) {
    String plan = plan(query);
    assertFalse(plan.contains("first("), plan);
  }
}
