package io.brasa.sql.physical;

import io.brasa.sql.expression.Attribute;
import java.util.List;

/** The same rows in at most so many partitions, none of them divided. */
public record Coalesce(int count, PhysicalPlan child) implements PhysicalPlan {
  @Override
  public List<Attribute> output() {
    return child.output();
  }

  @Override
  public List<PhysicalPlan> children() {
    return List.of(child);
  }

  @Override
  public Coalesce withChildren(List<PhysicalPlan> children) {
    return new Coalesce(count, children.getFirst());
  }

  @Override
  public String describe() {
    return "Coalesce " + count;
  }
}
