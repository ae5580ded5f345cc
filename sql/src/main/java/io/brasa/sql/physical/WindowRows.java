package io.brasa.sql.physical;

import io.brasa.sql.expression.Attribute;
import io.brasa.sql.expression.WindowCall;
import java.util.List;

/**
 * Rows with columns computed over the rows around them. The child's rows are sorted by the keys of
 * partitions, then by the order; calls of a node agree on both.
 *
 * @param calls each a {@code WindowCall}
 */
public record WindowRows(List<WindowCall> calls, List<Attribute> output, PhysicalPlan child)
    implements PhysicalPlan {
  public WindowRows {
    calls = List.copyOf(calls);
    output = List.copyOf(output);
  }

  @Override
  public List<PhysicalPlan> children() {
    return List.of(child);
  }

  @Override
  public WindowRows withChildren(List<PhysicalPlan> children) {
    return new WindowRows(calls, output, children.getFirst());
  }

  @Override
  public String describe() {
    return "Window " + calls;
  }
}
