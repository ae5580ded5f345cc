package io.brasa.sql.analysis;

import io.brasa.columnar.type.AtomicType;
import io.brasa.sql.analysis.GroupingKeys.Key;
import io.brasa.sql.error.Nearest;
import io.brasa.sql.error.SqlError;
import io.brasa.sql.expression.AggregateCall;
import io.brasa.sql.expression.Attribute;
import io.brasa.sql.expression.Call;
import io.brasa.sql.expression.CanonicalForm;
import io.brasa.sql.expression.Expression;
import io.brasa.sql.expression.SubqueryExpression;
import io.brasa.sql.expression.WindowCall;
import io.brasa.sql.logical.Aggregate;
import io.brasa.sql.logical.GroupingSets;
import io.brasa.sql.logical.LogicalPlan;
import io.brasa.sql.logical.Named;
import io.brasa.sql.syntax.Origin;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * A grouping in the making. Expressions over its input are rewritten one after the other into
 * expressions over its result: keys and aggregates in them become columns, and each aggregate is
 * computed once however often it is written. The plan is asked for last.
 */
final class Aggregation {
  private final Query query;
  private final LogicalPlan input;
  private final GroupingKeys grouping;
  private final Set<Long> inputIds = new HashSet<>();
  private final List<Named> keys = new ArrayList<>();
  private final List<Expression> canonicalKeys = new ArrayList<>();
  private final Map<Expression, Named> aggregates = new LinkedHashMap<>();
  private final Attribute setId;
  private final Attribute setIndex;

  Aggregation(Query query, LogicalPlan input, GroupingKeys grouping) {
    this.query = query;
    this.input = input;
    this.grouping = grouping;
    for (Attribute attribute : input.output()) inputIds.add(attribute.id());
    for (Key key : grouping.keys()) {
      boolean isPassedOn =
          !grouping.hasSets()
              && key.expression() instanceof Attribute a
              && inputIds.contains(a.id());
      keys.add(
          isPassedOn
              ? Named.of((Attribute) key.expression())
              : new Named(key.expression(), query.ids().attribute(key.name(), key.expression())));
      canonicalKeys.add(Parts.comparable(key.expression()));
    }
    setId = query.ids().attribute("grouping_id", AtomicType.LONG, false);
    setIndex = query.ids().attribute("grouping_set", AtomicType.INTEGER, false);
  }

  /** The expression over the grouping's result. */
  Expression rewrite(Expression expression, Origin origin) {
    int key = keyOf(expression);
    if (key >= 0) return keyColumn(key);
    return switch (expression) {
      case AggregateCall aggregate -> column(aggregate, origin);
      case WindowCall window -> overWindow(window, origin);
      case Call mark when Grouping.isMark(mark) -> meaning(mark, origin);
      case Attribute attribute -> outside(attribute, origin);
      case SubqueryExpression subquery ->
          ((SubqueryExpression) Parts.mapChildren(subquery, e -> rewrite(e, origin)))
              .withPlan(Parts.mapExpressions(LogicalPlan.of(subquery), e -> inSubquery(e, origin)));
      default -> Parts.mapChildren(expression, e -> rewrite(e, origin));
    };
  }

  private int keyOf(Expression expression) {
    return canonicalKeys.isEmpty() ? -1 : canonicalKeys.indexOf(Parts.comparable(expression));
  }

  private Attribute keyColumn(int key) {
    Attribute attribute = keys.get(key).attribute();
    return grouping.hasSets() ? attribute.asNullable() : attribute;
  }

  private Expression column(AggregateCall aggregate, Origin origin) {
    if (aggregate.children().stream().anyMatch(Parts::hasAggregate))
      throw Query.error(
          SqlError.EXPRESSION_MISPLACED,
          query.origin(aggregate, origin),
          "An aggregate stands within the aggregate " + aggregate.function(),
          "Compute the inner one in a sub-query");
    return aggregates
        .computeIfAbsent(
            CanonicalForm.of(aggregate),
            _ -> new Named(aggregate, query.ids().attribute(aggregate.function(), aggregate)))
        .attribute();
  }

  /** Arguments of a function over a window may be aggregates; the function itself is none. */
  private Expression overWindow(WindowCall window, Origin origin) {
    List<Expression> children = new ArrayList<>();
    children.add(Parts.mapChildren(window.function(), e -> rewrite(e, origin)));
    for (Expression child : window.children().subList(1, window.children().size()))
      children.add(rewrite(child, origin));
    return window.withChildren(children);
  }

  private Expression meaning(Call mark, Origin origin) {
    Origin place = query.origin(mark, origin);
    List<Integer> places = new ArrayList<>();
    for (Expression argument : mark.arguments()) {
      int key = keyOf(argument);
      if (key < 0)
        throw Query.error(
            SqlError.ARGUMENT_MISMATCH,
            place,
            "Function "
                + mark.function()
                + " is asked of "
                + argument
                + ", which GROUP BY does not go by",
            "Give it keys of GROUP BY");
      places.add(key);
    }
    if (!grouping.hasSets())
      throw Query.error(
          SqlError.EXPRESSION_MISPLACED,
          place,
          "Function " + mark.function() + " is used without grouping sets",
          "Group by ROLLUP, CUBE or GROUPING SETS");
    return Grouping.meaning(mark, grouping.sets(), places, keys.size(), setId, setIndex, place);
  }

  /** A column of a query outside; one of the input is an error, since it differs within a group. */
  private Expression outside(Attribute attribute, Origin origin) {
    if (!inputIds.contains(attribute.id())) return attribute;
    List<String> names = grouping.keys().stream().map(Key::name).toList();
    boolean isMisspelt = !Nearest.of(attribute.name(), names, 1).isEmpty();
    throw Query.error(
        SqlError.EXPRESSION_MISPLACED,
        query.origin(attribute, origin),
        "Column " + attribute.name() + " is neither aggregated nor in GROUP BY",
        isMisspelt
            ? "Group by it too; GROUP BY goes by " + String.join(", ", names)
            : "Add it to GROUP BY, or write any_value(" + attribute.name() + ")");
  }

  private Expression inSubquery(Expression expression, Origin origin) {
    int key = keyOf(expression);
    if (key >= 0) return keyColumn(key);
    if (expression instanceof AggregateCall aggregate && isOfInput(aggregate))
      return column(aggregate, origin);
    if (expression instanceof Attribute attribute) return outside(attribute, origin);
    return Parts.mapChildren(expression, e -> inSubquery(e, origin));
  }

  /** Whether an aggregate within a sub-query is one over the rows outside. */
  private boolean isOfInput(Expression expression) {
    return expression instanceof Attribute attribute
        ? inputIds.contains(attribute.id())
        : expression.children().stream().anyMatch(this::isOfInput);
  }

  LogicalPlan plan() {
    List<Named> computed = List.copyOf(aggregates.values());
    if (!grouping.hasSets()) return new Aggregate(keys, computed, input);
    GroupingSets sets = new GroupingSets(keys, grouping.sets(), setId, setIndex, input);
    List<Named> all = new ArrayList<>();
    for (Named key : keys) all.add(Named.of(key.attribute().asNullable()));
    all.add(Named.of(setId));
    all.add(Named.of(setIndex));
    return new Aggregate(all, computed, sets);
  }
}
