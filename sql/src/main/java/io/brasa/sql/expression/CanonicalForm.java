package io.brasa.sql.expression;

import java.util.List;

/**
 * Expressions that say the same in another order made equal: {@code a + b} and {@code b + a},
 * {@code a < b} and {@code b > a}.
 */
public final class CanonicalForm {
  private CanonicalForm() {}

  public static Expression of(Expression expression) {
    return expression.transformUp(CanonicalForm::ordered);
  }

  /** Whether both compute the same. */
  public static boolean areSame(Expression left, Expression right) {
    return left.equals(right) || of(left).equals(of(right));
  }

  private static Expression ordered(Expression expression) {
    return switch (expression) {
      case And(Expression left, Expression right) when isBehind(left, right) ->
          new And(right, left);
      case Or(Expression left, Expression right) when isBehind(left, right) -> new Or(right, left);
      case Comparison(Comparison.Operator operator, Expression left, Expression right)
          when isSwapped(operator, left, right) ->
          new Comparison(operator.swapped(), right, left);
      case Call call when isCommutative(call) && isBehind(call.argument(0), call.argument(1)) ->
          call.withChildren(List.of(call.argument(1), call.argument(0)));
      default -> expression;
    };
  }

  private static boolean isSwapped(
      Comparison.Operator operator, Expression left, Expression right) {
    return switch (operator) {
      case GREATER, GREATER_OR_EQUAL -> true;
      case LESS, LESS_OR_EQUAL -> false;
      case EQUAL, NOT_EQUAL, NULL_SAFE_EQUAL -> isBehind(left, right);
    };
  }

  private static boolean isCommutative(Call call) {
    boolean isSign = call.function().equals("+") || call.function().equals("*");
    return isSign
        && call.arguments().size() == 2
        && call.argument(0).type().equals(call.argument(1).type());
  }

  private static boolean isBehind(Expression left, Expression right) {
    return left.toString().compareTo(right.toString()) > 0;
  }
}
