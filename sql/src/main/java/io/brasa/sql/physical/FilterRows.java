package io.brasa.sql.physical;

import io.brasa.sql.expression.Attribute;
import io.brasa.sql.expression.Expression;
import java.util.List;

/** The rows for which a condition is true. */
public record FilterRows(Expression condition, PhysicalPlan child) implements PhysicalPlan {
  @Override
  public List<Attribute> output() {
    return child.output();
  }

  @Override
  public List<PhysicalPlan> children() {
    return List.of(child);
  }

  @Override
  public FilterRows withChildren(List<PhysicalPlan> children) {
    return new FilterRows(condition, children.getFirst());
  }

  @Override
  public String describe() {
    return "Filter " + condition;
  }
}
