package io.brasa.core.task;

import io.brasa.core.lineage.Dependency;
import io.brasa.core.lineage.Lineage;
import java.util.List;
import java.util.Optional;

/**
 * A stage as cut from the lineage, before it has an identity.
 *
 * @param shuffle the dependency it writes for; empty for the stage that ends a job
 * @param parents the dependencies it reads, in the order of {@link StageProgram#shuffles}
 * @param sources for each node that is a source: its position and its lineage, where the splits are
 */
public record PlannedStage(
    Lineage<?> last,
    Optional<Dependency.Shuffle> shuffle,
    List<Dependency.Shuffle> parents,
    List<NodePlan> nodes,
    End end) {
  /** One operation of the stage, as it was defined when the stage was cut, and where it reads. */
  public record NodePlan(
      Lineage<?> lineage, Lineage.Definition definition, List<StageProgram.Input> inputs) {}

  public int partitionCount() {
    return last.partitionCount();
  }

  public String name() {
    return last.site().toString();
  }
}
