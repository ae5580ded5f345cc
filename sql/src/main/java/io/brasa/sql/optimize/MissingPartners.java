package io.brasa.sql.optimize;

import io.brasa.sql.expression.Attribute;
import io.brasa.sql.expression.Expression;
import io.brasa.sql.expression.IsNull;
import io.brasa.sql.expression.Literal;
import io.brasa.sql.logical.Filter;
import io.brasa.sql.logical.Join;
import io.brasa.sql.logical.JoinType;
import io.brasa.sql.logical.LogicalPlan;
import io.brasa.sql.logical.Named;
import io.brasa.sql.logical.Project;
import java.util.ArrayList;
import java.util.List;

/**
 * Outer joins of which only the rows without partner are kept become anti joins, which neither pad
 * rows nor carry columns of partners: {@code a LEFT JOIN b ON a.x = b.y WHERE b.y IS NULL}. The
 * column must be one that no partner has null in: the join's condition would not be true.
 */
final class MissingPartners implements Rule {
  @Override
  public LogicalPlan apply(LogicalPlan plan) {
    return plan.transformDown(
        node ->
            node instanceof Filter(Expression condition, Join join)
                    && join.type() == JoinType.LEFT
                    && !join.isDependent()
                ? reduced(node, condition, join)
                : node);
  }

  private static LogicalPlan reduced(LogicalPlan plan, Expression condition, Join join) {
    List<Expression> rest = new ArrayList<>();
    boolean asksForMissing = false;
    for (Expression conjunct : Conjuncts.of(condition)) {
      if (isMissing(conjunct, join)) asksForMissing = true;
      else rest.add(conjunct);
    }
    if (!asksForMissing) return plan;
    LogicalPlan without =
        new Join(
            join.left(),
            join.right(),
            JoinType.LEFT_ANTI,
            join.condition(),
            join.mark(),
            false,
            join.hints());
    List<Named> columns = new ArrayList<>();
    for (Attribute column : join.output()) {
      boolean isPadded = !join.left().output().contains(column);
      columns.add(
          isPadded ? new Named(new Literal(null, column.type()), column) : Named.of(column));
    }
    return Conjuncts.filter(rest, new Project(columns, without));
  }

  private static boolean isMissing(Expression conjunct, Join join) {
    return conjunct instanceof IsNull(Attribute column)
        && join.right().output().contains(column)
        && isNeverNullInPartners(column, join);
  }

  private static boolean isNeverNullInPartners(Attribute column, Join join) {
    boolean isDeclared =
        join.right().output().stream().anyMatch(own -> own.equals(column) && !own.nullable());
    return isDeclared
        || join.condition().isPresent()
            && OuterJoinReduction.needs(join.condition().get(), List.of(column));
  }
}
