package io.brasa.sql.physical;

import io.brasa.sql.expression.Attribute;
import java.util.List;

/** Some of the rows, by chance from a seed and the partition's number. */
public record SampleRows(double fraction, boolean withReplacement, long seed, PhysicalPlan child)
    implements PhysicalPlan {
  @Override
  public List<Attribute> output() {
    return child.output();
  }

  @Override
  public List<PhysicalPlan> children() {
    return List.of(child);
  }

  @Override
  public SampleRows withChildren(List<PhysicalPlan> children) {
    return new SampleRows(fraction, withReplacement, seed, children.getFirst());
  }

  @Override
  public String describe() {
    return "Sample " + fraction;
  }
}
