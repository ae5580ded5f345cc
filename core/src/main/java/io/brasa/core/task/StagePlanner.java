package io.brasa.core.task;

import io.brasa.core.lineage.Dependency;
import io.brasa.core.lineage.Lineage;
import io.brasa.core.lineage.Operation;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.IdentityHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;

/**
 * Cuts a lineage at its shuffles. Walks with a stack of its own, so that depth is no limit, and
 * visits each dataset once a stage; stages that are known already are not entered, so a thousandth
 * iteration plans only what is new.
 */
public final class StagePlanner {
  private final Predicate<Dependency.Shuffle> isKnown;

  /**
   * @param isKnown whether the stage that writes for a dependency has been planned before
   */
  public StagePlanner(Predicate<Dependency.Shuffle> isKnown) {
    this.isKnown = isKnown;
  }

  /**
   * The stages that are new for this job, parents before children; the last one ends in {@code
   * end}.
   */
  public List<PlannedStage> plan(Lineage<?> target, End end) {
    return withParents(cut(target, Optional.empty(), end));
  }

  /** The stages that are new for the outputs of a shuffle; the last one writes them. */
  public List<PlannedStage> planMap(Dependency.Shuffle shuffle) {
    return withParents(cutMap(shuffle));
  }

  private static PlannedStage cutMap(Dependency.Shuffle shuffle) {
    return cut(shuffle.parent(), Optional.of(shuffle), new End.Divide(shuffle.spec()));
  }

  private List<PlannedStage> withParents(PlannedStage result) {
    List<PlannedStage> ordered = new ArrayList<>();
    Set<Dependency.Shuffle> placed = new LinkedHashSet<>();
    Deque<PlannedStage> open = new ArrayDeque<>();
    open.push(result);
    while (!open.isEmpty()) {
      PlannedStage stage = open.peek();
      Dependency.Shuffle missing = firstMissing(stage, placed);
      if (missing != null) {
        open.push(cutMap(missing));
      } else {
        open.pop();
        stage.shuffle().ifPresent(placed::add);
        ordered.add(stage);
      }
    }
    return ordered;
  }

  private Dependency.Shuffle firstMissing(PlannedStage stage, Set<Dependency.Shuffle> placed) {
    for (Dependency.Shuffle parent : stage.parents()) {
      if (!placed.contains(parent) && !isKnown.test(parent)) return parent;
    }
    return null;
  }

  /** Gathers what is reachable from the last dataset without crossing a shuffle. */
  private static PlannedStage cut(Lineage<?> last, Optional<Dependency.Shuffle> shuffle, End end) {
    Map<Lineage<?>, Integer> positions = new IdentityHashMap<>();
    List<PlannedStage.NodePlan> nodes = new ArrayList<>();
    List<Dependency.Shuffle> parents = new ArrayList<>();
    Deque<Lineage<?>> open = new ArrayDeque<>();
    open.push(last);
    while (!open.isEmpty()) {
      Lineage<?> lineage = open.peek();
      if (positions.containsKey(lineage)) {
        open.pop();
        continue;
      }
      boolean isReady = true;
      List<Dependency> dependencies = lineage.dependencies();
      for (int i = dependencies.size() - 1; i >= 0; i--) {
        if (dependencies.get(i) instanceof Dependency.Narrow narrow
            && !positions.containsKey(narrow.parent())) {
          open.push(narrow.parent());
          isReady = false;
        }
      }
      if (!isReady) continue;
      open.pop();
      positions.put(lineage, nodes.size());
      nodes.add(new PlannedStage.NodePlan(lineage, inputs(dependencies, positions, parents)));
    }
    return new PlannedStage(last, shuffle, parents, nodes, end);
  }

  private static List<StageProgram.Input> inputs(
      List<Dependency> dependencies,
      Map<Lineage<?>, Integer> positions,
      List<Dependency.Shuffle> parents) {
    List<StageProgram.Input> inputs = new ArrayList<>(dependencies.size());
    for (Dependency dependency : dependencies) {
      inputs.add(
          switch (dependency) {
            case Dependency.Narrow narrow ->
                new StageProgram.Input(positions.get(narrow.parent()), narrow.offset(), -1);
            case Dependency.Shuffle read ->
                new StageProgram.Input(-1, 0, positionOf(read, parents));
          });
    }
    return inputs;
  }

  private static int positionOf(Dependency.Shuffle read, List<Dependency.Shuffle> parents) {
    int known = parents.indexOf(read);
    if (known >= 0) return known;
    parents.add(read);
    return parents.size() - 1;
  }

  /** Used by tests and debug output. */
  static List<String> operationNames(PlannedStage stage) {
    return stage.nodes().stream()
        .map(node -> node.lineage().operation())
        .map(Operation::name)
        .toList();
  }
}
