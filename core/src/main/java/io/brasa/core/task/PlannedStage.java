package io.brasa.core.task;

import io.brasa.core.error.CoreError;
import io.brasa.core.lineage.Dependency;
import io.brasa.core.lineage.Lineage;
import io.brasa.core.operation.BarrierPartitions;
import io.brasa.runtime.error.EngineException;
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

  /** Whether its tasks must run at the same time. */
  public boolean isBarrier() {
    for (NodePlan node : nodes)
      if (node.definition().operation() instanceof BarrierPartitions) return true;
    return false;
  }

  /**
   * Fails with {@code BARRIER_REFUSED} if tasks that must run together do not make up the stage.
   */
  public void requireAllTogether() {
    for (NodePlan node : nodes) {
      if (!(node.definition().operation() instanceof BarrierPartitions barrier)
          || barrier.taskCount() == partitionCount()) continue;
      throw new EngineException(
          CoreError.BARRIER_REFUSED,
          "'"
              + node.lineage().site()
              + "' needs "
              + barrier.taskCount()
              + " tasks that run at the same time, but '"
              + name()
              + "' makes "
              + partitionCount()
              + " of them",
          "Put a shuffle or a checkpoint between barrier() and what changes the number of"
              + " partitions (coalesce, union, cartesian)");
    }
  }
}
