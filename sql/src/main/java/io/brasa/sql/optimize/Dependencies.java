package io.brasa.sql.optimize;

import io.brasa.columnar.type.AtomicType;
import io.brasa.columnar.type.DecimalType;
import io.brasa.sql.expression.Attribute;
import io.brasa.sql.expression.Comparison;
import io.brasa.sql.expression.Comparison.Operator;
import io.brasa.sql.expression.Expression;
import io.brasa.sql.logical.Aggregate;
import io.brasa.sql.logical.Filter;
import io.brasa.sql.logical.Generate;
import io.brasa.sql.logical.Join;
import io.brasa.sql.logical.Limit;
import io.brasa.sql.logical.LogicalPlan;
import io.brasa.sql.logical.Named;
import io.brasa.sql.logical.Project;
import io.brasa.sql.logical.Repartition;
import io.brasa.sql.logical.Sample;
import io.brasa.sql.logical.Scan;
import io.brasa.sql.logical.Sort;
import io.brasa.sql.logical.Window;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * Which columns of a plan's rows are surely equal when others are.
 *
 * <p>Groupings prove it: their keys determine all of their columns. Equalities of inner joins and
 * filters carry it on: what has a partner on a side that was grouped by the columns compared has
 * one, and so determines all of it. A computed column is determined by what it is computed from.
 * What holds of rows holds of some of them, and of rows that come several times. Rows padded by
 * outer joins are believed nothing.
 */
final class Dependencies {
  /** If the columns {@code by} are equal, so are the others. */
  private record Dependency(Set<Attribute> by, Collection<Attribute> determined) {}

  private final List<Dependency> known = new ArrayList<>();

  private Dependencies(LogicalPlan plan) {
    collect(plan);
  }

  static Dependencies of(LogicalPlan plan) {
    return new Dependencies(plan);
  }

  /** Whether rows that are equal in some columns are equal in another one. */
  boolean determine(Collection<Attribute> by, Attribute column) {
    Set<Attribute> equal = new HashSet<>(by);
    boolean isGrowing = true;
    while (isGrowing && !equal.contains(column)) {
      isGrowing = false;
      for (Dependency dependency : known)
        if (equal.containsAll(dependency.by)) isGrowing |= equal.addAll(dependency.determined);
    }
    return equal.contains(column);
  }

  private void collect(LogicalPlan plan) {
    switch (plan) {
      case Aggregate aggregate -> aggregate(aggregate);
      case Scan scan -> {
        for (Expression filter : scan.filters()) equalities(Conjuncts.of(filter));
      }
      case Filter filter -> {
        equalities(Conjuncts.of(filter.condition()));
        collect(filter.child());
      }
      case Project project -> project(project);
      case Join join -> join(join);
      case Sort _, Limit _, Sample _, Repartition _, Window _, Generate _ ->
          collect(plan.children().getFirst());
      default -> {}
    }
  }

  private void aggregate(Aggregate aggregate) {
    Set<Attribute> keys = new HashSet<>();
    for (Named key : aggregate.keys()) keys.add(key.attribute());
    known.add(new Dependency(keys, aggregate.output()));
    // Keys that pass on columns are as equal as these are below.
    if (aggregate.keys().stream().allMatch(Named::isPassedOn)) collect(aggregate.child());
  }

  private void project(Project project) {
    for (Named column : project.columns()) {
      if (column.isPassedOn() || !Uses.isDeterministic(column.expression())) continue;
      known.add(new Dependency(Uses.of(column.expression()), List.of(column.attribute())));
      if (column.expression() instanceof Attribute before)
        known.add(new Dependency(Set.of(column.attribute()), List.of(before)));
    }
    collect(project.child());
  }

  private void join(Join join) {
    if (join.isDependent()) return;
    switch (join.type()) {
      case INNER -> {
        equalities(Conjuncts.of(join.condition()));
        collect(join.left());
        collect(join.right());
      }
      case LEFT_SEMI -> {
        equalities(Conjuncts.of(join.condition()));
        collect(join.left());
      }
      case LEFT, LEFT_ANTI, LEFT_NULL_AWARE_ANTI, LEFT_MARK, LEFT_SINGLE -> collect(join.left());
      case RIGHT -> collect(join.right());
      case FULL -> {}
    }
  }

  private void equalities(List<Expression> conditions) {
    for (Expression condition : conditions) {
      boolean isEquality =
          condition instanceof Comparison(Operator operator, Attribute a, Attribute b)
              && (operator == Operator.EQUAL || operator == Operator.NULL_SAFE_EQUAL)
              && isExact(a)
              && isExact(b);
      if (!isEquality) continue;
      Comparison comparison = (Comparison) condition;
      Attribute a = (Attribute) comparison.left();
      Attribute b = (Attribute) comparison.right();
      known.add(new Dependency(Set.of(a), List.of(b)));
      known.add(new Dependency(Set.of(b), List.of(a)));
    }
  }

  /** Whether equal values are the same: the zeros of floating-point numbers differ in sign. */
  private static boolean isExact(Attribute column) {
    return column.type() instanceof DecimalType
        || column.type() instanceof AtomicType type && !type.isFractional();
  }
}
