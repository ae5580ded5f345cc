package io.brasa.sql.optimize;

import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.junit.jupiter.api.Test;

final class TestFilterOrder {
  private final Optimised optimised = new Optimised();

  private String ordered(String query) {
    return optimised.by(query, List.of(_ -> new FilterPushDown(), FilterOrder::new));
  }

  @Test
  void cheapConditionsThatLeaveFewRowsComeFirst() {
    String plan = ordered("SELECT p_name FROM part WHERE p_type LIKE '%BRASS' AND p_size = 15");
    assertTrue(plan.indexOf("p_size#2 =") < plan.indexOf("like("), plan);
    assertTrue(plan.contains("where [(p_size"), plan);
  }

  @Test
  void whatMayFailStaysBehindWhatStoodBeforeIt() {
    String plan = ordered("SELECT a FROM t WHERE n <> 0 AND a / n > 1 AND b LIKE '%x%'");
    assertTrue(plan.indexOf("<> 0") < plan.indexOf("/"), plan);
  }
}
