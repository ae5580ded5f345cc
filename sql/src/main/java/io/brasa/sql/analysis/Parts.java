package io.brasa.sql.analysis;

import io.brasa.sql.expression.AggregateCall;
import io.brasa.sql.expression.AttributeIds;
import io.brasa.sql.expression.CanonicalForm;
import io.brasa.sql.expression.Expression;
import io.brasa.sql.expression.SubqueryExpression;
import io.brasa.sql.expression.WindowCall;
import io.brasa.sql.logical.LogicalPlan;
import io.brasa.sql.logical.Renewal;
import java.util.function.UnaryOperator;

/** What expressions are made of. */
final class Parts {
  private Parts() {}

  /** Whether it has an aggregate over the rows of a group; one over a window is none. */
  static boolean hasAggregate(Expression expression) {
    return switch (expression) {
      case AggregateCall _ -> true;
      case WindowCall window ->
          window.function().children().stream().anyMatch(Parts::hasAggregate)
              || window.partitions().stream().anyMatch(Parts::hasAggregate)
              || window.order().stream().anyMatch(key -> hasAggregate(key.expression()));
      default ->
          Grouping.isMark(expression)
              || expression.children().stream().anyMatch(Parts::hasAggregate);
    };
  }

  static boolean hasWindow(Expression expression) {
    return expression instanceof WindowCall
        || expression.children().stream().anyMatch(Parts::hasWindow);
  }

  /** The same with what the function makes of its direct parts. */
  static Expression mapChildren(Expression expression, UnaryOperator<Expression> function) {
    if (expression.children().isEmpty()) return expression;
    return expression.withChildren(expression.children().stream().map(function).toList());
  }

  /**
   * The expression as expressions are compared: that of another place which computes the same is
   * equal to it, though each has columns of its own in its sub-queries.
   */
  static Expression comparable(Expression expression) {
    return CanonicalForm.of(
        hasSubquery(expression) ? new Renewal(AttributeIds.apart()).of(expression) : expression);
  }

  /** Whether it has what is computed of other rows than the one at hand. */
  static boolean isOfSeveralRows(Expression expression) {
    return hasAggregate(expression) || hasWindow(expression) || hasSubquery(expression);
  }

  static boolean hasSubquery(Expression expression) {
    return expression instanceof SubqueryExpression
        || expression.children().stream().anyMatch(Parts::hasSubquery);
  }

  /** A plan with what the function makes of all expressions in it, sub-queries included. */
  static LogicalPlan mapExpressions(LogicalPlan plan, UnaryOperator<Expression> function) {
    return plan.transformUp(node -> node.mapExpressions(e -> withSubqueries(e, function)));
  }

  private static Expression withSubqueries(
      Expression expression, UnaryOperator<Expression> function) {
    return function
        .apply(expression)
        .transformUp(
            e ->
                e instanceof SubqueryExpression query
                    ? query.withPlan(mapExpressions(LogicalPlan.of(query), function))
                    : e);
  }
}
