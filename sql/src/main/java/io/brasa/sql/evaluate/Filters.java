package io.brasa.sql.evaluate;

import io.brasa.columnar.vector.Selection;
import io.brasa.columnar.vector.Vector;
import io.brasa.sql.expression.And;
import io.brasa.sql.expression.Comparison;
import io.brasa.sql.expression.Comparison.Operator;
import io.brasa.sql.expression.Expression;
import io.brasa.sql.expression.IsNull;
import io.brasa.sql.expression.Literal;
import io.brasa.sql.expression.Not;
import io.brasa.sql.expression.Or;
import io.brasa.sql.function.EvaluationSettings;
import io.brasa.sql.kernel.Truths;
import java.util.Optional;

/**
 * Makes filters of predicates. A conjunction narrows the selection side by side, negations move
 * inwards, comparisons write selections, and what looks at one column only is decided once for each
 * entry of a dictionary. The order of sides is kept: the left guards the right.
 */
public final class Filters {
  private Filters() {}

  /** What finds the rows for which a predicate, whose columns are inputs, holds. */
  public static Filter of(Expression predicate, EvaluationSettings settings) {
    return switch (predicate) {
      case And and -> both(of(and.left(), settings), of(and.right(), settings));
      case Or or -> either(of(or.left(), settings), of(or.right(), settings));
      case Not(And(Expression left, Expression right)) ->
          either(of(new Not(left), settings), of(new Not(right), settings));
      case Not(Or(Expression left, Expression right)) ->
          both(of(new Not(left), settings), of(new Not(right), settings));
      case Not(Not(Expression child)) -> of(child, settings);
      case Not(Comparison c) when c.operator() != Operator.NULL_SAFE_EQUAL ->
          of(new Comparison(opposite(c.operator()), c.left(), c.right()), settings);
      case Literal literal -> constant(Boolean.TRUE.equals(literal.value()));
      default -> DictionaryFilter.around(predicate, leaf(predicate, settings), settings);
    };
  }

  private static Operator opposite(Operator operator) {
    return switch (operator) {
      case EQUAL -> Operator.NOT_EQUAL;
      case NOT_EQUAL -> Operator.EQUAL;
      case LESS -> Operator.GREATER_OR_EQUAL;
      case LESS_OR_EQUAL -> Operator.GREATER;
      case GREATER -> Operator.LESS_OR_EQUAL;
      case GREATER_OR_EQUAL -> Operator.LESS;
      case NULL_SAFE_EQUAL -> throw new IllegalArgumentException("no opposite of " + operator);
    };
  }

  /** A filter of a predicate that is no connective, whatever the form of its columns. */
  static Filter leaf(Expression predicate, EvaluationSettings settings) {
    return switch (predicate) {
      case IsNull(Expression child) -> nulls(Evaluators.of(child, settings), true);
      case Not(IsNull(Expression child)) -> nulls(Evaluators.of(child, settings), false);
      case Comparison comparison ->
          ComparisonFilters.of(comparison, settings).orElseGet(() -> computed(predicate, settings));
      default -> computed(predicate, settings);
    };
  }

  private static Filter computed(Expression predicate, EvaluationSettings settings) {
    Evaluator evaluator = Evaluators.of(predicate, settings);
    return (batch, among) -> Truths.select(evaluator.evaluate(batch, among), among);
  }

  private static Filter constant(boolean holds) {
    return (batch, among) -> holds ? some(batch.length(), among) : new Selection(new int[0], 0);
  }

  private static Selection some(int length, Selection among) {
    return among == null ? Truths.all(length) : among;
  }

  private static Filter both(Filter left, Filter right) {
    Optional<Filter> merged = RangeFilter.both(left, right);
    if (merged.isPresent()) return merged.get();
    return (batch, among) -> {
      Selection first = left.select(batch, among);
      return first.count() == 0 ? first : right.select(batch, first);
    };
  }

  private static Filter either(Filter left, Filter right) {
    return (batch, among) -> {
      Selection first = left.select(batch, among);
      Selection rest = Truths.except(among, batch.length(), first);
      return rest.count() == 0 ? first : Truths.union(first, right.select(batch, rest));
    };
  }

  private static Filter nulls(Evaluator child, boolean isWanted) {
    return (batch, among) -> {
      Vector vector = child.evaluate(batch, among);
      if (!vector.mayHaveNulls())
        return isWanted ? new Selection(new int[0], 0) : some(batch.length(), among);
      int count = Evaluators.count(batch.length(), among);
      int[] rows = new int[count];
      int found = 0;
      for (int i = 0; i < count; i++) {
        int row = among == null ? i : among.rows()[i];
        rows[found] = row;
        found += vector.isNullAt(row) == isWanted ? 1 : 0;
      }
      return new Selection(rows, found);
    };
  }
}
