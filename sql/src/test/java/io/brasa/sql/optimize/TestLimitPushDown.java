package io.brasa.sql.optimize;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;

final class TestLimitPushDown {
  private final Optimised optimised = new Optimised();

  private String pushed(String query) {
    return optimised.by(query, _ -> new LimitPushDown());
  }

  @Test
  void limitsStandOnSortsAndInPartsOfUnions() {
    assertTrue(pushed("SELECT b FROM t ORDER BY a LIMIT 3").startsWith("Project"));
    String union = pushed("SELECT a FROM t UNION ALL SELECT x FROM u LIMIT 3 OFFSET 1");
    assertEquals(2, union.split("Limit 4").length - 1, union);
    assertTrue(union.startsWith("Limit 3 offset 1"), union);
  }

  @Test
  void twoLimitsBecomeOne() {
    String plan = pushed("SELECT * FROM (SELECT a FROM t LIMIT 10 OFFSET 5) LIMIT 20 OFFSET 3");
    assertTrue(plan.contains("Limit 7 offset 8"), plan);
  }
}
