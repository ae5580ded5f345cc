package io.brasa.sql.optimize;

import io.brasa.sql.logical.Join;
import io.brasa.sql.logical.JoinType;
import io.brasa.sql.logical.Limit;
import io.brasa.sql.logical.LogicalPlan;
import io.brasa.sql.logical.Project;
import io.brasa.sql.logical.Sort;
import io.brasa.sql.logical.Union;
import java.util.List;
import java.util.OptionalLong;

/**
 * Limits are put as early as they can be: below projections, so that they stand on sorts; into the
 * parts of unions and the kept side of outer joins; two limits into one.
 */
final class LimitPushDown implements Rule {
  @Override
  public LogicalPlan apply(LogicalPlan plan) {
    return plan.transformDown(node -> node instanceof Limit limit ? pushed(limit) : node);
  }

  private static LogicalPlan pushed(Limit limit) {
    if (limit.count().isEmpty() && limit.offset() == 0) return limit.child();
    return switch (limit.child()) {
      case Limit inner -> merged(limit, inner);
      case Project project when project.expressions().stream().allMatch(Uses::isDeterministic) ->
          project.withChildren(List.of(limit.withChildren(List.of(project.child()))));
      case Union union when limit.count().isPresent() -> {
        long most = Math.addExact(limit.count().getAsLong(), limit.offset());
        yield limit.withChildren(List.of(union.mapChildren(child -> limited(child, most))));
      }
      case Join join when join.type() == JoinType.LEFT && limit.count().isPresent() -> {
        long most = Math.addExact(limit.count().getAsLong(), limit.offset());
        yield limit.withChildren(
            List.of(join.withChildren(List.of(limited(join.left(), most), join.right()))));
      }
      case Sort sort when limit.count().isPresent() && limit.count().getAsLong() == 0 ->
          limit.withChildren(List.of(sort.child()));
      default -> limit;
    };
  }

  private static LogicalPlan limited(LogicalPlan plan, long most) {
    if (plan instanceof Limit inner
        && inner.count().isPresent()
        && inner.count().getAsLong() <= most) return plan;
    return new Limit(OptionalLong.of(most), 0, plan);
  }

  private static LogicalPlan merged(Limit outer, Limit inner) {
    long offset = Math.addExact(inner.offset(), outer.offset());
    if (inner.count().isEmpty()) return new Limit(outer.count(), offset, inner.child());
    long left = Math.max(0, inner.count().getAsLong() - outer.offset());
    long count = outer.count().isPresent() ? Math.min(outer.count().getAsLong(), left) : left;
    return new Limit(OptionalLong.of(count), offset, inner.child());
  }
}
