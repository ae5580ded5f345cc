package io.brasa.sql.physical;

import io.brasa.sql.expression.Attribute;
import java.util.List;

/**
 * Where a fragment reads what another one or a source gives.
 *
 * @param index of the dependency
 * @param isShuffled whether records are pairs of a target and a batch
 * @param reach which partitions are read
 */
public record FragmentInput(int index, boolean isShuffled, Reading reach, List<Attribute> output)
    implements PhysicalPlan {
  public FragmentInput {
    output = List.copyOf(output);
  }

  @Override
  public List<PhysicalPlan> children() {
    return List.of();
  }

  @Override
  public FragmentInput withChildren(List<PhysicalPlan> children) {
    return this;
  }

  @Override
  public String describe() {
    return "Input " + index;
  }
}
