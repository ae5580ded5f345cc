package io.brasa.sql.physical;

import io.brasa.sql.expression.Expression;
import io.brasa.sql.expression.Input;
import io.brasa.sql.expression.Literal;
import io.brasa.sql.optimize.Determinism;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

/**
 * Groups rows that are repeated for several sets of keys without repeating them, where one of the
 * sets holds all others: {@code ROLLUP} and {@code CUBE}. What is not of this form stays as it is:
 * sets of which none holds the others would need one that nobody asked for, with perhaps as many
 * groups as there are rows; and what is added up must not differ from set to set, as it does where
 * values count once.
 */
final class RollUpPlanner {
  private final ExpandRows expand;
  private final List<Expression> keys;
  private final List<AggregateStep> steps;

  private RollUpPlanner(ExpandRows expand, List<Expression> keys, List<AggregateStep> steps) {
    this.expand = expand;
    this.keys = keys;
    this.steps = steps;
  }

  /**
   * The states of groups of a plan's rows; empty if they are to be computed in the usual way.
   *
   * @param keys of the plan's rows, columns of which the last ones tell the sets apart
   */
  static Optional<RollUpRows> of(
      PhysicalPlanner planner,
      List<Expression> keys,
      List<AggregateStep> steps,
      PhysicalPlan child) {
    if (!(child instanceof ExpandRows expand) || expand.projections().size() < 2)
      return Optional.empty();
    if (!keys.stream().allMatch(Input.class::isInstance)) return Optional.empty();
    return new RollUpPlanner(expand, keys, steps).plan(planner);
  }

  private Optional<RollUpRows> plan(PhysicalPlanner planner) {
    int keyCount = keys.size();
    while (keyCount > 0 && isNumber(keyCount - 1)) keyCount--;
    List<BitSet> sets = new ArrayList<>();
    for (List<Expression> projection : expand.projections()) sets.add(keysOf(projection, keyCount));
    List<Integer> order =
        IntStream.range(0, sets.size())
            .boxed()
            .sorted(Comparator.comparing(place -> -sets.get(place).cardinality()))
            .toList();
    int first = order.getFirst();
    if (keyCount == 0 || sets.get(first).cardinality() < keyCount) return Optional.empty();
    List<Expression> all = expand.projections().get(first);
    if (!areSame(all, keyCount)) return Optional.empty();
    Optional<List<AggregateStep>> below = stepsBelow();
    if (below.isEmpty()) return Optional.empty();
    List<Expression> keysBelow = new ArrayList<>();
    for (int key = 0; key < keyCount; key++) keysBelow.add(of(all, keys.get(key)));
    return Optional.of(
        new RollUpRows(
            keysBelow,
            keySets(order, sets, keyCount),
            below.get(),
            AggregatePlanner.states(planner, keys, steps, true, expand).output(),
            expand.child()));
  }

  private static Expression of(List<Expression> projection, Expression column) {
    return projection.get(((Input) column).index());
  }

  /** Whether a key is a constant in every set. */
  private boolean isNumber(int key) {
    return expand.projections().stream()
        .allMatch(p -> of(p, keys.get(key)) instanceof Literal literal && !literal.isNull());
  }

  private BitSet keysOf(List<Expression> projection, int keyCount) {
    BitSet set = new BitSet();
    for (int key = 0; key < keyCount; key++) {
      boolean isOut = of(projection, keys.get(key)) instanceof Literal literal && literal.isNull();
      if (!isOut) set.set(key);
    }
    return set;
  }

  /** Whether keys are the same wherever they are in a set. */
  private boolean areSame(List<Expression> all, int keyCount) {
    for (List<Expression> projection : expand.projections()) {
      for (int key : keysOf(projection, keyCount).stream().toArray())
        if (!of(projection, keys.get(key)).equals(of(all, keys.get(key)))) return false;
    }
    return true;
  }

  private List<RollUpRows.KeySet> keySets(List<Integer> order, List<BitSet> sets, int keyCount) {
    List<RollUpRows.KeySet> found = new ArrayList<>();
    for (int place : order) {
      List<Literal> numbers = new ArrayList<>();
      for (Expression number : keys.subList(keyCount, keys.size()))
        numbers.add((Literal) of(expand.projections().get(place), number));
      found.add(new RollUpRows.KeySet(sets.get(place), numbers, source(found, sets.get(place))));
    }
    return found;
  }

  /** The smallest of the sets so far that holds a set; negative if there is none. */
  private static int source(List<RollUpRows.KeySet> found, BitSet set) {
    for (int place = found.size() - 1; place >= 0; place--) {
      BitSet rest = (BitSet) set.clone();
      rest.andNot(found.get(place).keys());
      if (rest.isEmpty()) return place;
    }
    return -1;
  }

  /** The steps on what is below; empty if they see another row in each set. */
  private Optional<List<AggregateStep>> stepsBelow() {
    List<AggregateStep> below = new ArrayList<>();
    for (AggregateStep step : steps) {
      List<Expression> inputs = new ArrayList<>();
      for (Expression input : step.inputs()) {
        Optional<Expression> moved = below(input);
        if (moved.isEmpty()) return Optional.empty();
        inputs.add(moved.get());
      }
      Optional<Expression> filter = step.filter().flatMap(this::below);
      if (filter.isPresent() != step.filter().isPresent()) return Optional.empty();
      below.add(new AggregateStep(step.call(), step.isMerging(), inputs, filter));
    }
    return Optional.of(below);
  }

  private Optional<Expression> below(Expression expression) {
    List<Expression> first = expand.projections().getFirst();
    boolean[] differs = {!Determinism.holds(expression)};
    Expression moved =
        expression.transformUp(
            part -> {
              if (!(part instanceof Input input)) return part;
              Expression same = first.get(input.index());
              for (List<Expression> projection : expand.projections())
                differs[0] |= !projection.get(input.index()).equals(same);
              return same;
            });
    return differs[0] ? Optional.empty() : Optional.of(moved);
  }
}
