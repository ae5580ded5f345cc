package io.brasa.sql.analysis;

import io.brasa.columnar.type.AtomicType;
import io.brasa.sql.expression.Expression;
import io.brasa.sql.expression.Lambda;
import io.brasa.sql.expression.LambdaVariable;
import io.brasa.sql.expression.Literal;
import io.brasa.sql.syntax.Origin;
import java.util.List;
import java.util.function.UnaryOperator;

/**
 * Values that an expression has in several places. A small one stands in each; a larger one gets a
 * name, the only element of an array that a lambda is called with: else expressions nested in each
 * other, {@code ((a BETWEEN 1 AND 2) BETWEEN …)}, would double at each level.
 */
final class Shared {
  /** More parts than expressions of people have, so that rules see theirs as they are. */
  private static final int MOST_PARTS = 200;

  private Shared() {}

  /**
   * The use of a value.
   *
   * @param others what else the use is made of; sub-queries, aggregates and windows cannot stand in
   *     a lambda
   */
  static Expression value(
      Query query,
      Expression value,
      List<Expression> others,
      Origin origin,
      UnaryOperator<Expression> use) {
    boolean isNamed =
        value.type() != AtomicType.NULL
            && rest(value, MOST_PARTS) < 0
            && others.stream().noneMatch(Parts::isOfSeveralRows);
    if (!isNamed) return use.apply(value);
    LambdaVariable named =
        new LambdaVariable(query.ids().next(), "value", value.type(), value.nullable());
    CallAnalyzer calls = query.expressions().calls();
    Expression array = calls.named("array", List.of(value), origin);
    Lambda lambda = new Lambda(List.of(named), use.apply(named));
    Expression used = calls.named("transform", List.of(array, lambda), origin);
    return calls.element(used, Literal.of(0), origin);
  }

  /** How many parts may still come after those of the expression; negative if none may. */
  private static int rest(Expression expression, int most) {
    int rest = most - 1;
    for (Expression child : expression.children()) {
      if (rest < 0) return rest;
      rest = rest(child, rest);
    }
    return rest;
  }
}
