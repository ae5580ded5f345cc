package io.brasa.sql.optimize;

import io.brasa.sql.expression.Attribute;
import io.brasa.sql.expression.Expression;
import io.brasa.sql.logical.Filter;
import io.brasa.sql.logical.Join;
import io.brasa.sql.logical.JoinType;
import io.brasa.sql.logical.LogicalPlan;
import io.brasa.sql.logical.Named;
import io.brasa.sql.logical.Project;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * Semi joins that leave few rows are done before other joins, on the relation that they compare.
 * Those that let most rows through stay above, where fewer rows come.
 */
final class SemiJoinPushDown implements Rule {
  private static final double SELECTIVE = 0.5;

  private final KnownTables tables;

  SemiJoinPushDown(OptimizerContext context) {
    this.tables = context.tables();
  }

  @Override
  public LogicalPlan apply(LogicalPlan plan) {
    Estimates estimates = new Estimates(tables);
    return plan.transformUp(node -> node instanceof Join join ? lowered(join, estimates) : node);
  }

  private static LogicalPlan lowered(Join join, Estimates estimates) {
    if (join.type() != JoinType.LEFT_SEMI || join.condition().isEmpty()) return join;
    List<Expression> conditions = Conjuncts.of(join.condition());
    Estimate left = estimates.of(join.left());
    Estimate right = estimates.of(join.right());
    if (estimates.matching(left, right, conditions) > SELECTIVE) return join;
    Set<Attribute> used = new HashSet<>(Uses.of(conditions));
    used.retainAll(join.left().output());
    return into(join.left(), join, used);
  }

  /** The semi join at the deepest relation that has the columns it uses. */
  private static LogicalPlan into(LogicalPlan plan, Join semi, Set<Attribute> used) {
    return switch (plan) {
      case Join join when JoinGraph.isPlain(join) && join.left().output().containsAll(used) ->
          join.withChildren(List.of(into(join.left(), semi, used), join.right()));
      case Join join when JoinGraph.isPlain(join) && join.right().output().containsAll(used) ->
          join.withChildren(List.of(join.left(), into(join.right(), semi, used)));
      case Filter filter -> filter.withChildren(List.of(into(filter.child(), semi, used)));
      case Project project
          when project.columns().stream().allMatch(Named::isPassedOn)
              && project.child().output().containsAll(used) ->
          project.withChildren(List.of(into(project.child(), semi, used)));
      default -> semi.withChildren(List.of(plan, semi.right()));
    };
  }
}
