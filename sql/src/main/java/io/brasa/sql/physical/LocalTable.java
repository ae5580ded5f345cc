package io.brasa.sql.physical;

import io.brasa.columnar.vector.Batch;
import io.brasa.sql.expression.Attribute;
import java.util.List;

/** Rows that the driver has. */
public record LocalTable(List<Batch> batches, List<Attribute> output) implements PhysicalPlan {
  public LocalTable {
    batches = List.copyOf(batches);
    output = List.copyOf(output);
  }

  @Override
  public List<PhysicalPlan> children() {
    return List.of();
  }

  @Override
  public LocalTable withChildren(List<PhysicalPlan> children) {
    return this;
  }

  @Override
  public String describe() {
    return "LocalTable " + output;
  }
}
