package io.brasa.sql.optimize;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;

final class TestProjectCollapse {
  private final Optimised optimised = new Optimised();

  @Test
  void projectionsOfProjectionsAreOne() {
    String plan =
        optimised.by(
            "SELECT k * 2 AS m FROM (SELECT a + 1 AS k FROM t)", _ -> new ProjectCollapse());
    assertEquals(1, plan.split("Project").length - 1, plan);
  }
}
