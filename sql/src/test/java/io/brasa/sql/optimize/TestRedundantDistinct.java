package io.brasa.sql.optimize;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;

final class TestRedundantDistinct {
  private final Optimised optimised = new Optimised();

  @Test
  void distinctRowsAreNotMadeDistinctAgain() {
    String plan =
        optimised.by(
            "SELECT DISTINCT a, s FROM (SELECT a, sum(n) AS s FROM t GROUP BY a)",
            _ -> new RedundantDistinct());
    assertEquals(1, plan.split("Aggregate").length - 1, plan);
    String other =
        optimised.by(
            "SELECT DISTINCT s FROM (SELECT a, sum(n) AS s FROM t GROUP BY a)",
            _ -> new RedundantDistinct());
    assertEquals(2, other.split("Aggregate").length - 1, other);
  }

  @Test
  void partsOfAUnionAreMadeDistinctWithTheWhole() {
    String plan =
        optimised.by(
            "SELECT a FROM t UNION SELECT a FROM u UNION SELECT a FROM v",
            _ -> new RedundantDistinct());
    assertEquals(1, plan.split("Aggregate").length - 1, plan);
    String all =
        optimised.by(
            "SELECT a FROM t UNION SELECT a FROM u UNION ALL SELECT a FROM v",
            _ -> new RedundantDistinct());
    assertEquals(1, all.split("Aggregate").length - 1, all);
  }
}
