package io.brasa.sql.logical;

import io.brasa.sql.expression.Attribute;
import io.brasa.sql.expression.Expression;
import java.util.List;

/** The rows of all children, duplicates too; columns by place, of equal types. */
public record Union(List<LogicalPlan> children, List<Attribute> output) implements LogicalPlan {
  public Union {
    children = List.copyOf(children);
    output = List.copyOf(output);
  }

  @Override
  public LogicalPlan withChildren(List<LogicalPlan> others) {
    return new Union(others, output);
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
