package io.brasa.sql.physical;

import io.brasa.columnar.type.AtomicType;
import io.brasa.sql.expression.AggregateCall;
import io.brasa.sql.expression.And;
import io.brasa.sql.expression.Attribute;
import io.brasa.sql.expression.Case;
import io.brasa.sql.expression.Comparison;
import io.brasa.sql.expression.Expression;
import io.brasa.sql.expression.Input;
import io.brasa.sql.expression.Literal;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Plans groupings with values that count once. Each row becomes one row for each list of arguments
 * whose values are to count once, and one for the other aggregates: the keys, the values of this
 * list with nulls in place of those of other lists, and the number of the list. These are grouped
 * by all of it, which leaves every value once, with states of the other aggregates in the rows of
 * number zero; what remains is grouped by the keys. A row that a FILTER leaves out has number -1,
 * so that its group is there.
 */
final class DistinctPlanner {
  private final PhysicalPlanner planner;
  private final List<Expression> keys;
  private final List<AggregateCall> calls;
  private final List<Attribute> output;
  private final PhysicalPlan child;
  private final double bytes;

  /** The lists of arguments that count once, by number minus one. */
  private final List<ValueList> lists = new ArrayList<>();

  private record ValueList(List<Expression> arguments, Optional<Expression> filter) {}

  /** The columns of a row as it is grouped first. */
  private final List<Attribute> columns = new ArrayList<>();

  private int plainFrom;

  DistinctPlanner(
      PhysicalPlanner planner,
      List<Expression> keys,
      List<AggregateCall> calls,
      List<Attribute> output,
      PhysicalPlan child,
      double bytes) {
    this.bytes = bytes;
    this.planner = planner;
    this.keys = keys;
    this.calls = calls;
    this.output = output;
    this.child = child;
  }

  PhysicalPlan plan() {
    List<AggregateCall> plain = new ArrayList<>();
    for (AggregateCall call : calls) {
      if (!call.isDistinct()) plain.add(call);
      else if (!lists.contains(listOf(call))) lists.add(listOf(call));
    }
    ExpandRows expanded = expanded(plain);
    int valueEnd = plainFrom;
    List<Expression> grouped = Binding.inputs(columns, 0, valueEnd);
    List<AggregateStep> adding = addingPlain(plain);
    AggregateRows partial = AggregatePlanner.states(planner, grouped, adding, true, expanded);
    List<Expression> places = Binding.inputs(partial.output(), 0, valueEnd);
    PhysicalPlan together =
        planner.byKeys(partial, keys.isEmpty() ? places : places.subList(0, keys.size()), bytes);
    AggregateRows once =
        AggregatePlanner.states(
            planner,
            places,
            AggregatePlanner.merging(planner, adding, partial.output(), valueEnd),
            false,
            together);
    List<AggregateStep> last = lastSteps(adding, once.output(), valueEnd);
    List<Expression> lastKeys = Binding.inputs(once.output(), 0, keys.size());
    return keys.isEmpty() && !PhysicalPlanner.isSingle(once)
        ? AggregatePlanner.combined(planner, lastKeys, last, output, once, 0)
        : AggregatePlanner.whole(lastKeys, last, output, once);
  }

  private static ValueList listOf(AggregateCall call) {
    return new ValueList(call.arguments(), call.filter());
  }

  /** Keys, the values of all lists, the number; then the arguments of the other aggregates. */
  private ExpandRows expanded(List<AggregateCall> plain) {
    List<List<Expression>> rows = new ArrayList<>();
    if (!plain.isEmpty()) rows.add(new ArrayList<>(keys));
    for (int i = 0; i < lists.size(); i++) rows.add(new ArrayList<>(keys));
    for (Expression key : keys) name("key", key);
    int first = plain.isEmpty() ? 0 : 1;
    for (int list = 0; list < lists.size(); list++) {
      ValueList values = lists.get(list);
      for (Expression argument : values.arguments()) {
        Literal none = new Literal(null, argument.type());
        for (int row = 0; row < rows.size(); row++) {
          boolean isOwn = row == first + list;
          rows.get(row).add(isOwn ? filtered(values, argument, none) : none);
        }
        name("value", none);
      }
    }
    for (int row = 0; row < rows.size(); row++) {
      boolean isPlain = row < first;
      int number = isPlain ? 0 : row - first + 1;
      rows.get(row)
          .add(
              isPlain
                  ? Literal.of(number)
                  : filtered(lists.get(number - 1), Literal.of(number), Literal.of(-1)));
    }
    name("number", Literal.of(0));
    plainFrom = columns.size();
    for (AggregateCall call : plain) {
      for (Expression argument : call.children()) {
        Literal none = new Literal(null, argument.type());
        for (int row = 0; row < rows.size(); row++)
          rows.get(row).add(row < first ? argument : none);
        name("argument", none);
      }
    }
    return new ExpandRows(rows, columns, child);
  }

  private static Expression filtered(ValueList list, Expression value, Literal otherwise) {
    return list.filter()
        .<Expression>map(filter -> new Case(List.of(new Case.Branch(filter, value)), otherwise))
        .orElse(value);
  }

  private void name(String name, Expression expression) {
    columns.add(
        new Attribute(-1L - columns.size(), name, expression.type(), !(name.equals("number"))));
  }

  /** The other aggregates look at rows of number zero only. */
  private List<AggregateStep> addingPlain(List<AggregateCall> plain) {
    List<AggregateStep> steps = new ArrayList<>();
    int at = plainFrom;
    for (AggregateCall call : plain) {
      int to = at + call.arguments().size();
      Expression filter = isNumber(0);
      List<Expression> inputs = Binding.inputs(columns, at, to);
      if (call.filter().isPresent()) filter = new And(filter, Binding.input(columns, to++));
      steps.add(new AggregateStep(call, false, inputs, Optional.of(filter)));
      at = to;
    }
    return steps;
  }

  private Expression isNumber(int number) {
    Input column = new Input(plainFrom - 1, AtomicType.INTEGER, false);
    return new Comparison(Comparison.Operator.EQUAL, column, Literal.of(number));
  }

  private List<AggregateStep> lastSteps(
      List<AggregateStep> adding, List<Attribute> once, int stateFrom) {
    List<AggregateStep> merging = AggregatePlanner.merging(planner, adding, once, stateFrom);
    List<AggregateStep> steps = new ArrayList<>();
    int nextPlain = 0;
    for (AggregateCall call : calls) {
      if (call.isDistinct()) {
        int list = lists.indexOf(listOf(call));
        steps.add(new AggregateStep(call, false, valuesOf(list), Optional.of(isNumber(list + 1))));
      } else {
        AggregateStep step = merging.get(nextPlain++);
        steps.add(new AggregateStep(call, true, step.inputs(), Optional.of(isNumber(0))));
      }
    }
    return steps;
  }

  private List<Expression> valuesOf(int list) {
    int from = keys.size();
    for (int i = 0; i < list; i++) from += lists.get(i).arguments().size();
    return Binding.inputs(columns, from, from + lists.get(list).arguments().size());
  }
}
