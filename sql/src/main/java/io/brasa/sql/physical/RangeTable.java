package io.brasa.sql.physical;

import io.brasa.sql.expression.Attribute;
import java.util.List;

/** Long integers from {@code start} on, before {@code end}. */
public record RangeTable(long start, long end, long step, int partitionCount, Attribute attribute)
    implements PhysicalPlan {
  @Override
  public List<Attribute> output() {
    return List.of(attribute);
  }

  @Override
  public List<PhysicalPlan> children() {
    return List.of();
  }

  @Override
  public RangeTable withChildren(List<PhysicalPlan> children) {
    return this;
  }

  @Override
  public String describe() {
    return "Range (" + start + ", " + end + ", step " + step + ")";
  }
}
