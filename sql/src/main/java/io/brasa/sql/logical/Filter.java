package io.brasa.sql.logical;

import io.brasa.sql.expression.Attribute;
import io.brasa.sql.expression.Expression;
import java.util.List;

/** The rows for which a condition is true; not those for which it is null. */
public record Filter(Expression condition, LogicalPlan child) implements LogicalPlan {
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
    return new Filter(condition, children.getFirst());
  }

  @Override
  public List<Expression> expressions() {
    return List.of(condition);
  }

  @Override
  public LogicalPlan withExpressions(List<Expression> expressions) {
    return new Filter(expressions.getFirst(), child);
  }
}
