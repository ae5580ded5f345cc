package io.brasa.sql.logical;

import io.brasa.sql.expression.Attribute;
import io.brasa.sql.expression.Expression;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Rows of two inputs brought together.
 *
 * @param condition on the columns of both; empty for all pairs
 * @param mark the column that {@link JoinType#LEFT_MARK} adds, and only it
 * @param isDependent whether the right uses attributes of the left: a lateral join before unnesting
 * @param hints how it is to be run
 */
public record Join(
    LogicalPlan left,
    LogicalPlan right,
    JoinType type,
    Optional<Expression> condition,
    Optional<Attribute> mark,
    boolean isDependent,
    JoinHints hints)
    implements LogicalPlan {
  public Join(
      LogicalPlan left,
      LogicalPlan right,
      JoinType type,
      Optional<Expression> condition,
      Optional<Attribute> mark,
      boolean isDependent) {
    this(left, right, type, condition, mark, isDependent, JoinHints.NONE);
  }

  /** A join that is neither a mark join nor dependent. */
  public static Join of(
      LogicalPlan left, LogicalPlan right, JoinType type, Optional<Expression> condition) {
    return new Join(left, right, type, condition, Optional.empty(), false);
  }

  @Override
  public List<Attribute> output() {
    List<Attribute> output = new ArrayList<>();
    for (Attribute a : left.output()) output.add(type.padsLeft() ? a.asNullable() : a);
    if (type.hasRightColumns()) {
      for (Attribute a : right.output()) output.add(type.padsRight() ? a.asNullable() : a);
    }
    mark.ifPresent(output::add);
    return output;
  }

  @Override
  public List<LogicalPlan> children() {
    return List.of(left, right);
  }

  @Override
  public LogicalPlan withChildren(List<LogicalPlan> children) {
    return with(children.get(0), children.get(1), type, condition);
  }

  @Override
  public List<Expression> expressions() {
    return condition.map(List::of).orElse(List.of());
  }

  @Override
  public LogicalPlan withExpressions(List<Expression> expressions) {
    return condition.isEmpty()
        ? this
        : with(left, right, type, Optional.of(expressions.getFirst()));
  }

  /** The same of other inputs, on another condition, or of another type that keeps its columns. */
  public Join with(
      LogicalPlan newLeft,
      LogicalPlan newRight,
      JoinType newType,
      Optional<Expression> newCondition) {
    return new Join(newLeft, newRight, newType, newCondition, mark, isDependent, hints);
  }

  /** The same run as hints say. */
  public Join hinted(JoinHints newHints) {
    return new Join(left, right, type, condition, mark, isDependent, newHints);
  }
}
