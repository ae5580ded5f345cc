package io.brasa.sql.logical;

import io.brasa.sql.expression.Attribute;
import io.brasa.sql.expression.Expression;
import java.util.List;

/** Each row as other columns. */
public record Project(List<Named> columns, LogicalPlan child) implements LogicalPlan {
  public Project {
    columns = List.copyOf(columns);
  }

  @Override
  public List<Attribute> output() {
    return Named.attributes(columns);
  }

  @Override
  public List<LogicalPlan> children() {
    return List.of(child);
  }

  @Override
  public LogicalPlan withChildren(List<LogicalPlan> children) {
    return new Project(columns, children.getFirst());
  }

  @Override
  public List<Expression> expressions() {
    return Named.expressions(columns);
  }

  @Override
  public LogicalPlan withExpressions(List<Expression> expressions) {
    return new Project(Named.with(columns, expressions), child);
  }
}
