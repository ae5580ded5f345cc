package io.brasa.sql.physical;

import io.brasa.sql.expression.Attribute;
import io.brasa.sql.expression.Expression;
import java.util.List;

/** Each row once for each list of expressions. */
public record ExpandRows(
    List<List<Expression>> projections, List<Attribute> output, PhysicalPlan child)
    implements PhysicalPlan {
  public ExpandRows {
    projections = List.copyOf(projections);
    output = List.copyOf(output);
  }

  @Override
  public List<PhysicalPlan> children() {
    return List.of(child);
  }

  @Override
  public ExpandRows withChildren(List<PhysicalPlan> children) {
    return new ExpandRows(projections, output, children.getFirst());
  }

  @Override
  public String describe() {
    return "Expand " + projections;
  }
}
