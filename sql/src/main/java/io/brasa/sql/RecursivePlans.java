package io.brasa.sql;

import io.brasa.sql.logical.Limit;
import io.brasa.sql.logical.LogicalPlan;
import io.brasa.sql.logical.Project;
import io.brasa.sql.logical.RecursiveTable;
import io.brasa.sql.logical.Scan;
import java.util.List;
import java.util.function.UnaryOperator;

/** The plans within recursive tables, which the optimiser does not look into. */
final class RecursivePlans {
  private RecursivePlans() {}

  /** The same plan with cheaper ones in its recursive tables, which are told how many rows do. */
  static LogicalPlan map(LogicalPlan plan, UnaryOperator<LogicalPlan> cheaper) {
    return plan.transformUp(
        node ->
            switch (node) {
              case Scan scan when scan.source() instanceof RecursiveTable table ->
                  reading(scan, table.map(cheaper));
              case Limit limit when limit.count().isPresent() ->
                  limit.withChildren(
                      List.of(
                          until(
                              limit.child(),
                              Math.addExact(limit.count().getAsLong(), limit.offset()))));
              default -> node;
            });
  }

  private static LogicalPlan until(LogicalPlan plan, long rows) {
    return switch (plan) {
      case Project project -> project.withChildren(List.of(until(project.child(), rows)));
      case Scan scan
          when scan.source() instanceof RecursiveTable table && scan.filters().isEmpty() ->
          reading(scan, table.until(rows));
      default -> plan;
    };
  }

  private static Scan reading(Scan scan, RecursiveTable table) {
    return new Scan(table, scan.name(), scan.output(), scan.columns(), scan.filters());
  }
}
