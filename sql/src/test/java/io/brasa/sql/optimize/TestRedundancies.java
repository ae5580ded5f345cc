package io.brasa.sql.optimize;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;

final class TestRedundancies {
  private final Optimised optimised = new Optimised();

  @Test
  void ordersThatNobodySeesGo() {
    assertFalse(
        optimised
            .by("SELECT count(*) FROM (SELECT a FROM t ORDER BY b)", _ -> new RedundantSorts())
            .contains("Sort"));
    assertTrue(
        optimised
            .by(
                "SELECT * FROM (SELECT a FROM t ORDER BY b LIMIT 2) ORDER BY a",
                _ -> new RedundantSorts())
            .contains("Sort [b#"));
  }

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
  void whatGivesNoRowIsNotComputed() {
    String plan =
        Optimised.text(
            optimised.plan("SELECT t.a FROM t JOIN (SELECT a FROM u WHERE 1 = 2) x ON t.a = x.a"));
    assertEquals("LocalRows [a#1]\n", plan);
    assertTrue(
        Optimised.text(optimised.plan("SELECT count(*) FROM t WHERE a > 1 AND false"))
            .contains("Aggregate"));
  }

  @Test
  void projectionsOfProjectionsAreOne() {
    String plan =
        optimised.by(
            "SELECT k * 2 AS m FROM (SELECT a + 1 AS k FROM t)", _ -> new ProjectCollapse());
    assertEquals(1, plan.split("Project").length - 1, plan);
  }
}
