package io.brasa.sql.logical;

import io.brasa.sql.expression.Attribute;
import io.brasa.sql.expression.Expression;
import java.util.ArrayList;
import java.util.List;

/**
 * One row for each group of rows with equal keys; without keys one row in any case.
 *
 * @param keys come first in the output
 * @param aggregates each an {@link io.brasa.sql.expression.AggregateCall}
 */
public record Aggregate(List<Named> keys, List<Named> aggregates, LogicalPlan child)
    implements LogicalPlan {
  public Aggregate {
    keys = List.copyOf(keys);
    aggregates = List.copyOf(aggregates);
  }

  @Override
  public List<Attribute> output() {
    List<Attribute> output = new ArrayList<>(Named.attributes(keys));
    output.addAll(Named.attributes(aggregates));
    return output;
  }

  @Override
  public List<LogicalPlan> children() {
    return List.of(child);
  }

  @Override
  public LogicalPlan withChildren(List<LogicalPlan> children) {
    return new Aggregate(keys, aggregates, children.getFirst());
  }

  @Override
  public List<Expression> expressions() {
    List<Expression> all = new ArrayList<>(Named.expressions(keys));
    all.addAll(Named.expressions(aggregates));
    return all;
  }

  @Override
  public LogicalPlan withExpressions(List<Expression> expressions) {
    int count = keys.size();
    return new Aggregate(
        Named.with(keys, expressions.subList(0, count)),
        Named.with(aggregates, expressions.subList(count, expressions.size())),
        child);
  }
}
