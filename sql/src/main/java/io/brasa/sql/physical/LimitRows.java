package io.brasa.sql.physical;

import io.brasa.sql.expression.Attribute;
import java.util.List;

/**
 * So many rows of each partition, after some that are left out.
 *
 * @param count {@code Long.MAX_VALUE} for all
 */
public record LimitRows(long count, long offset, PhysicalPlan child) implements PhysicalPlan {
  @Override
  public List<Attribute> output() {
    return child.output();
  }

  @Override
  public List<PhysicalPlan> children() {
    return List.of(child);
  }

  @Override
  public LimitRows withChildren(List<PhysicalPlan> children) {
    return new LimitRows(count, offset, children.getFirst());
  }

  @Override
  public String describe() {
    return "Limit "
        + (count == Long.MAX_VALUE ? "all" : count)
        + (offset == 0 ? "" : " offset " + offset);
  }
}
