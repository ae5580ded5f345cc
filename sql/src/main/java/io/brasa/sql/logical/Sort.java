package io.brasa.sql.logical;

import io.brasa.sql.expression.Attribute;
import io.brasa.sql.expression.Expression;
import io.brasa.sql.expression.SortKey;
import java.util.ArrayList;
import java.util.List;

/**
 * Rows in order.
 *
 * @param isGlobal among all rows; else within partitions
 */
public record Sort(List<SortKey> keys, boolean isGlobal, LogicalPlan child) implements LogicalPlan {
  public Sort {
    keys = List.copyOf(keys);
  }

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
    return new Sort(keys, isGlobal, children.getFirst());
  }

  @Override
  public List<Expression> expressions() {
    return keys.stream().map(SortKey::expression).toList();
  }

  @Override
  public LogicalPlan withExpressions(List<Expression> expressions) {
    List<SortKey> changed = new ArrayList<>();
    for (int i = 0; i < keys.size(); i++) changed.add(keys.get(i).with(expressions.get(i)));
    return new Sort(changed, isGlobal, child);
  }
}
