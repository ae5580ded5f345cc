package io.brasa.sql.physical;

import io.brasa.sql.expression.Attribute;
import io.brasa.sql.expression.Call;
import java.util.List;

/**
 * Each row once for each row that a function makes of it.
 *
 * @param isOuter whether a row of which it makes none stays, with nulls
 */
public record GenerateRows(
    Call generator, boolean isOuter, List<Attribute> output, PhysicalPlan child)
    implements PhysicalPlan {
  public GenerateRows {
    output = List.copyOf(output);
  }

  @Override
  public List<PhysicalPlan> children() {
    return List.of(child);
  }

  @Override
  public GenerateRows withChildren(List<PhysicalPlan> children) {
    return new GenerateRows(generator, isOuter, output, children.getFirst());
  }

  @Override
  public String describe() {
    return "Generate " + generator + (isOuter ? " outer" : "");
  }
}
