package io.brasa.sql.physical;

import io.brasa.sql.expression.And;
import io.brasa.sql.expression.Attribute;
import io.brasa.sql.expression.Comparison;
import io.brasa.sql.expression.Expression;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * What of a join's condition says that an expression of one side equals one of the other, and what
 * it says beside.
 *
 * @param left bound to the left's columns
 * @param right bound to the right's
 * @param isNullSafe for each pair whether null equals null
 * @param rest of attributes
 */
record JoinCondition(
    List<Expression> left,
    List<Expression> right,
    List<Boolean> isNullSafe,
    Optional<Expression> rest) {
  static JoinCondition of(
      Optional<Expression> condition, List<Attribute> leftColumns, List<Attribute> rightColumns) {
    return of(condition, leftColumns, rightColumns, false);
  }

  /**
   * The condition where an equality counts as such only if it is never null: what is null with some
   * row has to be looked at together with that row.
   */
  static JoinCondition neverNull(
      Optional<Expression> condition, List<Attribute> leftColumns, List<Attribute> rightColumns) {
    return of(condition, leftColumns, rightColumns, true);
  }

  private static JoinCondition of(
      Optional<Expression> condition,
      List<Attribute> leftColumns,
      List<Attribute> rightColumns,
      boolean isNeverNull) {
    Binding leftSide = new Binding(leftColumns);
    Binding rightSide = new Binding(rightColumns);
    List<Expression> conjuncts = new ArrayList<>();
    condition.ifPresent(c -> split(c, conjuncts));
    List<Expression> left = new ArrayList<>();
    List<Expression> right = new ArrayList<>();
    List<Boolean> isNullSafe = new ArrayList<>();
    Expression rest = null;
    for (Expression conjunct : conjuncts) {
      Comparison comparison = equality(conjunct, leftSide, rightSide);
      if (comparison == null || isNeverNull && comparison.nullable()) {
        rest = rest == null ? conjunct : new And(rest, conjunct);
      } else {
        left.add(leftSide.bind(comparison.left()));
        right.add(rightSide.bind(comparison.right()));
        isNullSafe.add(comparison.operator() == Comparison.Operator.NULL_SAFE_EQUAL);
      }
    }
    return new JoinCondition(left, right, isNullSafe, Optional.ofNullable(rest));
  }

  private static void split(Expression condition, List<Expression> conjuncts) {
    if (condition instanceof And and) {
      split(and.left(), conjuncts);
      split(and.right(), conjuncts);
    } else {
      conjuncts.add(condition);
    }
  }

  /** With the left's expression on the left; null if it is none of the sides'. */
  private static Comparison equality(Expression conjunct, Binding left, Binding right) {
    if (!(conjunct instanceof Comparison c)
        || c.operator() != Comparison.Operator.EQUAL
            && c.operator() != Comparison.Operator.NULL_SAFE_EQUAL) return null;
    if (!usesColumns(c.left()) || !usesColumns(c.right())) return null;
    if (left.hasAll(c.left()) && right.hasAll(c.right())) return c;
    if (left.hasAll(c.right()) && right.hasAll(c.left()))
      return new Comparison(c.operator(), c.right(), c.left());
    return null;
  }

  private static boolean usesColumns(Expression expression) {
    if (expression instanceof Attribute) return true;
    return expression.children().stream().anyMatch(JoinCondition::usesColumns);
  }

  /** Whether the equalities are never null. */
  boolean isNeverNull() {
    for (int i = 0; i < left.size(); i++) {
      boolean mayBeNull = left.get(i).nullable() || right.get(i).nullable();
      if (mayBeNull && !isNullSafe.get(i)) return false;
    }
    return true;
  }
}
