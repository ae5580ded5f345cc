package io.brasa.sql.optimize;

import io.brasa.sql.expression.Expression;
import io.brasa.sql.expression.Literal;
import io.brasa.sql.logical.Aggregate;
import io.brasa.sql.logical.DatasetRows;
import io.brasa.sql.logical.Filter;
import io.brasa.sql.logical.Generate;
import io.brasa.sql.logical.GroupingSets;
import io.brasa.sql.logical.Join;
import io.brasa.sql.logical.Limit;
import io.brasa.sql.logical.LocalRows;
import io.brasa.sql.logical.LogicalPlan;
import io.brasa.sql.logical.OneRow;
import io.brasa.sql.logical.Program;
import io.brasa.sql.logical.Project;
import io.brasa.sql.logical.Range;
import io.brasa.sql.logical.Repartition;
import io.brasa.sql.logical.Sample;
import io.brasa.sql.logical.Scan;
import io.brasa.sql.logical.SetDifference;
import io.brasa.sql.logical.Sort;
import io.brasa.sql.logical.Union;
import io.brasa.sql.logical.Window;
import java.util.List;

/** What surely gives no row is not computed. */
final class EmptyRelations implements Rule {
  @Override
  public LogicalPlan apply(LogicalPlan plan) {
    return plan.transformUp(
        node ->
            isEmpty(node) && !(node instanceof LocalRows)
                ? new LocalRows(node.output(), List.of())
                : node);
  }

  private static boolean isNothing(LogicalPlan plan) {
    return plan instanceof LocalRows rows
        && rows.batches().stream().allMatch(batch -> batch.rowCount() == 0);
  }

  private static boolean isEmpty(LogicalPlan plan) {
    return switch (plan) {
      case Filter filter ->
          isNothing(filter.child())
              || Conjuncts.of(filter.condition()).stream().anyMatch(EmptyRelations::isNeverTrue);
      case Scan scan -> scan.filters().stream().anyMatch(EmptyRelations::isNeverTrue);
      case Limit limit ->
          isNothing(limit.child()) || limit.count().isPresent() && limit.count().getAsLong() == 0;
      case Join join -> isEmpty(join);
      case Aggregate aggregate -> !aggregate.keys().isEmpty() && isNothing(aggregate.child());
      case Union union -> union.children().stream().allMatch(EmptyRelations::isNothing);
      case SetDifference set ->
          isNothing(set.left()) || set.isIntersection() && isNothing(set.right());
      case Project _, GroupingSets _, Window _, Sort _, Sample _, Generate _, Repartition _ ->
          isNothing(plan.children().getFirst());
      case LocalRows rows -> isNothing(rows);
      case Range range ->
          range.step() > 0 ? range.start() >= range.end() : range.start() <= range.end();
      case Program program -> program.inputs().stream().allMatch(i -> isNothing(i.child()));
      case DatasetRows _, OneRow _ -> false;
    };
  }

  private static boolean isNeverTrue(Expression condition) {
    return condition instanceof Literal literal && !Boolean.TRUE.equals(literal.value());
  }

  private static boolean isEmpty(Join join) {
    boolean isLeft = isNothing(join.left());
    boolean isRight = isNothing(join.right());
    return switch (join.type()) {
      case INNER, LEFT_SEMI -> isLeft || isRight;
      case LEFT, LEFT_ANTI, LEFT_NULL_AWARE_ANTI, LEFT_MARK, LEFT_SINGLE -> isLeft;
      case RIGHT -> isRight;
      case FULL -> isLeft && isRight;
    };
  }
}
