package io.brasa.sql.optimize;

import io.brasa.sql.expression.Attribute;
import io.brasa.sql.logical.Aggregate;
import io.brasa.sql.logical.Filter;
import io.brasa.sql.logical.Join;
import io.brasa.sql.logical.JoinType;
import io.brasa.sql.logical.Limit;
import io.brasa.sql.logical.LogicalPlan;
import io.brasa.sql.logical.Named;
import io.brasa.sql.logical.Project;
import io.brasa.sql.logical.Sort;
import io.brasa.sql.logical.Union;
import java.util.Collection;
import java.util.List;
import java.util.Optional;

/**
 * Rows that differ already are not made different once more, and parts of a union need not be when
 * its rows are.
 */
final class RedundantDistinct implements Rule {
  @Override
  public LogicalPlan apply(LogicalPlan plan) {
    return plan.transformUp(
        node ->
            node instanceof Aggregate aggregate && isDistinct(aggregate)
                ? reduced(aggregate)
                : node);
  }

  private static boolean isDistinct(Aggregate aggregate) {
    return aggregate.aggregates().isEmpty() && !aggregate.keys().isEmpty();
  }

  private static LogicalPlan reduced(Aggregate aggregate) {
    if (isRedundant(aggregate)) return new Project(aggregate.keys(), aggregate.child());
    return aggregate.child() instanceof Union union
        ? aggregate.withChildren(List.of(Existence.reducedDuplicates(union)))
        : aggregate;
  }

  private static boolean isRedundant(Aggregate aggregate) {
    List<Attribute> columns =
        aggregate.keys().stream()
            .map(Named::expression)
            .filter(Attribute.class::isInstance)
            .map(Attribute.class::cast)
            .toList();
    return areUnique(aggregate.child(), columns);
  }

  /** Whether no two rows of a plan are equal in all of these columns. */
  static boolean areUnique(LogicalPlan plan, Collection<Attribute> columns) {
    if (Rows.areAtMostOne(plan)) return true;
    return switch (plan) {
      case Aggregate aggregate ->
          columns.containsAll(aggregate.keys().stream().map(Named::attribute).toList());
      case Filter filter -> areUnique(filter.child(), columns);
      case Sort sort -> areUnique(sort.child(), columns);
      case Limit limit -> areUnique(limit.child(), columns);
      case Project project -> areUnique(project.child(), below(project, columns));
      case Join join when keepsLeftRows(join.type()) -> areUnique(join.left(), columns);
      default -> false;
    };
  }

  private static boolean keepsLeftRows(JoinType type) {
    return switch (type) {
      case LEFT_SEMI, LEFT_ANTI, LEFT_NULL_AWARE_ANTI, LEFT_MARK, LEFT_SINGLE -> true;
      case INNER, LEFT, RIGHT, FULL -> false;
    };
  }

  private static List<Attribute> below(Project project, Collection<Attribute> columns) {
    return project.columns().stream()
        .filter(column -> columns.contains(column.attribute()))
        .map(Named::expression)
        .flatMap(
            e ->
                e instanceof Attribute a
                    ? Optional.of(a).stream()
                    : Optional.<Attribute>empty().stream())
        .toList();
  }
}
