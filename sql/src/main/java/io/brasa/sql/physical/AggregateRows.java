package io.brasa.sql.physical;

import io.brasa.sql.expression.Attribute;
import io.brasa.sql.expression.Expression;
import java.util.List;

/**
 * A row for each group of a partition's rows with equal keys; without keys one row, also of no
 * rows.
 *
 * @param steps one for each aggregate
 * @param givesStates whether the columns behind the keys are states, to be merged, else results
 * @param isPartial whether it may give several rows for a group, all with states
 */
public record AggregateRows(
    List<Expression> keys,
    List<AggregateStep> steps,
    boolean givesStates,
    boolean isPartial,
    List<Attribute> output,
    PhysicalPlan child)
    implements PhysicalPlan {
  public AggregateRows {
    keys = List.copyOf(keys);
    steps = List.copyOf(steps);
    output = List.copyOf(output);
  }

  @Override
  public List<PhysicalPlan> children() {
    return List.of(child);
  }

  @Override
  public AggregateRows withChildren(List<PhysicalPlan> children) {
    return new AggregateRows(keys, steps, givesStates, isPartial, output, children.getFirst());
  }

  @Override
  public String describe() {
    return (isPartial ? "PartialAggregate " : "Aggregate ") + keys + " " + steps;
  }

  /** What takes the memory of one group, in words. */
  public String demanding() {
    return "The states of a group for "
        + steps.stream().map(step -> step.call().function()).distinct().toList();
  }
}
