package io.brasa.sql.optimize;

import io.brasa.columnar.type.AtomicType;
import io.brasa.runtime.error.EngineException;
import io.brasa.sql.error.SqlError;
import io.brasa.sql.expression.Attribute;
import io.brasa.sql.expression.Comparison;
import io.brasa.sql.expression.Comparison.Operator;
import io.brasa.sql.expression.Expression;
import io.brasa.sql.expression.Not;
import io.brasa.sql.expression.SubqueryExpression;
import io.brasa.sql.expression.SubqueryExpression.Exists;
import io.brasa.sql.expression.SubqueryExpression.Quantified;
import io.brasa.sql.expression.SubqueryExpression.Scalar;
import io.brasa.sql.logical.Filter;
import io.brasa.sql.logical.Join;
import io.brasa.sql.logical.JoinType;
import io.brasa.sql.logical.LogicalPlan;
import io.brasa.sql.logical.Named;
import io.brasa.sql.logical.Project;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Sub-queries in expressions become joins, after which none is left and no join is dependent.
 *
 * <p>A condition of a filter that is EXISTS or a comparison with some or all rows becomes a semi or
 * anti join; within other expressions it becomes the column of a mark join, and a sub-query used as
 * a value the column of a join that allows one partner. Such a join depends on its left side where
 * the sub-query is correlated. {@link DependentJoins} makes it independent.
 */
final class SubqueryUnnesting implements Rule {
  private final OptimizerContext context;
  private final DependentJoins dependent;

  SubqueryUnnesting(OptimizerContext context) {
    this.context = context;
    this.dependent = new DependentJoins(context);
  }

  @Override
  public LogicalPlan apply(LogicalPlan plan) {
    return plan.transformUp(this::unnest);
  }

  private LogicalPlan unnest(LogicalPlan node) {
    boolean hasSubquery = node.expressions().stream().anyMatch(Uses::hasSubquery);
    if (!hasSubquery)
      return node instanceof Join join && join.isDependent()
          ? dependent.join(
              join.left(), join.right(), join.type(), Conjuncts.of(join.condition()), join.mark())
          : node;
    return switch (node) {
      case Filter filter -> filter(filter);
      case Join join -> join(join);
      default -> {
        Values values = new Values(node.children().getFirst());
        LogicalPlan rewritten = node.mapExpressions(values::replace);
        yield restored(rewritten.withChildren(List.of(values.plan)), node);
      }
    };
  }

  /** Without the columns that were added for sub-queries, where the node passes them on. */
  private static LogicalPlan restored(LogicalPlan plan, LogicalPlan before) {
    return plan.output().equals(before.output())
        ? plan
        : new Project(before.output().stream().map(Named::of).toList(), plan);
  }

  private LogicalPlan filter(Filter filter) {
    List<Expression> plain = new ArrayList<>();
    List<Expression> nested = new ArrayList<>();
    for (Expression conjunct : Conjuncts.of(filter.condition()))
      (Uses.hasSubquery(conjunct) ? nested : plain).add(conjunct);
    Values values = new Values(Conjuncts.filter(plain, filter.child()));
    List<Expression> replaced = new ArrayList<>();
    for (Expression conjunct : nested) {
      if (!values.canReduce(conjunct)) replaced.add(values.replace(conjunct));
    }
    values.plan = Conjuncts.filter(replaced, values.plan);
    for (Expression conjunct : nested) {
      if (values.canReduce(conjunct)) values.reduce(conjunct);
    }
    return restored(values.plan, filter);
  }

  /** Conditions of joins see both sides; sub-queries in them are moved to where one side does. */
  private LogicalPlan join(Join join) {
    List<Expression> plain = new ArrayList<>();
    List<Expression> nested = new ArrayList<>();
    for (Expression conjunct : Conjuncts.of(join.condition()))
      (Uses.hasSubquery(conjunct) ? nested : plain).add(conjunct);
    if (join.type() == JoinType.INNER) {
      Join bare = with(join, join.left(), join.right(), plain);
      return unnest(new Filter(Conjuncts.join(nested).orElseThrow(), unnest(bare)));
    }
    Values left = new Values(join.left());
    Values right = new Values(join.right());
    for (Expression conjunct : nested) {
      List<Attribute> used =
          Uses.of(conjunct).stream()
              .filter(a -> join.left().output().contains(a) || join.right().output().contains(a))
              .toList();
      if (join.right().output().containsAll(used)) plain.add(right.replace(conjunct));
      else if (join.left().output().containsAll(used)) plain.add(left.replace(conjunct));
      else
        throw new EngineException(
            SqlError.SQL_UNSUPPORTED,
            "A sub-query in the condition of a "
                + join.type()
                + " join uses columns of both sides, which cannot be run by this version",
            "Compute it in a sub-query of one side");
    }
    return restored(unnest(with(join, left.plan, right.plan, plain)), join);
  }

  private static Join with(
      Join join, LogicalPlan left, LogicalPlan right, List<Expression> conjuncts) {
    return join.with(left, right, join.type(), Conjuncts.join(conjuncts));
  }

  /** A plan to which the values of sub-queries are added as columns. */
  private final class Values {
    private LogicalPlan plan;
    private final Map<SubqueryExpression, Expression> known = new HashMap<>();

    Values(LogicalPlan plan) {
      this.plan = plan;
    }

    /** Whether rows can be left out by what it says, without a column for it. */
    boolean canReduce(Expression conjunct) {
      return switch (conjunct) {
        case Not(Expression child) when !(child instanceof Not) -> canReduce(child);
        case Exists _ -> true;
        case Quantified q -> q.values().stream().noneMatch(Uses::hasSubquery);
        default -> false;
      };
    }

    /** Reduces the plan's rows to those for which a sub-query's condition holds. */
    void reduce(Expression conjunct) {
      Expression inner = conjunct instanceof Not(Expression child) ? child : conjunct;
      boolean isNegated = inner != conjunct;
      switch (inner) {
        case Exists(LogicalPlan query) -> {
          LogicalPlan reduced = Existence.reduced(apply(query));
          JoinType type = isNegated ? JoinType.LEFT_ANTI : JoinType.LEFT_SEMI;
          plan = dependent.join(plan, reduced, type, List.of(), Optional.empty());
        }
        case Quantified quantified -> {
          boolean isAnti = isNegated != quantified.isAll();
          LogicalPlan query = Existence.reducedDuplicates(apply(LogicalPlan.of(quantified)));
          List<Expression> condition = condition(quantified, query);
          plan =
              dependent.join(
                  plan,
                  query,
                  isAnti ? JoinType.LEFT_NULL_AWARE_ANTI : JoinType.LEFT_SEMI,
                  condition,
                  Optional.empty());
        }
        default -> throw new IllegalArgumentException("no condition of a sub-query: " + conjunct);
      }
    }

    /**
     * What a partner is: of ALL, a row for which the comparison does not hold. Three-valued: not
     * all are less, if one is not less.
     */
    private static List<Expression> condition(Quantified quantified, LogicalPlan query) {
      List<Expression> condition = new ArrayList<>();
      for (int i = 0; i < quantified.values().size(); i++)
        condition.add(
            new Comparison(
                quantified.isAll() ? negated(quantified.operator()) : quantified.operator(),
                quantified.values().get(i),
                query.output().get(i)));
      return condition;
    }

    private static Operator negated(Operator operator) {
      return switch (operator) {
        case EQUAL -> Operator.NOT_EQUAL;
        case NOT_EQUAL -> Operator.EQUAL;
        case LESS -> Operator.GREATER_OR_EQUAL;
        case LESS_OR_EQUAL -> Operator.GREATER;
        case GREATER -> Operator.LESS_OR_EQUAL;
        case GREATER_OR_EQUAL -> Operator.LESS;
        case NULL_SAFE_EQUAL -> throw new IllegalArgumentException("<=> with all rows");
      };
    }

    /** The expression with columns in place of its sub-queries. */
    Expression replace(Expression expression) {
      return expression.transformUp(e -> e instanceof SubqueryExpression query ? value(query) : e);
    }

    private Expression value(SubqueryExpression query) {
      Expression found = known.get(query);
      if (found != null) return found;
      Expression value =
          switch (query) {
            case Scalar scalar -> {
              DependentJoins.Value joined = dependent.value(plan, apply(LogicalPlan.of(scalar)));
              plan = joined.plan();
              yield joined.value();
            }
            case Exists exists ->
                mark(Existence.reduced(apply(LogicalPlan.of(exists))), List.of(), false);
            case Quantified quantified -> {
              LogicalPlan inner = Existence.reducedDuplicates(apply(LogicalPlan.of(quantified)));
              Expression mark = mark(inner, condition(quantified, inner), true);
              yield quantified.isAll() ? new Not(mark) : mark;
            }
          };
      known.put(query, value);
      return value;
    }

    private Attribute mark(LogicalPlan query, List<Expression> condition, boolean isNullable) {
      Attribute mark = context.ids().attribute("mark", AtomicType.BOOLEAN, isNullable);
      plan = dependent.join(plan, query, JoinType.LEFT_MARK, condition, Optional.of(mark));
      return mark;
    }
  }
}
