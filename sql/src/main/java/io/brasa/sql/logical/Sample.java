package io.brasa.sql.logical;

import io.brasa.sql.expression.Attribute;
import io.brasa.sql.expression.Expression;
import java.util.List;

/** Some of the rows, by chance from a seed. */
public record Sample(double fraction, boolean withReplacement, long seed, LogicalPlan child)
    implements LogicalPlan {
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
    return new Sample(fraction, withReplacement, seed, children.getFirst());
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
