package io.brasa.sql.physical;

import io.brasa.columnar.type.DataType;
import io.brasa.runtime.error.Check;
import io.brasa.sql.expression.AggregateCall;
import io.brasa.sql.expression.Attribute;
import io.brasa.sql.expression.Expression;
import io.brasa.sql.expression.Input;
import io.brasa.sql.expression.SortKey;
import io.brasa.sql.function.Accumulator;
import io.brasa.sql.function.Function;
import io.brasa.sql.function.builtin.BuiltInFunctions;
import io.brasa.sql.logical.Aggregate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Plans groupings: each partition by itself, then the states of equal keys together. Values that
 * count once are groups of their own first ({@link DistinctPlanner}); values in an order are sorted
 * where all of a group has come together; where there are both, or several orders, each has rows of
 * its own ({@link MixedPlanner}).
 */
final class AggregatePlanner {
  private final PhysicalPlanner planner;
  private final Aggregate aggregate;
  private final PhysicalPlan child;
  private final double bytes;
  private final List<Expression> keys;
  private final List<AggregateCall> calls = new ArrayList<>();

  /**
   * @param bytes about how large the result is
   */
  AggregatePlanner(PhysicalPlanner planner, Aggregate aggregate, PhysicalPlan child, double bytes) {
    this.bytes = bytes;
    this.planner = planner;
    this.aggregate = aggregate;
    this.child = child;
    Binding binding = new Binding(child.output());
    keys = binding.bind(aggregate.keys().stream().map(key -> key.expression()).toList());
    for (var named : aggregate.aggregates())
      calls.add((AggregateCall) binding.bind(named.expression()));
  }

  PhysicalPlan plan() {
    boolean isOrdered = calls.stream().anyMatch(call -> !call.order().isEmpty());
    boolean isDistinct = calls.stream().anyMatch(AggregateCall::isDistinct);
    if (isOrdered && (isDistinct || hasSeveralOrders()))
      return new MixedPlanner(planner, keys, calls, aggregate.output(), child, childBytes()).plan();
    if (isOrdered) return ordered();
    if (isDistinct)
      return new DistinctPlanner(planner, keys, calls, aggregate.output(), child, childBytes())
          .plan();
    return usual();
  }

  private boolean hasSeveralOrders() {
    return calls.stream()
            .map(AggregateCall::order)
            .filter(order -> !order.isEmpty())
            .distinct()
            .count()
        > 1;
  }

  private PhysicalPlan usual() {
    List<AggregateStep> adding = calls.stream().map(AggregatePlanner::adding).toList();
    boolean isTogether = !keys.isEmpty() && Distribution.isBy(child, keys);
    if (isTogether) return whole(keys, adding, aggregate.output(), Distribution.settled(child));
    if (PhysicalPlanner.isSingle(child)) return whole(keys, adding, aggregate.output(), child);
    return combined(planner, keys, adding, aggregate.output(), child, bytes);
  }

  /** Results of rows that are all there. */
  static AggregateRows whole(
      List<Expression> keys,
      List<AggregateStep> steps,
      List<Attribute> output,
      PhysicalPlan child) {
    return new AggregateRows(keys, steps, false, false, output, child);
  }

  /** States of each partition, then their results. */
  static PhysicalPlan combined(
      PhysicalPlanner planner,
      List<Expression> keys,
      List<AggregateStep> steps,
      List<Attribute> output,
      PhysicalPlan child,
      double bytes) {
    PhysicalPlan partial = RollUpPlanner.of(planner, keys, steps, child).orElse(null);
    if (partial == null) partial = states(planner, keys, steps, true, child);
    int keyCount = keys.size();
    List<Expression> places = Binding.inputs(partial.output(), 0, keyCount);
    PhysicalPlan together = planner.byGroups(partial, places, bytes);
    return whole(places, merging(planner, steps, partial.output(), keyCount), output, together);
  }

  /** States for each group. */
  static AggregateRows states(
      PhysicalPlanner planner,
      List<Expression> keys,
      List<AggregateStep> steps,
      boolean isPartial,
      PhysicalPlan child) {
    List<Attribute> output = new ArrayList<>();
    for (Expression key : keys) output.add(PhysicalPlanner.column("key", output.size(), key));
    for (AggregateStep step : steps) {
      for (DataType type : stateTypes(planner, step.call())) {
        Input state = new Input(output.size(), type, true);
        output.add(PhysicalPlanner.column("state", output.size(), state));
      }
    }
    return new AggregateRows(keys, steps, true, isPartial, output, child);
  }

  /** What merges the states that steps have given from a place on. */
  static List<AggregateStep> merging(
      PhysicalPlanner planner, List<AggregateStep> steps, List<Attribute> columns, int from) {
    List<AggregateStep> merging = new ArrayList<>();
    int at = from;
    for (AggregateStep step : steps) {
      int to = at + stateTypes(planner, step.call()).size();
      merging.add(
          new AggregateStep(step.call(), true, Binding.inputs(columns, at, to), Optional.empty()));
      at = to;
    }
    return merging;
  }

  static AggregateStep adding(AggregateCall call) {
    return new AggregateStep(call, false, call.arguments(), call.filter());
  }

  static List<DataType> stateTypes(PhysicalPlanner planner, AggregateCall call) {
    Optional<Accumulator> user =
        Function.Accumulators.ofUser(call, planner.settings().evaluation());
    if (user.isPresent()) return user.get().stateTypes();
    Function function = BuiltInFunctions.registry().find(call.function()).orElse(null);
    Check.that(function instanceof Function.Aggregate, "aggregates are in the registry", call);
    return ((Function.Aggregate) function)
        .accumulators()
        .of(call, planner.settings().evaluation())
        .stateTypes();
  }

  private PhysicalPlan ordered() {
    List<SortKey> order =
        calls.stream()
            .map(AggregateCall::order)
            .filter(keysOfCall -> !keysOfCall.isEmpty())
            .findFirst()
            .orElseThrow();
    PhysicalPlan together = planner.byKeys(child, keys, childBytes());
    List<SortKey> sortKeys = new ArrayList<>();
    for (Expression key : keys) sortKeys.add(SortKey.ascending(key));
    sortKeys.addAll(order);
    return whole(
        keys,
        calls.stream().map(AggregatePlanner::adding).toList(),
        aggregate.output(),
        PhysicalPlanner.sorted(sortKeys, together));
  }

  private double childBytes() {
    return planner.sizes().bytes(aggregate.child());
  }
}
