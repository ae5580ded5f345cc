package io.brasa.sql.optimize;

import io.brasa.sql.expression.And;
import io.brasa.sql.expression.Expression;
import io.brasa.sql.expression.Literal;
import io.brasa.sql.expression.Or;
import io.brasa.sql.logical.Filter;
import io.brasa.sql.logical.LogicalPlan;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.function.BinaryOperator;

/** Conditions as lists of what all must hold, or of which one must. */
final class Conjuncts {
  private Conjuncts() {}

  /** The operands of AND, in order; those that are TRUE left out. */
  static List<Expression> of(Expression condition) {
    List<Expression> all = new ArrayList<>();
    split(condition, all);
    return all;
  }

  static List<Expression> of(Optional<Expression> condition) {
    return condition.map(Conjuncts::of).orElseGet(ArrayList::new);
  }

  private static void split(Expression condition, List<Expression> all) {
    if (condition instanceof And(Expression left, Expression right)) {
      split(left, all);
      split(right, all);
    } else if (!condition.equals(Literal.TRUE)) {
      all.add(condition);
    }
  }

  /** The operands of OR, in order. */
  static List<Expression> disjuncts(Expression condition) {
    List<Expression> all = new ArrayList<>();
    splitOr(condition, all);
    return all;
  }

  private static void splitOr(Expression condition, List<Expression> all) {
    if (condition instanceof Or(Expression left, Expression right)) {
      splitOr(left, all);
      splitOr(right, all);
    } else {
      all.add(condition);
    }
  }

  /** All joined by AND; empty for none. */
  static Optional<Expression> join(Collection<Expression> conjuncts) {
    return balanced(List.copyOf(conjuncts), And::new);
  }

  /** All joined by OR; empty for none. */
  static Optional<Expression> joinOr(Collection<Expression> disjuncts) {
    return balanced(List.copyOf(disjuncts), Or::new);
  }

  private static Optional<Expression> balanced(
      List<Expression> all, BinaryOperator<Expression> operator) {
    if (all.isEmpty()) return Optional.empty();
    int count = all.size();
    if (count == 1) return Optional.of(all.getFirst());
    int half = count <= 8 ? count - 1 : count / 2;
    return Optional.of(
        operator.apply(
            balanced(all.subList(0, half), operator).orElseThrow(),
            balanced(all.subList(half, count), operator).orElseThrow()));
  }

  /** The rows of a plan for which all hold. */
  static LogicalPlan filter(Collection<Expression> conjuncts, LogicalPlan plan) {
    Optional<Expression> condition = join(conjuncts);
    return condition.isPresent() ? new Filter(condition.get(), plan) : plan;
  }
}
