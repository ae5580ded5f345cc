package io.brasa.sql.optimize;

import io.brasa.columnar.type.AtomicType;
import io.brasa.sql.expression.Attribute;
import io.brasa.sql.expression.Comparison;
import io.brasa.sql.expression.Comparison.Operator;
import io.brasa.sql.expression.Expression;
import io.brasa.sql.logical.Join;
import io.brasa.sql.logical.JoinType;
import io.brasa.sql.logical.LogicalPlan;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * What is asked of a column holds for columns that a join makes equal to it: of {@code a = b AND a
 * < 5} that {@code b < 5}.
 */
final class InferredConditions {
  private InferredConditions() {}

  /**
   * Conditions that may be added to a join's own.
   *
   * @param above conditions that its result meets
   */
  static Set<Expression> of(Join join, List<Expression> above) {
    Set<Expression> inferred = new LinkedHashSet<>();
    if (!passesOn(join.type())) return inferred;
    List<Expression> known = new ArrayList<>();
    List<Expression> equalities = new ArrayList<>(Conjuncts.of(join.condition()));
    if (join.type() != JoinType.INNER) {
      // What is asked of the right's columns above is asked of padded rows too.
      for (Expression condition : above) {
        if (Uses.within(condition, join.left().output())) known.add(condition);
      }
    } else {
      known.addAll(above);
      known.addAll(equalities);
      equalities.addAll(above);
      collect(join.left(), equalities);
      collect(join.right(), equalities);
    }
    Map<Attribute, Set<Attribute>> equal = classes(equalities);
    for (Expression condition : known) {
      Set<Attribute> used = Uses.of(condition);
      if (used.size() != 1 || !Uses.isDeterministic(condition)) continue;
      Attribute column = used.iterator().next();
      for (Attribute other : equal.getOrDefault(column, Set.of())) {
        if (!other.equals(column))
          inferred.add(new Substitution(Map.of(column, other)).apply(condition));
      }
    }
    known.forEach(inferred::remove);
    return inferred;
  }

  /** Whether a right row that does not meet what the left must meet has no effect. */
  private static boolean passesOn(JoinType type) {
    return switch (type) {
      case INNER, LEFT, LEFT_SEMI, LEFT_ANTI, LEFT_SINGLE -> true;
      case RIGHT, FULL, LEFT_NULL_AWARE_ANTI, LEFT_MARK -> false;
    };
  }

  private static void collect(LogicalPlan plan, List<Expression> conditions) {
    if (!(plan instanceof Join join) || !JoinGraph.isPlain(join)) return;
    conditions.addAll(Conjuncts.of(join.condition()));
    collect(join.left(), conditions);
    collect(join.right(), conditions);
  }

  /** For each column those that are equal to it. */
  private static Map<Attribute, Set<Attribute>> classes(List<Expression> conditions) {
    Map<Attribute, Set<Attribute>> classes = new HashMap<>();
    for (Expression condition : conditions) {
      boolean isEquality =
          condition instanceof Comparison(Operator operator, Attribute a, Attribute _)
              && operator == Operator.EQUAL
              && isExact(a);
      if (!isEquality) continue;
      Comparison comparison = (Comparison) condition;
      Set<Attribute> united = new LinkedHashSet<>();
      for (Expression side : List.of(comparison.left(), comparison.right())) {
        united.add((Attribute) side);
        united.addAll(classes.getOrDefault((Attribute) side, Set.of()));
      }
      for (Attribute column : united) classes.put(column, united);
    }
    return classes;
  }

  /** Whether equal values are the same: the zeros of floating-point numbers differ in sign. */
  private static boolean isExact(Attribute column) {
    return column.type() instanceof AtomicType type && !type.isFractional();
  }
}
