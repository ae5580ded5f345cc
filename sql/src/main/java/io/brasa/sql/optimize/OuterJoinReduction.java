package io.brasa.sql.optimize;

import io.brasa.sql.expression.And;
import io.brasa.sql.expression.Attribute;
import io.brasa.sql.expression.Call;
import io.brasa.sql.expression.Cast;
import io.brasa.sql.expression.Comparison;
import io.brasa.sql.expression.Comparison.Operator;
import io.brasa.sql.expression.Expression;
import io.brasa.sql.expression.In;
import io.brasa.sql.expression.IsNull;
import io.brasa.sql.expression.Not;
import io.brasa.sql.expression.Or;
import io.brasa.sql.logical.Filter;
import io.brasa.sql.logical.Join;
import io.brasa.sql.logical.JoinType;
import io.brasa.sql.logical.LogicalPlan;
import java.util.Collection;
import java.util.HashSet;
import java.util.Set;

/**
 * Outer joins whose rows without partner are thrown away above become inner ones, or outer ones to
 * one side. A condition throws them away if it cannot be true where the columns of the padded side
 * are null.
 */
final class OuterJoinReduction implements Rule {
  /** Functions that give null if an argument is null. */
  private static final Set<String> STRICT =
      Set.of(
          "+",
          "-",
          "*",
          "/",
          "%",
          "negative",
          "like",
          "upper",
          "lower",
          "substring",
          "year",
          "month");

  @Override
  public LogicalPlan apply(LogicalPlan plan) {
    return plan.transformDown(OuterJoinReduction::reduced);
  }

  private static LogicalPlan reduced(LogicalPlan plan) {
    if (!(plan instanceof Filter(Expression condition, Join join))) return plan;
    JoinType type = reduced(join, condition);
    if (type == join.type()) return plan;
    return new Filter(condition, join.with(join.left(), join.right(), type, join.condition()));
  }

  private static JoinType reduced(Join join, Expression condition) {
    boolean needsLeft = needs(condition, join.left().output());
    boolean needsRight = needs(condition, join.right().output());
    return switch (join.type()) {
      case LEFT -> needsRight ? JoinType.INNER : JoinType.LEFT;
      case RIGHT -> needsLeft ? JoinType.INNER : JoinType.RIGHT;
      case FULL -> {
        if (needsLeft && needsRight) yield JoinType.INNER;
        if (needsLeft) yield JoinType.LEFT;
        yield needsRight ? JoinType.RIGHT : JoinType.FULL;
      }
      case INNER, LEFT_SEMI, LEFT_ANTI, LEFT_NULL_AWARE_ANTI, LEFT_MARK, LEFT_SINGLE -> join.type();
    };
  }

  /** Whether the condition is not true if all of the columns are null. */
  static boolean needs(Expression condition, Collection<Attribute> columns) {
    Set<Attribute> all = new HashSet<>(columns);
    return Conjuncts.of(condition).stream().anyMatch(c -> isNeverTrue(c, all));
  }

  private static boolean isNeverTrue(Expression condition, Set<Attribute> columns) {
    return switch (condition) {
      case Or(Expression left, Expression right) ->
          isNeverTrue(left, columns) && isNeverTrue(right, columns);
      case And(Expression left, Expression right) ->
          isNeverTrue(left, columns) || isNeverTrue(right, columns);
      case Not(IsNull(Expression child)) -> isNull(child, columns);
      default -> isNull(condition, columns);
    };
  }

  /** Whether the expression is null if all of the columns are null. */
  private static boolean isNull(Expression expression, Set<Attribute> columns) {
    return switch (expression) {
      case Attribute attribute -> columns.contains(attribute);
      case Cast cast -> isNull(cast.child(), columns);
      case Not(Expression child) -> isNull(child, columns);
      case Comparison c ->
          c.operator() != Operator.NULL_SAFE_EQUAL
              && (isNull(c.left(), columns) || isNull(c.right(), columns));
      case In in -> isNull(in.value(), columns);
      case And(Expression left, Expression right) ->
          isNull(left, columns) && isNull(right, columns);
      case Or(Expression left, Expression right) -> isNull(left, columns) && isNull(right, columns);
      case Call call ->
          STRICT.contains(call.function())
              && call.arguments().stream().anyMatch(a -> isNull(a, columns));
      default -> false;
    };
  }
}
