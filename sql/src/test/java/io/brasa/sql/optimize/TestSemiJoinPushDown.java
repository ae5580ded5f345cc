package io.brasa.sql.optimize;

import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;

final class TestSemiJoinPushDown {
  private final Optimised optimised = new Optimised();

  @Test
  void semiJoinsThatLeaveFewRowsComeFirst() {
    String plan =
        Optimised.text(
            optimised.plan(
                "SELECT l_quantity FROM orders, lineitem WHERE o_orderkey = l_orderkey AND o_custkey"
                    + " IN (SELECT c_custkey FROM customer WHERE c_mktsegment = \u0027BUILDING\u0027)"));
    assertTrue(plan.indexOf("INNER") < plan.indexOf("LEFT_SEMI"), plan);
  }
}
