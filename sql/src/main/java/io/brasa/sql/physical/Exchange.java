package io.brasa.sql.physical;

import io.brasa.sql.expression.Attribute;
import java.util.List;

/**
 * The same rows in other partitions.
 *
 * @param isFixed whether what is above needs the partitions as they are, so that it may not be left
 *     out
 */
public record Exchange(Partitioning partitioning, boolean isFixed, PhysicalPlan child)
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
  public Exchange withChildren(List<PhysicalPlan> children) {
    return new Exchange(partitioning, isFixed, children.getFirst());
  }

  @Override
  public String describe() {
    return "Exchange " + partitioning;
  }
}
