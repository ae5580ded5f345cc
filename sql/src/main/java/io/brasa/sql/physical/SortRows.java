package io.brasa.sql.physical;

import io.brasa.sql.expression.Attribute;
import io.brasa.sql.expression.SortKey;
import java.util.List;

/** The rows of each partition in order. */
public record SortRows(List<SortKey> keys, PhysicalPlan child) implements PhysicalPlan {
  public SortRows {
    keys = List.copyOf(keys);
  }

  @Override
  public List<Attribute> output() {
    return child.output();
  }

  @Override
  public List<PhysicalPlan> children() {
    return List.of(child);
  }

  @Override
  public SortRows withChildren(List<PhysicalPlan> children) {
    return new SortRows(keys, children.getFirst());
  }

  @Override
  public String describe() {
    return "Sort " + keys;
  }
}
