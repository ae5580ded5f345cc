package io.brasa.sql.execute;

import io.brasa.sql.expression.Expression;
import io.brasa.sql.expression.Input;
import io.brasa.sql.physical.HashJoin;
import io.brasa.sql.physical.JoinKind;
import io.brasa.sql.physical.PhysicalPlan;
import io.brasa.sql.physical.ProjectRows;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;

/**
 * Finds scans below what joins further up build that need only give rows whose keys another join
 * has let through: all rows that probe there have such keys. Not if built rows come out by
 * themselves, or the join must know of all of them.
 */
final class KeysAbove {
  private final Predicate<PhysicalPlan> isShared;
  private final List<KeyTargets.Target> found = new ArrayList<>();

  /** The columns of the rows at hand that have only keys that the join has let through. */
  private Set<Integer> columns = new LinkedHashSet<>();

  private KeysAbove(Predicate<PhysicalPlan> isShared) {
    this.isShared = isShared;
  }

  /**
   * @param above what stands above the join, upwards, each reached from its first input
   */
  static List<KeyTargets.Target> of(
      HashJoin join, int key, List<PhysicalPlan> above, Predicate<PhysicalPlan> isShared) {
    if (join.kind() != JoinKind.INNER && join.kind() != JoinKind.PROBE_SEMI) return List.of();
    KeysAbove keys = new KeysAbove(isShared);
    keys.add(join.probeKeys().get(key), 0);
    if (join.kind() == JoinKind.INNER)
      keys.add(join.buildKeys().get(key), join.probe().output().size());
    for (PhysicalPlan node : above) keys.pass(node);
    return keys.found;
  }

  private void add(Expression key, int from) {
    if (key instanceof Input input) columns.add(from + input.index());
  }

  private void pass(PhysicalPlan node) {
    switch (node) {
      case HashJoin join -> join(join);
      case ProjectRows project -> {
        Set<Integer> renamed = new LinkedHashSet<>();
        for (int i = 0; i < project.expressions().size(); i++)
          if (isAmong(project.expressions().get(i))) renamed.add(i);
        columns = renamed;
      }
      default -> {}
    }
  }

  private boolean isAmong(Expression expression) {
    return expression instanceof Input input && columns.contains(input.index());
  }

  private void join(HashJoin join) {
    boolean mayLeaveOut = !join.kind().givesBuiltRows() && !join.kind().needsWholeBuild();
    Set<Integer> more = new LinkedHashSet<>();
    for (int i = 0; i < join.probeKeys().size(); i++) {
      boolean isSame =
          isAmong(join.probeKeys().get(i))
              && !join.isNullSafe().get(i)
              && join.buildKeys().get(i) instanceof Input
              && join.buildKeys().get(i).type().equals(join.probeKeys().get(i).type());
      if (!isSame) continue;
      int column = ((Input) join.buildKeys().get(i)).index();
      if (mayLeaveOut) found.addAll(KeyTargets.of(join.build(), column, isShared));
      if (join.kind() == JoinKind.INNER) more.add(join.probe().output().size() + column);
    }
    if (!join.kind().hasProbeColumns()) columns.clear();
    else columns.addAll(more);
  }
}
