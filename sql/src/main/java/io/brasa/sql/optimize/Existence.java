package io.brasa.sql.optimize;

import io.brasa.sql.logical.Aggregate;
import io.brasa.sql.logical.Limit;
import io.brasa.sql.logical.LogicalPlan;
import io.brasa.sql.logical.Named;
import io.brasa.sql.logical.Project;
import io.brasa.sql.logical.Sort;
import io.brasa.sql.logical.Union;

/** Plans of which is only asked whether they give a row. */
final class Existence {
  private Existence() {}

  /** A plan that gives a row whenever the plan does. */
  static LogicalPlan reduced(LogicalPlan plan) {
    return switch (plan) {
      case Project project -> reduced(project.child());
      case Sort sort -> reduced(sort.child());
      case Aggregate aggregate when !aggregate.keys().isEmpty() -> reduced(aggregate.child());
      case Limit limit when isHarmless(limit) -> reduced(limit.child());
      default -> plan;
    };
  }

  private static boolean isHarmless(Limit limit) {
    return limit.offset() == 0 && (limit.count().isEmpty() || limit.count().getAsLong() > 0);
  }

  /** A plan of the same columns that gives the same rows, perhaps more often, in any order. */
  static LogicalPlan reducedDuplicates(LogicalPlan plan) {
    return switch (plan) {
      case Sort sort -> reducedDuplicates(sort.child());
      case Union union ->
          union.withChildren(union.children().stream().map(Existence::reducedDuplicates).toList());
      case Aggregate aggregate
          when aggregate.aggregates().isEmpty()
              && !aggregate.keys().isEmpty()
              && aggregate.keys().stream().allMatch(Named::isPassedOn) -> {
        LogicalPlan below = reducedDuplicates(aggregate.child());
        yield below.output().equals(aggregate.output())
            ? below
            : new Project(aggregate.keys(), below);
      }
      default -> plan;
    };
  }
}
