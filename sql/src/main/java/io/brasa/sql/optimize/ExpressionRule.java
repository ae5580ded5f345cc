package io.brasa.sql.optimize;

import io.brasa.sql.expression.Expression;
import io.brasa.sql.logical.Filter;
import io.brasa.sql.logical.Join;
import io.brasa.sql.logical.LogicalPlan;

/** A rule that rewrites expressions one by one, wherever they stand. */
abstract class ExpressionRule implements Rule {
  @Override
  public LogicalPlan apply(LogicalPlan plan) {
    return plan.transformUp(
        node ->
            node.mapExpressions(
                e -> isCondition(node) ? condition(e) : e.transformUp(this::rewrite)));
  }

  private static boolean isCondition(LogicalPlan node) {
    return node instanceof Filter || node instanceof Join join && takesNullForFalse(join);
  }

  private static boolean takesNullForFalse(Join join) {
    return switch (join.type()) {
      case LEFT_NULL_AWARE_ANTI, LEFT_MARK -> false;
      default -> true;
    };
  }

  /** A condition for which null is as good as false. */
  Expression condition(Expression expression) {
    return expression.transformUp(this::rewrite);
  }

  /** An expression of the same value; its parts were rewritten before. */
  abstract Expression rewrite(Expression expression);
}
