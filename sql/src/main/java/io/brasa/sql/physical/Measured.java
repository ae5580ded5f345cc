package io.brasa.sql.physical;

import io.brasa.sql.expression.Attribute;
import java.util.List;

/** Counts what a node does; stands above it in tasks when a plan is analysed. */
public record Measured(int id, PhysicalPlan child) implements PhysicalPlan {
  @Override
  public List<Attribute> output() {
    return child.output();
  }

  @Override
  public List<PhysicalPlan> children() {
    return List.of(child);
  }

  @Override
  public Measured withChildren(List<PhysicalPlan> children) {
    return new Measured(id, children.getFirst());
  }

  @Override
  public String describe() {
    return child.describe();
  }
}
