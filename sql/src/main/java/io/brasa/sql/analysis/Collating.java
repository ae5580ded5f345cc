package io.brasa.sql.analysis;

import io.brasa.columnar.type.AtomicType;
import io.brasa.columnar.type.CollatedType;
import io.brasa.columnar.type.DataType;
import io.brasa.sql.expression.AggregateCall;
import io.brasa.sql.expression.And;
import io.brasa.sql.expression.Attribute;
import io.brasa.sql.expression.AttributeIds;
import io.brasa.sql.expression.Call;
import io.brasa.sql.expression.Comparison;
import io.brasa.sql.expression.Expression;
import io.brasa.sql.expression.SortKey;
import io.brasa.sql.expression.SubqueryExpression;
import io.brasa.sql.expression.WindowCall;
import io.brasa.sql.function.Coercion;
import io.brasa.sql.function.text.CollationFunctions;
import io.brasa.sql.logical.Aggregate;
import io.brasa.sql.logical.Join;
import io.brasa.sql.logical.JoinType;
import io.brasa.sql.logical.LogicalPlan;
import io.brasa.sql.logical.Named;
import io.brasa.sql.logical.Project;
import io.brasa.sql.logical.SetDifference;
import io.brasa.sql.logical.Sort;
import io.brasa.sql.logical.Window;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Groups, orders and windows of text with a collation go by the keys that the collation makes of
 * the text; nothing behind the analysis then knows of collations. A group has the first of its
 * texts. Comparisons have got keys when they were resolved. A plan that was rewritten stays as it
 * is.
 */
final class Collating {
  private final AttributeIds ids;

  private Collating(AttributeIds ids) {
    this.ids = ids;
  }

  /** The plan with keys. Fails with {@code SQL_UNSUPPORTED} where there are none yet. */
  static LogicalPlan rewritten(LogicalPlan plan, AttributeIds ids) {
    return new Collating(ids).plan(plan);
  }

  private LogicalPlan plan(LogicalPlan plan) {
    return plan.transformUp(
        node ->
            switch (inside(node)) {
              case Aggregate aggregate -> aggregate(aggregate);
              case Sort sort -> sort(sort);
              case Window window -> window.mapExpressions(this::window);
              case SetDifference set -> difference(set);
              case LogicalPlan other -> other;
            });
  }

  /** The plans of sub-queries too. */
  private LogicalPlan inside(LogicalPlan node) {
    return node.mapExpressions(
        expression ->
            expression.transformUp(
                e -> {
                  if (!(e instanceof SubqueryExpression query)) return e;
                  if (query instanceof SubqueryExpression.Quantified quantified)
                    for (Expression value : quantified.values()) check(value.type(), "IN and ALL");
                  LogicalPlan before = LogicalPlan.of(query);
                  LogicalPlan after = plan(before);
                  return after == before ? query : query.withPlan(after);
                }));
  }

  private static boolean isCollated(Expression expression) {
    return expression.type() instanceof CollatedType;
  }

  private static Expression key(Expression expression) {
    return isCollated(expression) ? CollationFunctions.key(expression) : expression;
  }

  private static LogicalPlan sort(Sort sort) {
    for (SortKey key : sort.keys()) checkNested(key.expression().type(), "ORDER BY");
    return sort.mapExpressions(Collating::key);
  }

  private Expression window(Expression expression) {
    if (!(expression instanceof WindowCall call)) return expression;
    boolean isPlain =
        call.partitions().stream().noneMatch(Collating::isCollated)
            && call.order().stream().noneMatch(k -> isCollated(k.expression()));
    if (isPlain) return expression;
    List<Expression> partitions = call.partitions().stream().map(Collating::key).toList();
    List<SortKey> order = call.order().stream().map(k -> k.with(key(k.expression()))).toList();
    return new WindowCall(call.function(), partitions, order, call.frame(), call.ignoreNulls());
  }

  /**
   * Rows of the left that have, or have not, their like in the right, found by keys; each once, or
   * the first of them with the first of the right, and so on, if all count.
   */
  private LogicalPlan difference(SetDifference set) {
    for (Attribute column : set.output()) checkNested(column.type(), "INTERSECT and EXCEPT");
    if (set.output().stream().noneMatch(Collating::isCollated)) return set;
    List<Named> named = new ArrayList<>();
    List<Attribute> columns = set.left().output();
    for (int i = 0; i < columns.size(); i++)
      named.add(new Named(columns.get(i), set.output().get(i)));
    LogicalPlan left = new Project(named, set.left());
    LogicalPlan right = set.right();
    if (set.isAll()) {
      left = numbered(left);
      right = numbered(right);
    } else {
      List<Named> keys = left.output().stream().map(Named::of).toList();
      left = aggregate(new Aggregate(keys, List.of(), left));
    }
    List<Expression> same = new ArrayList<>();
    for (int i = 0; i < right.output().size(); i++)
      same.add(
          new Comparison(
              Comparison.Operator.NULL_SAFE_EQUAL,
              key(left.output().get(i)),
              key(right.output().get(i))));
    Expression condition = same.getFirst();
    for (Expression each : same.subList(1, same.size())) condition = new And(condition, each);
    JoinType type = set.isIntersection() ? JoinType.LEFT_SEMI : JoinType.LEFT_ANTI;
    LogicalPlan joined = Join.of(left, right, type, Optional.of(condition));
    List<Named> output = set.output().stream().map(Named::of).toList();
    return new Project(output, joined);
  }

  /** With the number of a row among those that are like it, behind its columns. */
  private LogicalPlan numbered(LogicalPlan plan) {
    List<Expression> alike = plan.output().stream().map(Collating::key).toList();
    Call number = new Call("row_number", List.of(), AtomicType.INTEGER, false);
    WindowCall call =
        new WindowCall(
            number,
            alike,
            List.of(SortKey.ascending(alike.getFirst())),
            new WindowCall.Frame(
                WindowCall.Unit.ROWS, WindowCall.Bound.FIRST, WindowCall.Bound.CURRENT),
            false);
    Attribute place = ids.attribute("place", AtomicType.INTEGER, false);
    return new Window(List.of(new Named(call, place)), plan);
  }

  /** Groups by keys; what was grouped by is the first text of each group. */
  private LogicalPlan aggregate(Aggregate aggregate) {
    for (Named key : aggregate.keys()) checkNested(key.expression().type(), "GROUP BY");
    LogicalPlan ordered = aggregate.mapExpressions(Collating::orderOf);
    if (aggregate.keys().stream().noneMatch(k -> isCollated(k.expression()))) return ordered;
    Aggregate all = (Aggregate) ordered;
    List<Named> keys = new ArrayList<>();
    List<Named> aggregates = new ArrayList<>(all.aggregates());
    for (Named key : all.keys()) {
      if (!isCollated(key.expression())) {
        keys.add(key);
        continue;
      }
      Expression made = CollationFunctions.key(key.expression());
      keys.add(new Named(made, ids.attribute(key.attribute().name(), made)));
      aggregates.add(new Named(first(key.expression()), key.attribute()));
    }
    List<Named> output = all.output().stream().map(Named::of).toList();
    return new Project(output, new Aggregate(keys, aggregates, all.child()));
  }

  private static AggregateCall first(Expression value) {
    return new AggregateCall(
        "first",
        List.of(value),
        false,
        Optional.empty(),
        List.of(),
        value.type(),
        value.nullable());
  }

  private static Expression orderOf(Expression expression) {
    if (!(expression instanceof AggregateCall call)
        || call.order().stream().noneMatch(k -> isCollated(k.expression()))) return expression;
    return new AggregateCall(
        call.function(),
        call.arguments(),
        call.isDistinct(),
        call.filter(),
        call.order().stream().map(k -> k.with(key(k.expression()))).toList(),
        call.type(),
        call.nullable());
  }

  private static void checkNested(DataType type, String what) {
    if (!(type instanceof CollatedType)) check(type, what);
  }

  private static void check(DataType type, String what) {
    if (Coercion.hasCollation(type)) throw CollationFunctions.unsupported(what, type);
  }
}
