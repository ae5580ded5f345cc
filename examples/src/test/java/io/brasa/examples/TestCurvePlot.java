package io.brasa.examples;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.junit.jupiter.api.Test;

final class TestCurvePlot {
  @Test
  void scaleEndsAtARoundNumberThatIsNotLess() {
    assertEquals(1, CurvePlot.roundUp(0));
    assertEquals(0.5, CurvePlot.roundUp(0.21), 1e-12);
    assertEquals(2, CurvePlot.roundUp(2), 1e-12);
    assertEquals(100, CurvePlot.roundUp(51), 1e-12);
  }

  @Test
  void figuresLieWhereTheScaleSaysTheyAre() {
    String svg =
        CurvePlot.of("t", List.of(new CurvePlot.Curve("c", "red", new double[] {5, 2.5, 0})));
    // the plane is 550 wide from 70 and 290 high from 50
    assertTrue(svg.contains("points=\"70.0,50.0 345.0,195.0 620.0,340.0\""), svg);
  }
}
