package io.brasa.sql.physical;

import io.brasa.columnar.vector.Batch;
import io.brasa.core.lineage.Lineage;
import io.brasa.sql.expression.Attribute;
import java.util.List;

/** The rows of a dataset of batches. Never leaves the driver: tasks read it as an input. */
public record DatasetTable(String name, Lineage<Batch> dataset, List<Attribute> output)
    implements PhysicalPlan {
  public DatasetTable {
    output = List.copyOf(output);
  }

  @Override
  public List<PhysicalPlan> children() {
    return List.of();
  }

  @Override
  public DatasetTable withChildren(List<PhysicalPlan> children) {
    return this;
  }

  @Override
  public String describe() {
    return name + " " + output;
  }
}
