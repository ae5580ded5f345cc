package io.brasa.sql.analysis;

import io.brasa.columnar.vector.Batch;
import io.brasa.columnar.vector.Values;
import io.brasa.columnar.vector.Vector;
import io.brasa.sql.error.SqlError;
import io.brasa.sql.evaluate.Evaluators;
import io.brasa.sql.expression.Expression;
import io.brasa.sql.expression.Literal;
import io.brasa.sql.function.Coercion;
import io.brasa.sql.function.EvaluationSettings;
import io.brasa.sql.function.Signature;
import io.brasa.sql.syntax.Origin;
import java.util.List;

/** Expressions that must have the same value for all rows. */
final class Constants {
  private Constants() {}

  /** The value; an error if it depends on a row. */
  static Literal of(Expression expression, Origin origin) {
    if (expression instanceof Literal literal) return literal;
    throw Query.error(
        SqlError.EXPRESSION_MISPLACED,
        origin,
        "A constant is wanted and not " + Signature.shown(expression),
        "Write a number or another literal");
  }

  /** The value of an expression that reads no rows; other expressions as they are. */
  static Expression folded(Expression expression, EvaluationSettings settings) {
    if (expression instanceof Literal) return expression;
    try {
      Vector value = Evaluators.of(expression, settings).evaluate(Batch.of(1, List.of()), null);
      return new Literal(Values.get(value, 0), expression.type());
    } catch (IllegalArgumentException e) {
      return expression;
    }
  }

  /** A whole number. */
  static long whole(Expression expression, Origin origin) {
    Literal literal = of(expression, origin);
    if (literal.value() instanceof Number number && Coercion.isIntegral(literal.type()))
      return number.longValue();
    throw Query.error(
        SqlError.ARGUMENT_MISMATCH,
        origin,
        "A whole number is wanted and not " + literal,
        "Give a whole number");
  }

  /** A whole number that is not negative. */
  static long count(Expression expression, String what, Origin origin) {
    Literal literal = of(expression, origin);
    if (literal.value() instanceof Number number && Coercion.isIntegral(literal.type())) {
      if (number.longValue() >= 0) return number.longValue();
    }
    throw Query.error(
        SqlError.INVALID_ARGUMENT_VALUE,
        origin,
        what + " is a whole number and not negative, but " + literal + " is given",
        "Give a count of rows");
  }
}
