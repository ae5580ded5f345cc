package io.brasa.sql.physical;

import io.brasa.sql.expression.Attribute;
import io.brasa.sql.expression.SortKey;
import java.util.List;

/** The first rows of each partition by an order, in that order. */
public record TopRows(List<SortKey> keys, long count, PhysicalPlan child) implements PhysicalPlan {
  public TopRows {
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
  public TopRows withChildren(List<PhysicalPlan> children) {
    return new TopRows(keys, count, children.getFirst());
  }

  @Override
  public String describe() {
    return "Top " + count + " " + keys;
  }
}
