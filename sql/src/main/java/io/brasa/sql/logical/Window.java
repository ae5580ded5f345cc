package io.brasa.sql.logical;

import io.brasa.sql.expression.Attribute;
import io.brasa.sql.expression.Expression;
import java.util.ArrayList;
import java.util.List;

/**
 * Rows with columns computed over the rows around them.
 *
 * @param columns each a {@link io.brasa.sql.expression.WindowCall}; behind the child's columns
 */
public record Window(List<Named> columns, LogicalPlan child) implements LogicalPlan {
  public Window {
    columns = List.copyOf(columns);
  }

  @Override
  public List<Attribute> output() {
    List<Attribute> output = new ArrayList<>(child.output());
    output.addAll(Named.attributes(columns));
    return output;
  }

  @Override
  public List<LogicalPlan> children() {
    return List.of(child);
  }

  @Override
  public LogicalPlan withChildren(List<LogicalPlan> children) {
    return new Window(columns, children.getFirst());
  }

  @Override
  public List<Expression> expressions() {
    return Named.expressions(columns);
  }

  @Override
  public LogicalPlan withExpressions(List<Expression> expressions) {
    return new Window(Named.with(columns, expressions), child);
  }
}
