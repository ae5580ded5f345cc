package io.brasa.sql.optimize;

import io.brasa.sql.logical.Aggregate;
import io.brasa.sql.logical.Filter;
import io.brasa.sql.logical.Join;
import io.brasa.sql.logical.JoinType;
import io.brasa.sql.logical.Limit;
import io.brasa.sql.logical.LocalRows;
import io.brasa.sql.logical.LogicalPlan;
import io.brasa.sql.logical.OneRow;
import io.brasa.sql.logical.Project;
import io.brasa.sql.logical.Repartition;
import io.brasa.sql.logical.Sort;
import io.brasa.sql.logical.Window;

/** How many rows a plan surely gives. */
final class Rows {
  private Rows() {}

  static boolean areExactlyOne(LogicalPlan plan) {
    return switch (plan) {
      case OneRow _ -> true;
      case Aggregate aggregate -> aggregate.keys().isEmpty();
      case Project p -> areExactlyOne(p.child());
      case Sort s -> areExactlyOne(s.child());
      case Window w -> areExactlyOne(w.child());
      case Repartition r -> areExactlyOne(r.child());
      case Join join ->
          join.type() == JoinType.INNER
                  && join.condition().isEmpty()
                  && areExactlyOne(join.left())
                  && areExactlyOne(join.right())
              || join.type() == JoinType.LEFT_SINGLE && areExactlyOne(join.left());
      default -> false;
    };
  }

  static boolean areAtMostOne(LogicalPlan plan) {
    return switch (plan) {
      case Limit limit ->
          limit.count().isPresent() && limit.count().getAsLong() <= 1
              || areAtMostOne(limit.child());
      case Filter f -> areAtMostOne(f.child());
      case Project p -> areAtMostOne(p.child());
      case Sort s -> areAtMostOne(s.child());
      case Window w -> areAtMostOne(w.child());
      case LocalRows rows -> rows.batches().stream().mapToInt(b -> b.rowCount()).sum() <= 1;
      case Join join ->
          areAtMostOne(join.left())
              && join.type() != JoinType.FULL
              && join.type() != JoinType.RIGHT
              && (!join.type().hasRightColumns() || areAtMostOne(join.right()));
      default -> areExactlyOne(plan);
    };
  }
}
