package io.brasa.sql.optimize;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;

final class TestFilterPushDown {
  private final Optimised optimised = new Optimised();

  private String pushed(String query) {
    return optimised.by(query, _ -> new FilterPushDown());
  }

  @Test
  void conditionsReachScansThroughProjectionsGroupingsAndUnions() {
    String plan =
        pushed(
            "SELECT * FROM (SELECT a + 1 AS k, count(*) AS m FROM t GROUP BY a + 1) WHERE k > 5 AND"
                + " m > 1");
    assertTrue(plan.contains("where [((a#4 + 1) > 5)]") || plan.contains("+ 1) > 5)]"), plan);
    assertTrue(plan.contains("Filter (count"), plan);
    String union = pushed("SELECT * FROM (SELECT a FROM t UNION ALL SELECT x FROM u) WHERE a = 1");
    assertEquals(2, union.split("where").length - 1, union);
  }

  @Test
  void conditionsOfWhereBecomeThoseOfTheJoin() {
    String plan = pushed("SELECT t.n FROM t, u WHERE t.a = u.a AND t.n > 1 AND u.x = 2");
    assertTrue(plan.contains("Join INNER on (a#2 = a#3)") || plan.contains("Join INNER on"), plan);
    assertFalse(plan.contains("Filter"), plan);
  }

  @Test
  void keptSidesOfOuterJoinsAreFilteredByWhereOnly() {
    String plan = pushed("SELECT t.n FROM t LEFT JOIN u ON t.a = u.a AND t.n > 1 AND u.x = 2");
    assertTrue(plan.contains("> 1)"), plan);
    assertEquals(1, plan.split("where").length - 1, plan);
    String above =
        pushed("SELECT t.n FROM t LEFT JOIN u ON t.a = u.a WHERE u.x IS NULL AND t.n = 3");
    assertTrue(above.contains("Filter x#"), above);
    assertTrue(above.contains("= 3)]"), above);
  }

  @Test
  void whatIsAskedOfAColumnIsAskedOfThoseEqualToIt() {
    String plan = pushed("SELECT t.n FROM t JOIN u ON t.a = u.a JOIN v ON u.a = v.a WHERE t.a = 7");
    assertEquals(3, plan.split("= 7\\)").length - 1, plan);
  }

  @Test
  void limitsAreNotPassed() {
    assertTrue(pushed("SELECT * FROM (SELECT a FROM t LIMIT 3) WHERE a = 1").contains("Filter"));
  }

  @Test
  void windowsArePassedByTheirPartitionsOnly() {
    String plan =
        pushed(
            "SELECT * FROM (SELECT a, n, sum(n) OVER (PARTITION BY a) AS s FROM t) WHERE a = 1 AND"
                + " n = 2");
    assertTrue(plan.contains("= 1)]"), plan);
    assertTrue(plan.contains("Filter (n#"), plan);
  }

  @Test
  void whatIsAskedOfPaddedColumnsIsNotAskedOfPartners() {
    String plan = pushed("SELECT t.n FROM t LEFT JOIN u ON t.a = u.a WHERE u.a IS NULL");
    assertTrue(
        plan.contains("Join LEFT on (a#2 = a#3)") || plan.contains("Join LEFT on (a#3 = a#2)"),
        plan);
    assertFalse(plan.contains("where"), plan);
  }
}
