package io.brasa.sql.optimize;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.junit.jupiter.api.Test;

final class TestDerivedConditions {
  private final Optimised optimised = new Optimised();

  @Test
  void eachSideIsAskedWhatTheCasesSayOfIt() {
    String plan =
        optimised.by(
            "SELECT t.n FROM t JOIN u ON t.a = u.a AND ((t.n = 1 AND u.x = 2) OR (t.n = 2 AND u.x ="
                + " 1))",
            List.of(
                _ -> new DerivedConditions(),
                _ -> new Simplification(),
                _ -> new FilterPushDown()));
    assertTrue(plan.contains("n#1 IN (1, 2)"), plan);
    assertEquals(2, plan.split("where").length - 1, plan);
  }
}
