package io.brasa.sql.execute;

import io.brasa.sql.physical.Exchange;
import io.brasa.sql.physical.FilterRows;
import io.brasa.sql.physical.HashJoin;
import io.brasa.sql.physical.PhysicalPlan;
import io.brasa.sql.physical.ProjectRows;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** In which order joins that probe for each other build: what seems small first. */
final class BuildOrder {
  private final List<Step> steps = new ArrayList<>();

  /**
   * A join and what it builds.
   *
   * @param above what stands between it and the first join, which is the last, upwards
   */
  record Step(HashJoin join, Exchange build, List<PhysicalPlan> above) {
    Step {
      above = List.copyOf(above);
    }
  }

  private BuildOrder() {}

  /** A join, and those on the way down its probing side. */
  static List<Step> of(HashJoin join) {
    BuildOrder order = new BuildOrder();
    order.collect(join, List.of());
    order.steps.sort(Comparator.comparingDouble(step -> step.join().estimates().buildBytes()));
    return order.steps;
  }

  private void collect(PhysicalPlan plan, List<PhysicalPlan> above) {
    PhysicalPlan below =
        switch (plan) {
          case HashJoin join -> {
            if (join.build() instanceof Exchange build) steps.add(new Step(join, build, above));
            yield join.probe();
          }
          case ProjectRows project -> project.child();
          case FilterRows filter -> filter.child();
          case Exchange exchange -> exchange.child();
          default -> null;
        };
    if (below == null) return;
    List<PhysicalPlan> more = new ArrayList<>(List.of(plan));
    more.addAll(above);
    collect(below, more);
  }
}
