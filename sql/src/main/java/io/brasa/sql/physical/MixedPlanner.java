package io.brasa.sql.physical;

import io.brasa.columnar.type.AtomicType;
import io.brasa.sql.expression.AggregateCall;
import io.brasa.sql.expression.And;
import io.brasa.sql.expression.Attribute;
import io.brasa.sql.expression.Call;
import io.brasa.sql.expression.Comparison;
import io.brasa.sql.expression.Expression;
import io.brasa.sql.expression.Literal;
import io.brasa.sql.expression.SortKey;
import io.brasa.sql.expression.WindowCall;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Plans groupings of aggregates that go by different orders, or by an order beside others whose
 * values count once. Each row becomes one row for each aggregate: the keys, the number of the
 * aggregate, what it is sorted by, its arguments, and nulls in place of those of the others. Where
 * all of a group has come together these are sorted by all of it, so that the rows of each
 * aggregate stand together and in its order; of those whose values count once, equal ones stand
 * side by side and are numbered. Then each aggregate looks at its own rows, or at the first of
 * equal ones.
 */
final class MixedPlanner {
  private final PhysicalPlanner planner;
  private final List<Expression> keys;
  private final List<AggregateCall> calls;
  private final List<Attribute> output;
  private final PhysicalPlan child;
  private final double bytes;

  private final List<Attribute> columns = new ArrayList<>();
  private final List<List<Expression>> rows = new ArrayList<>();

  /** The places of what rows are sorted by, behind keys and number. */
  private final List<SortKey> order = new ArrayList<>();

  /** The places of values that count once. */
  private final List<Expression> once = new ArrayList<>();

  MixedPlanner(
      PhysicalPlanner planner,
      List<Expression> keys,
      List<AggregateCall> calls,
      List<Attribute> output,
      PhysicalPlan child,
      double bytes) {
    this.planner = planner;
    this.keys = keys;
    this.calls = calls;
    this.output = output;
    this.child = child;
    this.bytes = bytes;
  }

  PhysicalPlan plan() {
    for (int i = 0; i < calls.size(); i++) rows.add(new ArrayList<>(keys));
    for (Expression key : keys) name("key", key);
    int number = columns.size();
    for (int i = 0; i < calls.size(); i++) rows.get(i).add(Literal.of(i));
    name("number", Literal.of(0));
    List<List<Expression>> inputs = new ArrayList<>();
    List<Optional<Expression>> filters = new ArrayList<>();
    for (int i = 0; i < calls.size(); i++) {
      AggregateCall call = calls.get(i);
      List<Expression> arguments = new ArrayList<>();
      int own = i;
      // what is left out must not stand before the equal value that counts
      filters.add(call.filter().map(filter -> add(own, filter, call.isDistinct())));
      for (Expression argument : call.arguments()) {
        Expression place = add(i, argument, call.isDistinct());
        arguments.add(place);
        if (call.isDistinct()) once.add(place);
      }
      if (call.isDistinct()) filters.getLast().ifPresent(once::add);
      for (SortKey key : call.order()) order.add(key.with(add(i, key.expression(), false)));
      inputs.add(arguments);
    }
    PhysicalPlan numbered = numbered(number);
    List<AggregateStep> steps = new ArrayList<>();
    for (int i = 0; i < calls.size(); i++) {
      AggregateCall call = calls.get(i);
      Expression filter = equal(Binding.input(columns, number), i);
      if (call.isDistinct())
        filter = new And(filter, equal(Binding.input(numbered.output(), columns.size()), 1));
      if (filters.get(i).isPresent()) filter = new And(filter, filters.get(i).get());
      steps.add(new AggregateStep(call, false, inputs.get(i), Optional.of(filter)));
    }
    List<Expression> places = Binding.inputs(columns, 0, keys.size());
    return AggregatePlanner.whole(places, steps, output, numbered);
  }

  /** A column that the rows of one aggregate have. */
  private Expression add(int call, Expression value, boolean isSorted) {
    Literal none = new Literal(null, value.type());
    for (int i = 0; i < rows.size(); i++) rows.get(i).add(i == call ? value : none);
    name("value", none);
    Expression place = Binding.input(columns, columns.size() - 1);
    if (isSorted) order.add(SortKey.ascending(place));
    return place;
  }

  private void name(String name, Expression expression) {
    columns.add(
        new Attribute(-1L - columns.size(), name, expression.type(), !name.equals("number")));
  }

  private static Expression equal(Expression place, int number) {
    return new Comparison(Comparison.Operator.EQUAL, place, Literal.of(number));
  }

  /** The rows of each group in order, with the place of each among equal ones of its aggregate. */
  private PhysicalPlan numbered(int number) {
    ExpandRows expanded = new ExpandRows(rows, columns, child);
    List<Expression> groups = Binding.inputs(columns, 0, keys.size());
    PhysicalPlan together = planner.byKeys(expanded, groups, bytes * calls.size());
    List<Expression> partitions = new ArrayList<>(groups);
    partitions.add(Binding.input(columns, number));
    List<SortKey> sorting = new ArrayList<>();
    for (Expression key : partitions) sorting.add(SortKey.ascending(key));
    sorting.addAll(order);
    PhysicalPlan sorted = PhysicalPlanner.sorted(sorting, together);
    partitions.addAll(once);
    WindowCall place =
        new WindowCall(
            new Call("row_number", List.of(), AtomicType.INTEGER, false),
            partitions,
            List.of(),
            new WindowCall.Frame(
                WindowCall.Unit.ROWS, WindowCall.Bound.FIRST, WindowCall.Bound.CURRENT),
            false);
    List<Attribute> all = new ArrayList<>(columns);
    all.add(new Attribute(-1L - columns.size(), "place", AtomicType.INTEGER, false));
    return new WindowRows(List.of(place), all, sorted);
  }
}
