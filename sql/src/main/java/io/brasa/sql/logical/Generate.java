package io.brasa.sql.logical;

import io.brasa.sql.expression.Attribute;
import io.brasa.sql.expression.Expression;
import java.util.ArrayList;
import java.util.List;

/**
 * Each row once for each row that a function makes of it: {@code explode}.
 *
 * @param generator a call of a function that gives rows
 * @param isOuter whether a row for which it gives none stays, with nulls
 * @param generated its columns, behind the child's
 */
public record Generate(
    Expression generator, boolean isOuter, List<Attribute> generated, LogicalPlan child)
    implements LogicalPlan {
  public Generate {
    generated = List.copyOf(generated);
  }

  @Override
  public List<Attribute> output() {
    List<Attribute> output = new ArrayList<>(child.output());
    for (Attribute a : generated) output.add(isOuter ? a.asNullable() : a);
    return output;
  }

  @Override
  public List<LogicalPlan> children() {
    return List.of(child);
  }

  @Override
  public LogicalPlan withChildren(List<LogicalPlan> children) {
    return new Generate(generator, isOuter, generated, children.getFirst());
  }

  @Override
  public List<Expression> expressions() {
    return List.of(generator);
  }

  @Override
  public LogicalPlan withExpressions(List<Expression> expressions) {
    return new Generate(expressions.getFirst(), isOuter, generated, child);
  }
}
