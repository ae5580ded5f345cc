package io.brasa.sql.physical;

import io.brasa.sql.expression.Expression;
import io.brasa.sql.expression.SortKey;
import io.brasa.sql.expression.WindowCall;
import io.brasa.sql.optimize.Determinism;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Rows that go through an exchange in several places of a plan do so once. Two parts of a plan are
 * the same if their nodes ask for the same in the same places; names and numbers of columns do not
 * matter. What chance decides is never the same.
 */
final class SharedExchanges {
  /** What a node does, and the numbers of the shapes of its inputs. */
  private record Shape(List<Object> node, List<Integer> inputs) {}

  private final Map<Shape, Integer> shapes = new HashMap<>();
  private final Map<Integer, Exchange> first = new HashMap<>();
  private final Map<PhysicalPlan, Numbered> done = new IdentityHashMap<>();

  /**
   * A plan below which exchanges of the same shape are one.
   *
   * @param shape its number; negative if it is like no other
   */
  private record Numbered(PhysicalPlan plan, int shape) {}

  private SharedExchanges() {}

  /** The same plan, in which equal exchanges are the same object. */
  static PhysicalPlan in(PhysicalPlan plan) {
    return new SharedExchanges().numbered(plan).plan;
  }

  /**
   * An input of a node. What a join probes with has its exchange for itself: it may be left out, or
   * get filters that nobody else has, once it is known what is built.
   */
  private PhysicalPlan input(PhysicalPlan node, PhysicalPlan child) {
    Numbered input = numbered(child);
    boolean isProbe = node instanceof HashJoin join && join.probe() == child;
    return input.plan instanceof Exchange exchange && input.shape >= 0 && !isProbe
        ? first.computeIfAbsent(input.shape, _ -> exchange)
        : input.plan;
  }

  private Numbered numbered(PhysicalPlan plan) {
    Numbered known = done.get(plan);
    if (known == null) {
      known = number(plan);
      done.put(plan, known);
    }
    return known;
  }

  private Numbered number(PhysicalPlan plan) {
    List<Integer> inputs = new ArrayList<>();
    boolean isAlone = false;
    for (PhysicalPlan child : plan.children()) {
      Numbered input = numbered(child);
      isAlone |= input.shape < 0;
      inputs.add(input.shape);
    }
    PhysicalPlan same = plan.mapChildren(child -> input(plan, child));
    Optional<List<Object>> node = node(plan);
    if (isAlone || node.isEmpty()) return new Numbered(same, -1);
    int shape = shapes.computeIfAbsent(new Shape(node.get(), inputs), _ -> shapes.size());
    return new Numbered(same, shape);
  }

  /** What makes a node that and no other, its inputs and names aside; empty if none is like it. */
  private static Optional<List<Object>> node(PhysicalPlan plan) {
    List<Object> parts =
        switch (plan) {
          case ScanSource scan -> {
            if (!scan.condition().map(Determinism::holds).orElse(true)) yield null;
            yield List.of(
                scan.source(),
                scan.columns(),
                scan.filters(),
                scan.condition(),
                scan.output().size(),
                scan.isDivided());
          }
          case FilterRows filter -> of(List.of(filter.condition()));
          case ProjectRows project -> of(project.expressions());
          case AggregateRows aggregate -> {
            List<Object> all = new ArrayList<>(List.of(aggregate.givesStates()));
            all.addAll(List.of(aggregate.isPartial(), aggregate.keys(), aggregate.steps()));
            yield areSteady(aggregate.keys()) && areStepsSteady(aggregate.steps()) ? all : null;
          }
          case ExpandRows expand -> {
            for (List<Expression> each : expand.projections()) if (!areSteady(each)) yield null;
            yield List.copyOf(expand.projections());
          }
          case RollUpRows rollUp ->
              areSteady(rollUp.keys()) && areStepsSteady(rollUp.steps())
                  ? List.of(rollUp.keys(), rollUp.sets(), rollUp.steps())
                  : null;
          case HashJoin join -> {
            List<Expression> keys = new ArrayList<>(join.probeKeys());
            keys.addAll(join.buildKeys());
            join.residual().ifPresent(keys::add);
            if (!areSteady(keys)) yield null;
            yield List.of(
                join.kind(),
                join.probeKeys(),
                join.buildKeys(),
                join.isNullSafe(),
                join.residual());
          }
          case LoopJoin join -> {
            if (!join.condition().map(Determinism::holds).orElse(true)) yield null;
            yield List.of(join.kind(), join.condition());
          }
          case MergeJoin join -> {
            boolean isSteady =
                areKeysSteady(join.probeKeys())
                    && areKeysSteady(join.buildKeys())
                    && join.residual().map(Determinism::holds).orElse(true);
            if (!isSteady) yield null;
            yield List.of(
                join.kind(),
                join.probeKeys(),
                join.buildKeys(),
                join.isNullSafe(),
                join.residual());
          }
          case SortRows sort -> areKeysSteady(sort.keys()) ? List.of(sort.keys()) : null;
          case TopRows top -> areKeysSteady(top.keys()) ? List.of(top.keys(), top.count()) : null;
          case TopRowsPerGroup top ->
              areSteady(top.keys()) && areKeysSteady(top.order())
                  ? List.of(top.keys(), top.order(), top.ranking(), top.count())
                  : null;
          case WindowRows window -> {
            for (WindowCall call : window.calls()) if (!Determinism.holds(call)) yield null;
            yield List.copyOf(window.calls());
          }
          case UnionRows union -> List.of(union.output().size());
          case Exchange exchange -> exchange(exchange);
          case Coalesce coalesce -> List.of(coalesce.count());
          case LimitRows _,
              SampleRows _,
              GenerateRows _,
              ProgramRows _,
              LocalTable _,
              DatasetTable _,
              RangeTable _,
              RecursiveRows _,
              FragmentInput _,
              Measured _ ->
              null;
        };
    if (parts == null) return Optional.empty();
    List<Object> named = new ArrayList<>(List.of(plan.getClass().getName()));
    named.addAll(parts);
    return Optional.of(named);
  }

  private static List<Object> exchange(Exchange exchange) {
    boolean isSteady =
        switch (exchange.partitioning()) {
          case Partitioning.ByHash hash -> areSteady(hash.keys());
          case Partitioning.ByRange range -> areKeysSteady(range.keys());
          case Partitioning.Single _, Partitioning.Broadcast _ -> true;
          case Partitioning.InTurn _ -> false;
        };
    return isSteady ? List.of(exchange.partitioning(), exchange.isFixed()) : null;
  }

  private static List<Object> of(Collection<Expression> expressions) {
    return areSteady(expressions) ? List.copyOf(expressions) : null;
  }

  private static boolean areSteady(Collection<Expression> expressions) {
    return expressions.stream().allMatch(Determinism::holds);
  }

  private static boolean areKeysSteady(List<SortKey> keys) {
    return keys.stream().allMatch(key -> Determinism.holds(key.expression()));
  }

  private static boolean areStepsSteady(List<AggregateStep> steps) {
    return steps.stream()
        .allMatch(
            step -> areSteady(step.inputs()) && step.filter().map(Determinism::holds).orElse(true));
  }
}
