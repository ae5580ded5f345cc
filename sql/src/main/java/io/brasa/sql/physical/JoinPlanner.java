package io.brasa.sql.physical;

import io.brasa.runtime.error.Check;
import io.brasa.sql.expression.Attribute;
import io.brasa.sql.expression.Expression;
import io.brasa.sql.expression.Input;
import io.brasa.sql.logical.Join;
import io.brasa.sql.logical.JoinHint;
import io.brasa.sql.logical.JoinType;
import io.brasa.sql.logical.LogicalPlan;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Plans joins: by a table where the condition has equalities, or by merging inputs that are in
 * order, else by trying pairs. The table is built of the input that seems smaller; whether all
 * tasks read all of it is decided when it is there.
 */
record JoinPlanner(PhysicalPlanner planner) {
  PhysicalPlan plan(Join join) {
    Check.that(!join.isDependent(), "lateral joins are gone when plans are made", join.type());
    PhysicalPlan left = planner.plan(join.left());
    PhysicalPlan right = planner.plan(join.right());
    JoinCondition condition = condition(join, left.output(), right.output());
    JoinChoice choice = JoinChoice.of(join, condition, planner);
    boolean isHashed = !condition.left().isEmpty() && !choice.is(JoinHint.SHUFFLE_REPLICATE_NL);
    boolean isSwapped = choice.isSwapped();
    Sides sides =
        new Sides(
            isSwapped ? right : left,
            isSwapped ? left : right,
            kind(join.type(), isSwapped),
            choice,
            isSwapped ? join.right() : join.left(),
            planner.sizes().bytes(isSwapped ? join.right() : join.left()),
            planner.sizes().bytes(isSwapped ? join.left() : join.right()));
    PhysicalPlan joined = isHashed ? keyed(sides, condition) : looped(sides, join.condition());
    return inOrder(joined, join, sides);
  }

  /**
   * @param choice how it is run
   * @param probed what is probed with
   * @param probeBytes how large that is thought to be
   * @param buildBytes how large what is built is thought to be
   */
  private record Sides(
      PhysicalPlan probe,
      PhysicalPlan build,
      JoinKind kind,
      JoinChoice choice,
      LogicalPlan probed,
      double probeBytes,
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

  /**
   * What is null with some row is not found by keys that are merely looked up: a join that has to
   * know of it looks up what is never null, and tries the rest with all rows found so. A single key
   * and no more is the exception: there it is enough to know whether some key is null.
   */
  private static JoinCondition condition(Join join, List<Attribute> left, List<Attribute> right) {
    JoinCondition all = JoinCondition.of(join.condition(), left, right);
    boolean asksForNulls =
        join.type() == JoinType.LEFT_MARK || join.type() == JoinType.LEFT_NULL_AWARE_ANTI;
    boolean isSimple = all.left().size() == 1 && all.rest().isEmpty();
    return !asksForNulls || isSimple || all.isNeverNull()
        ? all
        : JoinCondition.neverNull(join.condition(), left, right);
  }

  /** What is thought of keys; nothing of those that are no columns. */
  private List<JoinEstimates.Key> keys(
      PhysicalPlan probe, List<Expression> keys, LogicalPlan probed) {
    List<JoinEstimates.Key> known = new ArrayList<>();
    for (Expression key : keys)
      known.add(
          key instanceof Input input
              ? planner.sizes().key(probed, probe.output().get(input.index()))
              : JoinEstimates.Key.UNKNOWN);
    return known;
  }

  static JoinKind kind(JoinType type, boolean isSwapped) {
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

  /** By a table, or by going along both inputs where they have the order or a hint asks for it. */
  private PhysicalPlan keyed(Sides sides, JoinCondition condition) {
    HashJoin join = undivided(sides, condition);
    if (sides.choice().is(JoinHint.MERGE))
      return new MergePlanner(planner)
          .ofAny(join, Math.max(sides.probeBytes(), sides.buildBytes()));
    Optional<MergeJoin> ordered =
        sides.choice().method().isEmpty() ? MergePlanner.ofOrdered(join) : Optional.empty();
    return ordered.isPresent() ? ordered.get() : hashed(sides, condition, join);
  }

  private HashJoin undivided(Sides sides, JoinCondition condition) {
    boolean isSwapped = sides.choice().isSwapped();
    List<Expression> probeKeys = isSwapped ? condition.right() : condition.left();
    List<Expression> buildKeys = isSwapped ? condition.left() : condition.right();
    Optional<Expression> residual =
        condition.rest().map(rest -> new Binding(sides.pairColumns()).bind(rest));
    return new HashJoin(
        sides.probe(),
        sides.build(),
        sides.kind(),
        probeKeys,
        buildKeys,
        condition.isNullSafe(),
        residual,
        Optional.empty(),
        new JoinEstimates(keys(sides.probe(), probeKeys, sides.probed()), sides.buildBytes()),
        List.of());
  }

  private PhysicalPlan hashed(Sides sides, JoinCondition condition, HashJoin join) {
    PhysicalPlan probe = join.probe();
    PhysicalPlan build = join.build();
    boolean needsAll = sides.kind().needsWholeBuild() && !condition.isNeverNull();
    if (needsAll || sides.choice().is(JoinHint.BROADCAST)) {
      build = new Exchange(new Partitioning.Broadcast(), false, build);
    } else if (!PhysicalPlanner.isSingle(probe) || !PhysicalPlanner.isSingle(build)) {
      Optional<HashJoin> inBuckets =
          Distribution.inBuckets(join, planner.settings().leastTargets());
      if (inBuckets.isPresent()) return inBuckets.get();
      boolean isFixed = sides.choice().is(JoinHint.SHUFFLE_HASH);
      int targets = planner.settings().targets(Math.max(sides.probeBytes(), sides.buildBytes()));
      probe = new Exchange(new Partitioning.ByHash(join.probeKeys(), targets), isFixed, probe);
      build = new Exchange(new Partitioning.ByHash(join.buildKeys(), targets), isFixed, build);
    }
    return join.withChildren(List.of(probe, build));
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
          case MergeJoin j -> j.named(output);
          case LoopJoin j -> new LoopJoin(j.probe(), j.build(), j.kind(), j.condition(), output);
          default -> joined;
        };
    if (output.equals(join.output())) return named;
    return new ProjectRows(new Binding(output).bind(join.output()), join.output(), named);
  }
}
