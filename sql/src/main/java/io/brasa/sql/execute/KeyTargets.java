package io.brasa.sql.execute;

import io.brasa.columnar.type.DataType;
import io.brasa.sql.expression.Expression;
import io.brasa.sql.expression.Input;
import io.brasa.sql.expression.SortKey;
import io.brasa.sql.physical.AggregateRows;
import io.brasa.sql.physical.Coalesce;
import io.brasa.sql.physical.DatasetTable;
import io.brasa.sql.physical.Exchange;
import io.brasa.sql.physical.ExpandRows;
import io.brasa.sql.physical.FilterRows;
import io.brasa.sql.physical.FragmentInput;
import io.brasa.sql.physical.GenerateRows;
import io.brasa.sql.physical.HashJoin;
import io.brasa.sql.physical.JoinKind;
import io.brasa.sql.physical.LimitRows;
import io.brasa.sql.physical.LocalTable;
import io.brasa.sql.physical.LoopJoin;
import io.brasa.sql.physical.Measured;
import io.brasa.sql.physical.MergeJoin;
import io.brasa.sql.physical.PhysicalPlan;
import io.brasa.sql.physical.ProgramRows;
import io.brasa.sql.physical.ProjectRows;
import io.brasa.sql.physical.RangeTable;
import io.brasa.sql.physical.RecursiveRows;
import io.brasa.sql.physical.RollUpRows;
import io.brasa.sql.physical.SampleRows;
import io.brasa.sql.physical.ScanSource;
import io.brasa.sql.physical.SortRows;
import io.brasa.sql.physical.TopRows;
import io.brasa.sql.physical.TopRowsPerGroup;
import io.brasa.sql.physical.UnionRows;
import io.brasa.sql.physical.WindowRows;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;

/**
 * Finds the scans in which rows may be left out because only those rows of a plan matter whose
 * value in one column is among some keys, of which null is none.
 *
 * <p>What holds of a plan is carried to its inputs: if only rows of {@code σ(A ⋈ B)} matter, with
 * {@code σ} on a column of A, then only those of {@code σ(A) ⋈ B} do, whatever kind of join it is:
 * rows that would be padded for want of a partner have null there, and do not matter. If the column
 * is a key of the join, the same holds of the key that it equals, unless the join must know of all
 * rows that it is built of. Groups are left out as a whole by their keys, partitions of windows by
 * theirs. Limits and samples change their minds when rows are missing, shared plans serve others
 * too, and a join that allows one partner must see the second to refuse it: they are left alone.
 */
final class KeyTargets {
  private final Predicate<PhysicalPlan> isShared;
  private final Set<Target> found = new LinkedHashSet<>();

  /**
   * A column of a scan.
   *
   * @param column among those that are read
   */
  record Target(ScanSource scan, int column) {
    @Override
    public boolean equals(Object other) {
      return other instanceof Target target && target.scan == scan && target.column == column;
    }

    @Override
    public int hashCode() {
      return System.identityHashCode(scan) * 31 + column;
    }
  }

  private KeyTargets(Predicate<PhysicalPlan> isShared) {
    this.isShared = isShared;
  }

  /**
   * @param column of the plan's output
   * @param isShared whether a plan's rows go to several places
   */
  static List<Target> of(PhysicalPlan plan, int column, Predicate<PhysicalPlan> isShared) {
    KeyTargets targets = new KeyTargets(isShared);
    targets.find(plan, column);
    return List.copyOf(targets.found);
  }

  private void find(PhysicalPlan plan, int column) {
    if (isShared.test(plan)) return;
    switch (plan) {
      case ScanSource scan -> found.add(new Target(scan, column));
      case FilterRows filter -> find(filter.child(), column);
      case SortRows sort -> find(sort.child(), column);
      case Coalesce coalesce -> find(coalesce.child(), column);
      case Exchange exchange -> find(exchange.child(), column);
      case Measured measured -> find(measured.child(), column);
      case ProjectRows project -> through(project.expressions().get(column), project.child());
      case AggregateRows aggregate -> {
        if (column < aggregate.keys().size())
          through(aggregate.keys().get(column), aggregate.child());
      }
      case ExpandRows expand -> expand(expand, column);
      case RollUpRows rollUp -> {
        boolean isInAll =
            column < rollUp.keys().size()
                && rollUp.sets().stream().allMatch(set -> set.keys().get(column));
        if (isInAll) through(rollUp.keys().get(column), rollUp.child());
      }
      case GenerateRows generate -> {
        if (column < generate.child().output().size()) find(generate.child(), column);
      }
      case WindowRows window -> {
        if (isPartition(window, column)) find(window.child(), column);
      }
      case TopRowsPerGroup top -> {
        boolean isKey =
            top.keys().stream()
                .anyMatch(key -> key instanceof Input input && input.index() == column);
        if (isKey) find(top.child(), column);
      }
      case UnionRows union -> {
        for (PhysicalPlan child : union.children()) find(child, column);
      }
      case HashJoin join -> {
        if (join.kind() != JoinKind.SINGLE)
          join(join, join.kind(), join.probeKeys(), join.buildKeys(), column);
      }
      case LoopJoin join -> {
        if (join.kind() == JoinKind.SINGLE) return;
        int probeCount = join.kind().hasProbeColumns() ? join.probe().output().size() : 0;
        if (column < probeCount) find(join.probe(), column);
        else if (join.kind().hasBuildColumns()) find(join.build(), column - probeCount);
      }
      case MergeJoin join -> {
        if (join.kind() != JoinKind.SINGLE)
          join(
              join,
              join.kind(),
              join.probeKeys().stream().map(SortKey::expression).toList(),
              join.buildKeys().stream().map(SortKey::expression).toList(),
              column);
      }
      case LocalTable _,
          DatasetTable _,
          RangeTable _,
          RecursiveRows _,
          ProgramRows _,
          LimitRows _,
          TopRows _,
          SampleRows _,
          FragmentInput _ -> {}
    }
  }

  private void through(Expression expression, PhysicalPlan child) {
    if (expression instanceof Input input) find(child, input.index());
  }

  private void expand(ExpandRows expand, int column) {
    List<Expression> all = new ArrayList<>();
    for (List<Expression> projection : expand.projections()) all.add(projection.get(column));
    for (Expression each : all) if (!each.equals(all.getFirst())) return;
    through(all.getFirst(), expand.child());
  }

  private static boolean isPartition(WindowRows window, int column) {
    return column < window.child().output().size()
        && window.calls().stream()
            .allMatch(
                call ->
                    call.partitions().stream()
                        .anyMatch(key -> key instanceof Input input && input.index() == column));
  }

  private void join(
      PhysicalPlan join,
      JoinKind kind,
      List<Expression> probeKeys,
      List<Expression> buildKeys,
      int column) {
    PhysicalPlan probe = join.children().getFirst();
    PhysicalPlan build = join.children().getLast();
    int probeCount = kind.hasProbeColumns() ? probe.output().size() : 0;
    boolean isProbe = column < probeCount;
    if (!isProbe && !kind.hasBuildColumns()) return;
    int place = isProbe ? column : column - probeCount;
    find(isProbe ? probe : build, place);
    if (kind.needsWholeBuild()) return;
    List<Expression> own = isProbe ? probeKeys : buildKeys;
    List<Expression> others = isProbe ? buildKeys : probeKeys;
    for (int i = 0; i < own.size(); i++) {
      if (own.get(i) instanceof Input input
          && input.index() == place
          && isSame(input.type(), others.get(i).type()))
        through(others.get(i), isProbe ? build : probe);
    }
  }

  private static boolean isSame(DataType one, DataType other) {
    return one.equals(other);
  }
}
