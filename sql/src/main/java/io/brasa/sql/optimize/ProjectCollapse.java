package io.brasa.sql.optimize;

import io.brasa.sql.expression.Attribute;
import io.brasa.sql.expression.Expression;
import io.brasa.sql.expression.Literal;
import io.brasa.sql.logical.LogicalPlan;
import io.brasa.sql.logical.Named;
import io.brasa.sql.logical.Project;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** A projection of a projection is one, unless something would be computed more than once. */
final class ProjectCollapse implements Rule {
  @Override
  public LogicalPlan apply(LogicalPlan plan) {
    return plan.transformUp(
        node ->
            node instanceof Project(List<Named> columns, Project below) && isCheap(columns, below)
                ? new Project(Substitution.of(below.columns()).named(columns), below.child())
                : node);
  }

  private static boolean isCheap(List<Named> columns, Project below) {
    Map<Attribute, Integer> uses = new HashMap<>();
    for (Named column : columns) count(column.expression(), uses);
    for (Named column : below.columns()) {
      boolean isFree =
          column.expression() instanceof Attribute || column.expression() instanceof Literal;
      if (isFree) continue;
      int count = uses.getOrDefault(column.attribute(), 0);
      boolean isSteady = Uses.isDeterministic(column.expression());
      if (count > 1 || !isSteady) return false;
    }
    return true;
  }

  private static void count(Expression expression, Map<Attribute, Integer> uses) {
    if (expression instanceof Attribute attribute) uses.merge(attribute, 1, Integer::sum);
    for (Expression child : expression.children()) count(child, uses);
  }
}
