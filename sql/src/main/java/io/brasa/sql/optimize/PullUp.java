package io.brasa.sql.optimize;

import io.brasa.sql.expression.Attribute;
import io.brasa.sql.expression.AttributeIds;
import io.brasa.sql.expression.Comparison;
import io.brasa.sql.expression.Comparison.Operator;
import io.brasa.sql.expression.Expression;
import io.brasa.sql.logical.Aggregate;
import io.brasa.sql.logical.Filter;
import io.brasa.sql.logical.Join;
import io.brasa.sql.logical.JoinType;
import io.brasa.sql.logical.LogicalPlan;
import io.brasa.sql.logical.Named;
import io.brasa.sql.logical.Project;
import io.brasa.sql.logical.Repartition;
import io.brasa.sql.logical.Sort;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Takes the conditions by which a plan depends on columns from outside out of it, where they stand
 * in filters only: the plan is then a filter by these conditions over an independent plan. Through
 * a grouping only equalities pass, whose inner sides become keys.
 *
 * @param plan gives the columns of the plan before, and more that the conditions use
 */
record PullUp(LogicalPlan plan, List<Expression> conditions) {
  /**
   * The plan without dependence on some columns; empty if it depends in other ways.
   *
   * @param outside the columns
   */
  static Optional<PullUp> of(LogicalPlan plan, Set<Attribute> outside, AttributeIds ids) {
    return new Pulling(outside, ids).pull(plan);
  }

  private record Pulling(Set<Attribute> outside, AttributeIds ids) {
    private boolean depends(Expression expression) {
      return Uses.of(expression).stream().anyMatch(outside::contains);
    }

    private boolean dependsItself(LogicalPlan node) {
      return node.expressions().stream().anyMatch(this::depends);
    }

    private boolean depends(LogicalPlan plan) {
      return Uses.free(plan).stream().anyMatch(outside::contains);
    }

    Optional<PullUp> pull(LogicalPlan plan) {
      if (!depends(plan)) return Optional.of(new PullUp(plan, List.of()));
      return switch (plan) {
        case Filter filter -> filter(filter);
        case Project project when !dependsItself(project) ->
            pull(project.child()).map(below -> project(project, below));
        case Join join -> join(join);
        case Aggregate aggregate when !aggregate.keys().isEmpty() && !dependsItself(aggregate) ->
            pull(aggregate.child()).flatMap(below -> aggregate(aggregate, below));
        case Sort sort -> pull(sort.child());
        case Repartition repartition -> pull(repartition.child());
        default -> Optional.empty();
      };
    }

    private Optional<PullUp> filter(Filter filter) {
      List<Expression> kept = new ArrayList<>();
      List<Expression> pulled = new ArrayList<>();
      for (Expression conjunct : Conjuncts.of(filter.condition())) {
        if (!Uses.isDeterministic(conjunct)) return Optional.empty();
        (depends(conjunct) ? pulled : kept).add(conjunct);
      }
      return pull(filter.child())
          .map(
              below -> {
                pulled.addAll(below.conditions);
                return new PullUp(Conjuncts.filter(kept, below.plan), pulled);
              });
    }

    private PullUp project(Project project, PullUp below) {
      List<Named> columns = new ArrayList<>(project.columns());
      Set<Attribute> there = new HashSet<>(project.output());
      for (Attribute used : Uses.of(below.conditions)) {
        if (!outside.contains(used) && below.plan.output().contains(used) && there.add(used))
          columns.add(Named.of(used));
      }
      return new PullUp(new Project(columns, below.plan), below.conditions);
    }

    private Optional<PullUp> join(Join join) {
      if (join.isDependent()) return Optional.empty();
      boolean isInner = join.type() == JoinType.INNER;
      boolean canPullLeft = isInner || keepsLeft(join.type());
      if (!isInner && (depends(join.right()) || dependsItself(join))) return Optional.empty();
      if (!canPullLeft) return Optional.empty();
      List<Expression> kept = new ArrayList<>();
      List<Expression> pulled = new ArrayList<>();
      for (Expression conjunct : Conjuncts.of(join.condition()))
        (depends(conjunct) ? pulled : kept).add(conjunct);
      Optional<PullUp> left = pull(join.left());
      Optional<PullUp> right = pull(join.right());
      if (left.isEmpty() || right.isEmpty()) return Optional.empty();
      pulled.addAll(left.get().conditions);
      pulled.addAll(right.get().conditions);
      return Optional.of(
          new PullUp(
              join.with(left.get().plan, right.get().plan, join.type(), Conjuncts.join(kept)),
              pulled));
    }

    private static boolean keepsLeft(JoinType type) {
      return switch (type) {
        case LEFT, LEFT_SEMI, LEFT_ANTI, LEFT_NULL_AWARE_ANTI, LEFT_MARK, LEFT_SINGLE -> true;
        case INNER, RIGHT, FULL -> false;
      };
    }

    private Optional<PullUp> aggregate(Aggregate aggregate, PullUp below) {
      return keyed(aggregate, below, outside, ids);
    }
  }

  /** A grouping by its keys and by what equalities compare with columns from outside. */
  static Optional<PullUp> keyed(
      Aggregate aggregate, PullUp below, Set<Attribute> outside, AttributeIds ids) {
    List<Named> keys = new ArrayList<>(aggregate.keys());
    List<Expression> conditions = new ArrayList<>();
    for (Expression condition : below.conditions) {
      Optional<Comparison> equality = equality(condition, outside);
      if (equality.isEmpty()) return Optional.empty();
      Expression inner = equality.get().right();
      Attribute key = key(inner, keys, ids);
      conditions.add(new Comparison(equality.get().operator(), equality.get().left(), key));
    }
    return Optional.of(
        new PullUp(new Aggregate(keys, aggregate.aggregates(), below.plan), conditions));
  }

  private static Attribute key(Expression inner, List<Named> keys, AttributeIds ids) {
    for (Named key : keys) {
      if (key.expression().equals(inner)) return key.attribute();
    }
    Named key =
        inner instanceof Attribute attribute
            ? Named.of(attribute)
            : new Named(inner, ids.attribute("key", inner));
    keys.add(key);
    return key.attribute();
  }

  /** The condition as an equality of something from outside, on the left, with something inside. */
  private static Optional<Comparison> equality(Expression condition, Set<Attribute> outside) {
    boolean isEquality =
        condition instanceof Comparison c
            && (c.operator() == Operator.EQUAL || c.operator() == Operator.NULL_SAFE_EQUAL);
    if (!isEquality) return Optional.empty();
    Comparison comparison = (Comparison) condition;
    Set<Attribute> left = Uses.of(comparison.left());
    Set<Attribute> right = Uses.of(comparison.right());
    if (!left.isEmpty() && outside.containsAll(left) && right.stream().noneMatch(outside::contains))
      return Optional.of(comparison);
    if (!right.isEmpty()
        && outside.containsAll(right)
        && left.stream().noneMatch(outside::contains))
      return Optional.of(
          new Comparison(comparison.operator(), comparison.right(), comparison.left()));
    return Optional.empty();
  }
}
