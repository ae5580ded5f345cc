package io.brasa.sql.optimize;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;

final class TestRedundantSorts {
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
  void orderWithinPartitionsStaysBelowAJoinThatBothSidesAreSortedFor() {
    String by = "(SELECT * FROM t DISTRIBUTE BY a SORT BY a)";
    String other = "(SELECT * FROM t DISTRIBUTE BY a SORT BY b)";
    assertTrue(sorts(by + " x JOIN " + by + " y ON x.a = y.a"));
    assertFalse(sorts(by + " x JOIN " + other + " y ON x.a = y.a"));
    assertFalse(sorts(by + " x JOIN t y ON x.a = y.a"));
    assertFalse(
        sorts("(SELECT * FROM t ORDER BY a) x JOIN (SELECT * FROM t ORDER BY a) y USING (a)"));
  }

  private boolean sorts(String join) {
    return optimised.by("SELECT * FROM " + join, _ -> new RedundantSorts()).contains("Sort");
  }
}
