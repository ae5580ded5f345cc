package io.brasa.sql.optimize;

import io.brasa.sql.expression.Attribute;
import io.brasa.sql.expression.Comparison;
import io.brasa.sql.expression.Comparison.Operator;
import io.brasa.sql.expression.Expression;
import io.brasa.sql.logical.Filter;
import io.brasa.sql.logical.Join;
import io.brasa.sql.logical.JoinHint;
import io.brasa.sql.logical.JoinHints;
import io.brasa.sql.logical.JoinType;
import io.brasa.sql.logical.LogicalPlan;
import io.brasa.sql.logical.Project;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.IdentityHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.ToDoubleFunction;

/**
 * Inner joins as a graph: relations, and what connects them. Equalities of columns make classes of
 * equal columns; two parts of the graph are joined by one equality of each class that both have, so
 * that what follows from others is not asked, and not counted, twice. Sets of relations are bits.
 */
final class JoinGraph {
  /** Columns that are all equal, and the relations that have them. */
  private record EqualColumns(List<Attribute> columns, long relations) {}

  /** A condition that is no equality of columns. */
  private record Condition(Expression expression, long relations) {}

  private final List<LogicalPlan> relations = new ArrayList<>();
  private final Map<LogicalPlan, JoinHint> hints = new IdentityHashMap<>();
  private final Set<Expression> conditions = new LinkedHashSet<>();
  private final Map<Attribute, Integer> owners = new HashMap<>();
  private final List<EqualColumns> classes = new ArrayList<>();
  private final List<Condition> others = new ArrayList<>();
  private Substitution inlined = new Substitution(Map.of());
  private final Set<Attribute> used = new HashSet<>();
  private long[] neighbours;

  /**
   * The graph of all inner joins from a join down, and of projections between them.
   *
   * @param rows how many rows relations are thought to have: they are numbered by that, so that the
   *     order in which they were named decides nothing
   */
  static JoinGraph of(Join root, ToDoubleFunction<LogicalPlan> rows) {
    JoinGraph graph = new JoinGraph();
    graph.collect(root);
    graph.relations.sort(Comparator.comparingDouble(rows));
    for (int i = 0; i < graph.relations.size(); i++)
      for (Attribute attribute : graph.relations.get(i).output()) graph.owners.put(attribute, i);
    graph.connect();
    return graph;
  }

  static boolean isPlain(LogicalPlan plan) {
    return plan instanceof Join join
        && join.type() == JoinType.INNER
        && !join.isDependent()
        && join.hints().isEmpty();
  }

  /** Whether a join may be put elsewhere: hints then go with the relations that they are of. */
  static boolean isOrdered(Join join) {
    if (join.hints().isEmpty()) return isPlain(join);
    return isPlain(join.hinted(JoinHints.NONE))
        && (join.hints().left().isEmpty() || !holdsJoin(join.left()))
        && (join.hints().right().isEmpty() || !holdsJoin(join.right()));
  }

  private void collect(LogicalPlan plan) {
    switch (plan) {
      case Join join when isOrdered(join) -> {
        join.hints().left().ifPresent(hint -> hints.put(join.left(), hint));
        join.hints().right().ifPresent(hint -> hints.put(join.right(), hint));
        collect(join.left());
        collect(join.right());
        for (Expression conjunct : Conjuncts.of(join.condition()))
          conditions.add(inlined.apply(conjunct));
      }
      case Filter filter
          when holdsJoin(filter.child())
              && isSteady(filter)
              && !Uses.isPinned(filter.condition()) -> {
        collect(filter.child());
        for (Expression conjunct : Conjuncts.of(filter.condition()))
          conditions.add(inlined.apply(conjunct));
      }
      case Project project when holdsJoin(project.child()) && isSteady(project) -> {
        collect(project.child());
        Map<Attribute, Expression> more = new HashMap<>(inlined.by());
        Substitution own = Substitution.of(project.columns());
        own.by().forEach((column, e) -> more.put(column, inlined.apply(e)));
        inlined = new Substitution(more);
      }
      default -> relations.add(plan);
    }
  }

  private static boolean isSteady(LogicalPlan plan) {
    return plan.expressions().stream().allMatch(Uses::isDeterministic);
  }

  private static boolean holdsJoin(LogicalPlan plan) {
    return switch (plan) {
      case Join join -> isOrdered(join);
      case Project project -> holdsJoin(project.child());
      case Filter filter -> holdsJoin(filter.child());
      default -> false;
    };
  }

  private void connect() {
    List<Set<Attribute>> equal = new ArrayList<>();
    for (Expression condition : conditions) {
      used.addAll(Uses.of(condition));
      boolean isEquality =
          condition instanceof Comparison(Operator operator, Attribute a, Attribute b)
              && operator == Operator.EQUAL
              && owners.containsKey(a)
              && owners.containsKey(b)
              && !owners.get(a).equals(owners.get(b));
      if (isEquality) {
        Comparison comparison = (Comparison) condition;
        unite(equal, (Attribute) comparison.left(), (Attribute) comparison.right());
      } else {
        others.add(new Condition(condition, relationsOf(condition)));
      }
    }
    for (Set<Attribute> columns : equal) {
      long bits = 0;
      for (Attribute column : columns) bits |= 1L << owners.get(column);
      classes.add(new EqualColumns(List.copyOf(columns), bits));
    }
    neighbours = new long[relations.size()];
    for (EqualColumns columns : classes) link(columns.relations);
    for (Condition condition : others) {
      if (Long.bitCount(condition.relations) == 2) link(condition.relations);
    }
  }

  private void link(long bits) {
    for (int i = 0; i < relations.size(); i++) {
      if ((bits >> i & 1) != 0) neighbours[i] |= bits & ~(1L << i);
    }
  }

  private static void unite(List<Set<Attribute>> classes, Attribute a, Attribute b) {
    Set<Attribute> united = new LinkedHashSet<>(List.of(a, b));
    List<Set<Attribute>> touched =
        classes.stream().filter(c -> c.contains(a) || c.contains(b)).toList();
    for (Set<Attribute> one : touched) {
      united.addAll(one);
      classes.remove(one);
    }
    classes.add(united);
  }

  private long relationsOf(Expression condition) {
    long bits = 0;
    for (Attribute attribute : Uses.of(condition)) {
      Integer owner = owners.get(attribute);
      if (owner != null) bits |= 1L << owner;
    }
    return bits;
  }

  int size() {
    return relations.size();
  }

  /** What hints say of a set, if it is one relation. */
  Optional<JoinHint> hint(long set) {
    return Long.bitCount(set) == 1
        ? Optional.ofNullable(hints.get(relations.get(Long.numberOfTrailingZeros(set))))
        : Optional.empty();
  }

  LogicalPlan relation(int index) {
    return relations.get(index);
  }

  /** An estimate of a relation as far as its columns matter to the graph. */
  Estimate relevant(Estimate estimate) {
    Map<Attribute, Estimate.ColumnEstimate> columns = new HashMap<>(estimate.columns());
    columns.keySet().retainAll(used);
    return new Estimate(estimate.rows(), columns);
  }

  /** Relations that a condition connects with some of these, themselves left out. */
  long neighbours(long set) {
    long all = 0;
    for (long rest = set; rest != 0; rest &= rest - 1)
      all |= neighbours[Long.numberOfTrailingZeros(rest)];
    return all & ~set;
  }

  /** What two disjoint sets are joined by. */
  List<Expression> between(long left, long right) {
    List<Expression> all = new ArrayList<>();
    for (EqualColumns equal : classes) {
      if ((equal.relations & left) == 0 || (equal.relations & right) == 0) continue;
      all.add(new Comparison(Operator.EQUAL, first(equal, left), first(equal, right)));
    }
    for (Condition condition : others) {
      boolean isCovered = (condition.relations & ~(left | right)) == 0;
      boolean isNew = (condition.relations & ~left) != 0 && (condition.relations & ~right) != 0;
      if (isCovered && isNew) all.add(condition.expression);
    }
    return all;
  }

  private Attribute first(EqualColumns equal, long set) {
    for (Attribute column : equal.columns) {
      if ((set >> owners.get(column) & 1) != 0) return column;
    }
    throw new IllegalStateException("no column of the class");
  }

  /**
   * Conditions on one relation, or on none. Columns of one class are equal within it too: one
   * equality with each other part is then enough.
   */
  List<Expression> within(int relation) {
    List<Expression> all = new ArrayList<>();
    for (EqualColumns equal : classes) {
      List<Attribute> own =
          equal.columns.stream().filter(column -> owners.get(column) == relation).toList();
      for (int i = 1; i < own.size(); i++)
        all.add(new Comparison(Operator.EQUAL, own.getFirst(), own.get(i)));
    }
    for (Condition condition : others) {
      if (condition.relations == 1L << relation) all.add(condition.expression);
      if (condition.relations == 0 && relation == 0) all.add(condition.expression);
    }
    return all;
  }

  /** What a column of the joins is computed from. */
  Expression computed(Attribute column) {
    return inlined.apply((Expression) column);
  }
}
