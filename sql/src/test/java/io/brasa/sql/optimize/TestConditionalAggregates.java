package io.brasa.sql.optimize;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.brasa.sql.BrasaSession;
import org.junit.jupiter.api.Test;

final class TestConditionalAggregates {
  private final Optimised optimised = new Optimised();

  private String changed(String aggregates) {
    return optimised.by(
        "SELECT b, " + aggregates + " AS s FROM t GROUP BY b", _ -> new ConditionalAggregates());
  }

  @Test
  void valuesOfOneBranchAreFiltered() {
    for (String aggregate : new String[] {"sum", "avg", "count", "min", "max"}) {
      String plan = changed(aggregate + "(CASE WHEN n > 1 THEN a END)");
      assertFalse(plan.contains("CASE"), plan);
    }
    String both = changed("sum(CASE WHEN n > 1 THEN a ELSE NULL END) FILTER (WHERE a < 5)");
    assertFalse(both.contains("CASE"), both);
    assertTrue(both.contains("< 5") && both.contains("> 1"), both);
  }

  @Test
  void whatCountsOtherwiseStays() {
    for (String kept :
        new String[] {
          "sum(CASE WHEN n > 1 THEN a ELSE 0 END)",
          "sum(CASE WHEN n > 1 THEN a WHEN n > 0 THEN n END)",
          "count(DISTINCT CASE WHEN n > 1 THEN a END)",
          "collect_list(CASE WHEN n > 1 THEN a END)",
          "first(CASE WHEN n > 1 THEN a END)"
        }) assertTrue(changed(kept).contains("CASE"), kept);
  }

  @Test
  void resultsAreTheSame() {
    try (BrasaSession session = BrasaSession.builder().master("local[2]").build()) {
      String rows =
          session
              .sql(
                  "SELECT k, sum(CASE WHEN v > 1 THEN v END), count(CASE WHEN v > 1 THEN k END),"
                      + " max(CASE WHEN v < 0 THEN v END), sum(CASE WHEN v > 1 THEN v ELSE 0 END)"
                      + " FROM VALUES ('a', 1), ('a', 2), ('a', 3), ('b', 1), ('b', NULL)"
                      + " AS t(k, v) GROUP BY k ORDER BY k")
              .collectAsList()
              .toString();
      assertEquals("[[a,5,2,null,5], [b,null,0,null,0]]", rows);
      assertEquals(
          "[[null,0]]",
          session
              .sql(
                  "SELECT sum(CASE WHEN v > 1 THEN v END), count(CASE WHEN v > 1 THEN v END)"
                      + " FROM VALUES (1) AS t(v) WHERE v > 1")
              .collectAsList()
              .toString());
    }
  }
}
