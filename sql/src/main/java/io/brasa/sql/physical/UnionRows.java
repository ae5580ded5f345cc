package io.brasa.sql.physical;

import io.brasa.sql.expression.Attribute;
import java.util.List;

/** The partitions of all children. */
public record UnionRows(List<PhysicalPlan> children, List<Attribute> output)
    implements PhysicalPlan {
  public UnionRows {
    children = List.copyOf(children);
    output = List.copyOf(output);
  }

  @Override
  public UnionRows withChildren(List<PhysicalPlan> others) {
    return new UnionRows(others, output);
  }

  @Override
  public String describe() {
    return "Union";
  }
}
