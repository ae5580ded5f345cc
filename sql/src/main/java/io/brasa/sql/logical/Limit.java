package io.brasa.sql.logical;

import io.brasa.sql.expression.Attribute;
import io.brasa.sql.expression.Expression;
import java.util.List;
import java.util.OptionalLong;

/**
 * The first rows, in the child's order if it has one.
 *
 * @param count empty for all
 * @param offset so many are left out before
 */
public record Limit(OptionalLong count, long offset, LogicalPlan child) implements LogicalPlan {
  @Override
  public List<Attribute> output() {
    return child.output();
  }

  @Override
  public List<LogicalPlan> children() {
    return List.of(child);
  }

  @Override
  public LogicalPlan withChildren(List<LogicalPlan> children) {
    return new Limit(count, offset, children.getFirst());
  }

  @Override
  public List<Expression> expressions() {
    return List.of();
  }

  @Override
  public LogicalPlan withExpressions(List<Expression> expressions) {
    return this;
  }
}
