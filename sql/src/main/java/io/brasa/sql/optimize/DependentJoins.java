package io.brasa.sql.optimize;

import io.brasa.columnar.type.AtomicType;
import io.brasa.sql.expression.AggregateCall;
import io.brasa.sql.expression.Attribute;
import io.brasa.sql.expression.Case;
import io.brasa.sql.expression.Comparison;
import io.brasa.sql.expression.Comparison.Operator;
import io.brasa.sql.expression.Expression;
import io.brasa.sql.expression.IsNull;
import io.brasa.sql.expression.Literal;
import io.brasa.sql.expression.Not;
import io.brasa.sql.logical.Aggregate;
import io.brasa.sql.logical.Join;
import io.brasa.sql.logical.JoinType;
import io.brasa.sql.logical.LogicalPlan;
import io.brasa.sql.logical.Named;
import io.brasa.sql.logical.OneRow;
import io.brasa.sql.logical.Project;
import io.brasa.sql.logical.Sort;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Joins whose right side uses columns of the left, made independent. After Neumann and Kemper,
 * "Unnesting Arbitrary Queries" (BTW 2015).
 *
 * <p>Most sub-queries depend by conditions of filters only. These are pulled up into the condition
 * of the join ({@link PullUp}), an aggregate over such a filter becoming one for each value of the
 * columns compared; a count over no rows is then put right by its zero. In all other cases the
 * right side is computed for each of the different values that its outer columns have on the left,
 * the domain, and joined with the left by these values ({@link DomainPush}).
 */
final class DependentJoins {
  /** Aggregates that give zero for no rows; all others that are never null take the general way. */
  private static final Set<String> COUNTS =
      Set.of("count", "count_if", "regr_count", "approx_count_distinct");

  private final OptimizerContext context;

  DependentJoins(OptimizerContext context) {
    this.context = context;
  }

  /** A plan with the value of a sub-query for each of its rows. */
  record Value(LogicalPlan plan, Expression value) {}

  /** An independent join that gives the same, and the same columns. */
  LogicalPlan join(
      LogicalPlan left,
      LogicalPlan right,
      JoinType type,
      List<Expression> condition,
      Optional<Attribute> mark) {
    Set<Attribute> outside = outside(left, right);
    if (outside.isEmpty()) return independent(left, right, type, condition, mark);
    Optional<PullUp> pulled = PullUp.of(right, outside, context.ids());
    LogicalPlan joined;
    if (pulled.isPresent()) {
      List<Expression> all = new ArrayList<>(condition);
      boolean isThreeValued = type == JoinType.LEFT_MARK || type == JoinType.LEFT_NULL_AWARE_ANTI;
      for (Expression c : pulled.get().conditions()) {
        if (isThreeValued) all.addAll(neverNull(c));
        else all.add(c);
      }
      joined = independent(left, pulled.get().plan(), type, all, mark);
    } else {
      joined = byDomain(left, right, outside, type, condition, mark);
    }
    List<Attribute> wanted = new Join(left, right, type, Optional.empty(), mark, false).output();
    return joined.output().equals(wanted)
        ? joined
        : new Project(wanted.stream().map(Named::of).toList(), joined);
  }

  private static Set<Attribute> outside(LogicalPlan left, LogicalPlan right) {
    Set<Attribute> outside = new LinkedHashSet<>(Uses.free(right));
    outside.retainAll(left.output());
    return outside;
  }

  private LogicalPlan independent(
      LogicalPlan left,
      LogicalPlan right,
      JoinType type,
      List<Expression> condition,
      Optional<Attribute> mark) {
    Optional<Expression> joined = Conjuncts.join(condition);
    boolean isTwoValued =
        type == JoinType.LEFT_NULL_AWARE_ANTI && joined.filter(Expression::nullable).isEmpty();
    return new Join(left, right, isTwoValued ? JoinType.LEFT_ANTI : type, joined, mark, false);
  }

  /** The condition as one that is false where it would be null: it decides which rows there are. */
  private static List<Expression> neverNull(Expression condition) {
    if (!condition.nullable()) return List.of(condition);
    if (!(condition instanceof Comparison(Operator operator, Expression left, Expression right))
        || operator != Operator.EQUAL)
      return List.of(new Comparison(Operator.NULL_SAFE_EQUAL, condition, Literal.TRUE));
    List<Expression> all = new ArrayList<>();
    all.add(new Comparison(Operator.NULL_SAFE_EQUAL, left, right));
    all.add(new Not(new IsNull(left.nullable() ? left : right)));
    return all;
  }

  private LogicalPlan byDomain(
      LogicalPlan given,
      LogicalPlan right,
      Set<Attribute> outside,
      JoinType type,
      List<Expression> condition,
      Optional<Attribute> mark) {
    List<Attribute> columns = List.copyOf(outside);
    LogicalPlan left = DomainPush.steady(given, context.ids());
    DomainPush.Pushed pushed = new DomainPush(context, left, columns).push(right);
    List<Expression> all = new ArrayList<>(condition);
    for (int i = 0; i < columns.size(); i++) all.add(same(columns.get(i), pushed.domain().get(i)));
    return independent(left, pushed.plan(), type, all, mark);
  }

  /** Whether two columns are the same, nulls included. */
  static Expression same(Attribute left, Attribute right) {
    boolean mayBeNull = left.nullable() || right.nullable();
    return new Comparison(mayBeNull ? Operator.NULL_SAFE_EQUAL : Operator.EQUAL, left, right);
  }

  /** Whether an aggregate gives the whole number zero for no rows. */
  static boolean isCount(AggregateCall call) {
    return COUNTS.contains(call.function()) && call.type() == AtomicType.LONG;
  }

  // ---- values

  /** The value of a sub-query of one column for each row of a plan. */
  Value value(LogicalPlan left, LogicalPlan query) {
    Set<Attribute> outside = outside(left, query);
    Attribute column = query.output().getFirst();
    if (outside.isEmpty()) return independent(left, query, column);
    Optional<Value> aggregated = aggregated(left, query, outside);
    if (aggregated.isPresent()) return aggregated.get();
    LogicalPlan joined = join(left, query, JoinType.LEFT_SINGLE, List.of(), Optional.empty());
    return new Value(joined, column.asNullable());
  }

  /**
   * A value that is the same for all rows. One that is asked of a query which may give more than
   * one row becomes a relation of exactly one row, which fails if there are more: joins with it can
   * be ordered, and what it is compared with is known before larger tables are read.
   */
  private static Value independent(LogicalPlan left, LogicalPlan query, Attribute column) {
    boolean isOne = Rows.areExactlyOne(query);
    if (isOne || Rows.areAtMostOne(query)) {
      JoinType type = isOne ? JoinType.INNER : JoinType.LEFT;
      return new Value(
          Join.of(left, query, type, Optional.empty()), isOne ? column : column.asNullable());
    }
    LogicalPlan one = Join.of(new OneRow(), query, JoinType.LEFT_SINGLE, Optional.empty());
    return new Value(Join.of(left, one, JoinType.INNER, Optional.empty()), column.asNullable());
  }

  /** Expressions over one aggregate of all rows for which an equality with the outside holds. */
  private Optional<Value> aggregated(LogicalPlan left, LogicalPlan query, Set<Attribute> outside) {
    Expression value = query.output().getFirst();
    LogicalPlan node = query;
    while (node instanceof Project || node instanceof Sort) {
      if (node instanceof Project project) value = Substitution.of(project.columns()).apply(value);
      node = node.children().getFirst();
    }
    if (!(node instanceof Aggregate aggregate) || !aggregate.keys().isEmpty())
      return Optional.empty();
    Map<Attribute, Expression> completed = new HashMap<>();
    for (Named column : aggregate.aggregates()) {
      AggregateCall call = (AggregateCall) column.expression();
      if (Uses.of(call).stream().anyMatch(outside::contains)) return Optional.empty();
      if (call.nullable()) {
        completed.put(column.attribute(), column.attribute().asNullable());
      } else {
        if (!isCount(call)) return Optional.empty();
        Attribute count = column.attribute().asNullable();
        completed.put(
            column.attribute(),
            new Case(List.of(new Case.Branch(new IsNull(count), Literal.of(0L))), count));
      }
    }
    Expression overJoin = new Substitution(completed).apply(value);
    return PullUp.of(aggregate.child(), outside, context.ids())
        .flatMap(below -> PullUp.keyed(aggregate, below, outside, context.ids()))
        .map(
            grouped ->
                new Value(
                    new Join(
                        left,
                        grouped.plan(),
                        JoinType.LEFT,
                        Conjuncts.join(grouped.conditions()),
                        Optional.empty(),
                        false),
                    overJoin));
  }
}
