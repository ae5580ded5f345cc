package io.brasa.sql.physical;

import io.brasa.sql.expression.Attribute;
import io.brasa.sql.logical.WorkTable;
import java.util.List;
import java.util.OptionalLong;

/**
 * The rows of a first plan, then those of another over what came last, until nothing comes. Run
 * step by step from the driver, which holds all rows.
 *
 * @param last stands in {@code next} where the rows that came last belong
 * @param mostLevels how often rows may come
 * @param enough how many rows are enough
 */
public record RecursiveRows(
    String name,
    PhysicalPlan first,
    PhysicalPlan next,
    WorkTable last,
    int mostLevels,
    OptionalLong enough,
    List<Attribute> output)
    implements PhysicalPlan {
  public RecursiveRows {
    output = List.copyOf(output);
  }

  @Override
  public List<PhysicalPlan> children() {
    return List.of(first, next);
  }

  @Override
  public RecursiveRows withChildren(List<PhysicalPlan> children) {
    return new RecursiveRows(
        name, children.get(0), children.get(1), last, mostLevels, enough, output);
  }

  @Override
  public String describe() {
    return "Recursive " + name + " " + output;
  }

  private static final long serialVersionUID = 1L;
}
