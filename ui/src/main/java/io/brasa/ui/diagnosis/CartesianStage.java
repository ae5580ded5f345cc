package io.brasa.ui.diagnosis;

import io.brasa.core.event.StageOperation;
import java.util.Optional;

/**
 * The stage makes all pairs of two datasets ({@code cartesian}), in tasks that took long. What it
 * cost is all of the stage: pairs are all that it has to do. Queries are looked at by {@link
 * JoinRule}.
 */
final class CartesianStage implements StageRule {
  @Override
  public Optional<Finding> find(StageFacts stage, TaskTimes times) {
    for (StageOperation operation : stage.operations())
      if (operation.name().equals("cartesian")) return Optional.of(found(stage, operation));
    return Optional.empty();
  }

  private static Finding found(StageFacts stage, StageOperation operation) {
    return Finding.of(
        Finding.Kind.CARTESIAN,
        1,
        "'"
            + operation.site()
            + "' makes each pair of two datasets, in "
            + Quantities.count(stage.partitionCount(), "partition")
            + " and "
            + Quantities.millis(stage.millis())
            + ": the work is the product of their sizes.",
        "Join by a key (join, cogroup) if pairs without a common key are left out later, or broadcast"
            + " the smaller dataset and look up in it");
  }
}
