package io.brasa.sql.optimize;

import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;

final class TestCommonFactors {
  private final Optimised optimised = new Optimised();

  @Test
  void whatAllCasesAskIsAskedOnce() {
    String plan =
        optimised.by(
            "SELECT a FROM t WHERE (a = 1 AND n = 2) OR (n = 2 AND b = \u0027x\u0027)",
            _ -> new CommonFactors());
    assertTrue(
        plan.contains("((n#5 = 2) AND ((a#1 = 1) OR (b#2 = \u0027x\u0027)))")
            || plan.contains("((n#2 = 2) AND ((a#1 = 1) OR (b#3 = \u0027x\u0027)))"),
        plan);
  }

  @Test
  void aCaseThatAsksNothingElseMakesTheOthersNeedless() {
    String plan =
        optimised.by(
            "SELECT a FROM t WHERE a = 1 OR (a = 1 AND b = \u0027x\u0027)",
            _ -> new CommonFactors());
    assertTrue(plan.contains("Filter (a#1 = 1)"), plan);
  }
}
