package io.brasa.core.execute;

import io.brasa.core.execute.StageWork.SourceSplit;
import io.brasa.core.lineage.Dependency;
import io.brasa.core.lineage.Reach;
import io.brasa.core.task.PlannedStage;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.Optional;

/**
 * Finds the splits of a task by walking from the stage's last node to its sources, for stages in
 * which a partition reads several, or others than its own, of a parent. Costs the size of the stage
 * for each task, so stages without such inputs do not use it.
 */
final class SplitWalk {
  /** A node's splits and where it reads; not its lineage, which may become unreachable. */
  private record Step(List<?> splits, List<Read> reads) {}

  private record Read(int node, Reach reach, int partitionCount) {}

  private final List<Step> steps;

  private SplitWalk(List<Step> steps) {
    this.steps = steps;
  }

  /** Empty if all inputs of the stage are shifted at most. */
  static Optional<SplitWalk> of(PlannedStage planned) {
    boolean isNeeded =
        planned.nodes().stream()
            .flatMap(node -> node.definition().dependencies().stream())
            .anyMatch(
                dependency ->
                    dependency instanceof Dependency.Narrow narrow
                        && !(narrow.reach() instanceof Reach.Shifted));
    if (!isNeeded) return Optional.empty();
    List<Step> steps = new ArrayList<>(planned.nodes().size());
    for (PlannedStage.NodePlan node : planned.nodes())
      steps.add(new Step(node.definition().splits(), reads(node)));
    return Optional.of(new SplitWalk(steps));
  }

  private static List<Read> reads(PlannedStage.NodePlan node) {
    List<Read> reads = new ArrayList<>();
    List<Dependency> dependencies = node.definition().dependencies();
    for (int i = 0; i < dependencies.size(); i++) {
      if (dependencies.get(i) instanceof Dependency.Narrow narrow)
        reads.add(
            new Read(
                node.inputs().get(i).node(), narrow.reach(), narrow.parent().partitionCount()));
    }
    return reads;
  }

  /** Nodes come after those that they read, so one pass from the last to the first suffices. */
  List<SourceSplit> splits(int partition) {
    BitSet[] reached = new BitSet[steps.size()];
    mark(reached, steps.size() - 1, partition, partition + 1);
    List<SourceSplit> needed = new ArrayList<>();
    for (int n = steps.size() - 1; n >= 0; n--) {
      if (reached[n] == null) continue;
      Step step = steps.get(n);
      for (int p = reached[n].nextSetBit(0); p >= 0; p = reached[n].nextSetBit(p + 1)) {
        if (!step.splits.isEmpty()) needed.add(new SourceSplit(n, p, step.splits.get(p)));
        for (Read read : step.reads) {
          int from = Math.max(0, read.reach.from(p));
          int to = Math.min(read.partitionCount, read.reach.to(p));
          if (from < to) mark(reached, read.node, from, to);
        }
      }
    }
    return needed;
  }

  private static void mark(BitSet[] reached, int node, int from, int to) {
    if (reached[node] == null) reached[node] = new BitSet();
    reached[node].set(from, to);
  }
}
