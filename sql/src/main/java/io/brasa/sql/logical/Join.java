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
 */
public record Join(
    LogicalPlan left,
    LogicalPlan right,
    JoinType type,
    Optional<Expression> condition,
    Optional<Attribute> mark,
    boolean isDependent)
    implements LogicalPlan {
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
    return new Join(children.get(0), children.get(1), type, condition, mark, isDependent);
  }

  @Override
  public List<Expression> expressions() {
    return condition.map(List::of).orElse(List.of());
  }

  @Override
  public LogicalPlan withExpressions(List<Expression> expressions) {
    return condition.isEmpty()
        ? this
        : new Join(left, right, type, Optional.of(expressions.getFirst()), mark, isDependent);
  }
}
