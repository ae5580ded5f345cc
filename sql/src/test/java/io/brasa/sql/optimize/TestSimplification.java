package io.brasa.sql.optimize;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import org.junit.jupiter.api.Test;

final class TestSimplification {
  private final Optimised optimised = new Optimised();

  private void assertSimple(String expected, String condition) {
    String plan =
        optimised.by(
            "SELECT a FROM t WHERE " + condition,
            List.of(ConstantFolding::new, _ -> new Simplification()));
    String filter = plan.lines().filter(line -> line.contains("Filter")).findFirst().orElse(plan);
    assertEquals("Filter " + expected, filter.replace("+- ", "").replaceAll("#\\d+", ""));
  }

  @Test
  void notGoesInwards() {
    assertSimple("((a <= 1) OR (b <> \u0027x\u0027))", "NOT (a > 1 AND b = \u0027x\u0027)");
    assertSimple("(a IS NOT NULL AND (a = 1))", "NOT (a IS NULL OR a <> 1)");
  }

  @Test
  void literalsStandOnTheRightAndCastsLeaveColumns() {
    assertSimple("(a < 5)", "5 > a");
    assertSimple("(a = 5)", "a = 5L");
    assertSimple("(c >= 1.50)", "c >= 1.5000");
    assertSimple("(cast(a as decimal(11,1)) = 1.5)", "a = 1.5");
  }

  @Test
  void whatIsSureIsDecided() {
    assertSimple("(a = 1)", "a = 1 AND 1 = 1");
    assertSimple("false", "a = 1 AND 1 = 2");
    assertSimple("false", "a = NULL");
    assertSimple("true", "n IS NOT NULL");
    assertSimple("(a = 1)", "a = 1 OR n <> n");
  }

  @Test
  void equalitiesOfOneValueBecomeIn() {
    assertSimple("a IN (1, 2, 3)", "a = 1 OR a = 2 OR a IN (2, 3)");
    assertSimple("(a = 1)", "a IN (1, 1)");
  }

  @Test
  void branchesThatAreNeverTakenGo() {
    assertSimple("(a = 2)", "CASE WHEN 1 = 2 THEN a = 1 WHEN true THEN a = 2 ELSE a = 3 END");
  }
}
