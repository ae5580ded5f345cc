package io.brasa.sql.physical;

import io.brasa.runtime.error.Check;
import io.brasa.sql.expression.Attribute;
import io.brasa.sql.expression.Expression;
import io.brasa.sql.expression.Input;
import io.brasa.sql.logical.Join;
import io.brasa.sql.logical.JoinType;
import io.brasa.sql.logical.LogicalPlan;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Plans joins: by a table where the condition has equalities, else by trying pairs. The table is
 * built of the input that seems smaller; whether all tasks read all of it is decided when it is
 * there.
 */
record JoinPlanner(PhysicalPlanner planner) {
  /** A side that keeps all its rows is built only if the other is so many times larger. */
  private static final double MUCH = 4;

  PhysicalPlan plan(Join join) {
    Check.that(!join.isDependent(), "lateral joins are gone when plans are made", join.type());
    PhysicalPlan left = planner.plan(join.left());
    PhysicalPlan right = planner.plan(join.right());
    JoinCondition condition = JoinCondition.of(join.condition(), left.output(), right.output());
    boolean isHashed = !condition.left().isEmpty() && isHashable(join.type(), condition);
    boolean isSwapped = isSwapped(join, isHashed);
    Sides sides =
        new Sides(
            isSwapped ? right : left,
            isSwapped ? left : right,
            kind(join.type(), isSwapped),
            isSwapped,
            isSwapped ? join.right() : join.left(),
            planner.sizes().bytes(isSwapped ? join.left() : join.right()));
    PhysicalPlan joined = isHashed ? hashed(sides, condition) : looped(sides, join.condition());
    return inOrder(joined, join, sides);
  }

  /**
   * @param isSwapped whether the left is built
   * @param probed what is probed with
   * @param buildBytes how large what is built is thought to be
   */
  private record Sides(
      PhysicalPlan probe,
      PhysicalPlan build,
      JoinKind kind,
      boolean isSwapped,
      LogicalPlan probed,
      double buildBytes) {
    List<Attribute> pairColumns() {
      List<Attribute> columns = new ArrayList<>(probe.output());
      columns.addAll(build.output());
      return columns;
    }

    /** The columns that come out, as they are; outer joins may make them null. */
    List<Attribute> output(Join join) {
      List<Attribute> columns = new ArrayList<>();
      boolean padsProbe = kind == JoinKind.BUILD_OUTER || kind == JoinKind.FULL_OUTER;
      boolean padsBuild =
          kind == JoinKind.PROBE_OUTER || kind == JoinKind.FULL_OUTER || kind == JoinKind.SINGLE;
      if (kind.hasProbeColumns())
        for (Attribute a : probe.output()) columns.add(padsProbe ? a.asNullable() : a);
      if (kind.hasBuildColumns())
        for (Attribute a : build.output()) columns.add(padsBuild ? a.asNullable() : a);
      join.mark().ifPresent(columns::add);
      return columns;
    }
  }

  /** What is null with some row is not found by keys that are merely looked up. */
  private static boolean isHashable(JoinType type, JoinCondition condition) {
    return switch (type) {
      case LEFT_MARK, LEFT_NULL_AWARE_ANTI ->
          condition.isNeverNull() || condition.left().size() == 1 && condition.rest().isEmpty();
      case INNER, LEFT, RIGHT, FULL, LEFT_SEMI, LEFT_ANTI, LEFT_SINGLE -> true;
    };
  }

  private boolean isSwapped(Join join, boolean isHashed) {
    double left = planner.sizes().bytes(join.left());
    double right = planner.sizes().bytes(join.right());
    return switch (join.type()) {
      case INNER, FULL -> left < right;
      case LEFT, LEFT_SEMI, LEFT_ANTI -> isHashed && left * MUCH < right;
      case RIGHT -> !isHashed || left < right * MUCH;
      case LEFT_NULL_AWARE_ANTI, LEFT_MARK, LEFT_SINGLE -> false;
    };
  }

  /** How many values keys have; none of those that are no columns. */
  private List<Double> keyCounts(PhysicalPlan probe, List<Expression> keys, LogicalPlan probed) {
    List<Double> counts = new ArrayList<>();
    for (Expression key : keys)
      counts.add(
          key instanceof Input input
              ? planner.sizes().distinct(probed, probe.output().get(input.index()))
              : 0);
    return counts;
  }

  private static JoinKind kind(JoinType type, boolean isSwapped) {
    return switch (type) {
      case INNER -> JoinKind.INNER;
      case LEFT -> isSwapped ? JoinKind.BUILD_OUTER : JoinKind.PROBE_OUTER;
      case RIGHT -> isSwapped ? JoinKind.PROBE_OUTER : JoinKind.BUILD_OUTER;
      case FULL -> JoinKind.FULL_OUTER;
      case LEFT_SEMI -> isSwapped ? JoinKind.BUILD_SEMI : JoinKind.PROBE_SEMI;
      case LEFT_ANTI -> isSwapped ? JoinKind.BUILD_ANTI : JoinKind.PROBE_ANTI;
      case LEFT_NULL_AWARE_ANTI -> JoinKind.NULL_AWARE_ANTI;
      case LEFT_MARK -> JoinKind.MARK;
      case LEFT_SINGLE -> JoinKind.SINGLE;
    };
  }

  private PhysicalPlan hashed(Sides sides, JoinCondition condition) {
    List<Expression> probeKeys = sides.isSwapped() ? condition.right() : condition.left();
    List<Expression> buildKeys = sides.isSwapped() ? condition.left() : condition.right();
    Optional<Expression> residual =
        condition.rest().map(rest -> new Binding(sides.pairColumns()).bind(rest));
    PhysicalPlan probe = sides.probe();
    PhysicalPlan build = sides.build();
    if (sides.kind().needsWholeBuild()) {
      build = new Exchange(new Partitioning.Broadcast(), false, build);
    } else if (!PhysicalPlanner.isSingle(probe) || !PhysicalPlanner.isSingle(build)) {
      probe = spread(probe, probeKeys);
      build = spread(build, buildKeys);
    }
    return new HashJoin(
        probe,
        build,
        sides.kind(),
        probeKeys,
        buildKeys,
        condition.isNullSafe(),
        residual,
        Optional.empty(),
        new JoinEstimates(keyCounts(sides.probe(), probeKeys, sides.probed()), sides.buildBytes()),
        List.of());
  }

  private PhysicalPlan spread(PhysicalPlan plan, List<Expression> keys) {
    int targets = planner.settings().targets();
    return new Exchange(new Partitioning.ByHash(keys, targets), false, plan);
  }

  private PhysicalPlan looped(Sides sides, Optional<Expression> condition) {
    Optional<Expression> bound = condition.map(new Binding(sides.pairColumns())::bind);
    if (!sides.kind().givesBuiltRows()) {
      Exchange build = new Exchange(new Partitioning.Broadcast(), false, sides.build());
      return new LoopJoin(sides.probe(), build, sides.kind(), bound, List.of());
    }
    return new LoopJoin(
        PhysicalPlanner.single(sides.probe()),
        PhysicalPlanner.single(sides.build()),
        sides.kind(),
        bound,
        List.of());
  }

  /** With its columns named, and in the order that the join promises. */
  private static PhysicalPlan inOrder(PhysicalPlan joined, Join join, Sides sides) {
    List<Attribute> output = sides.output(join);
    PhysicalPlan named =
        switch (joined) {
          case HashJoin j -> j.named(output);
          case LoopJoin j -> new LoopJoin(j.probe(), j.build(), j.kind(), j.condition(), output);
          default -> joined;
        };
    if (output.equals(join.output())) return named;
    return new ProjectRows(new Binding(output).bind(join.output()), join.output(), named);
  }
}
