package io.brasa.sql.execute;

import static io.brasa.sql.physical.Plans.byHash;
import static io.brasa.sql.physical.Plans.join;
import static io.brasa.sql.physical.Plans.scan;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;

import io.brasa.sql.physical.HashJoin;
import io.brasa.sql.physical.JoinKind;
import io.brasa.sql.physical.PhysicalPlan;
import io.brasa.sql.physical.ProjectRows;
import java.util.List;
import org.junit.jupiter.api.Test;

final class TestBuildOrder {
  @Test
  void whatSeemsSmallIsBuiltFirstHoweverDeepItIs() {
    HashJoin lowest = join(JoinKind.INNER, scan("facts", 3), 0, byHash(0, scan("b", 1)), 0, 20);
    PhysicalPlan between =
        new ProjectRows(
            List.of(io.brasa.sql.physical.Plans.column(1)), lowest.output().subList(1, 2), lowest);
    HashJoin middle = join(JoinKind.INNER, byHash(0, between), 0, byHash(0, scan("c", 1)), 0, 10);
    HashJoin top = join(JoinKind.INNER, middle, 0, byHash(0, scan("d", 1)), 0, 30);
    List<BuildOrder.Step> steps = BuildOrder.of(top);
    assertEquals(List.of(middle, lowest, top), steps.stream().map(BuildOrder.Step::join).toList());
    assertSame(lowest.build(), steps.get(1).build());
    assertEquals(
        List.of(between, middle.probe(), middle, top),
        steps.get(1).above(),
        "what stands between it and the top, upwards");
    assertEquals(List.of(), steps.get(2).above());
  }

  @Test
  void whatIsBuiltInTheTaskItselfIsNoStep() {
    HashJoin lower = join(JoinKind.INNER, scan("facts", 1), 0, scan("b", 1), 0, 1);
    HashJoin top = join(JoinKind.INNER, lower, 0, byHash(0, scan("d", 1)), 0, 30);
    assertEquals(List.of(top), BuildOrder.of(top).stream().map(BuildOrder.Step::join).toList());
  }
}
