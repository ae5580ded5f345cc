package io.brasa.sql.physical;

import io.brasa.sql.expression.Attribute;
import io.brasa.sql.logical.ProgramCode;
import java.util.List;

/**
 * Rows that functions of the program's make of rows. The columns of a child are the keys and then
 * what is read; if there are keys, rows of equal keys are in one partition and follow each other in
 * the order of the keys, ascending, the same partitions of all children having the same keys.
 */
public record ProgramRows(
    ProgramCode code, int keyCount, List<Attribute> output, List<PhysicalPlan> children)
    implements PhysicalPlan {
  public ProgramRows {
    output = List.copyOf(output);
    children = List.copyOf(children);
  }

  @Override
  public ProgramRows withChildren(List<PhysicalPlan> others) {
    return new ProgramRows(code, keyCount, output, others);
  }

  @Override
  public String describe() {
    return "Program " + code.name();
  }
}
