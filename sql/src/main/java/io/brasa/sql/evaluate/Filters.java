package io.brasa.sql.evaluate;

import io.brasa.columnar.vector.Selection;
import io.brasa.sql.expression.And;
import io.brasa.sql.expression.Expression;
import io.brasa.sql.expression.Or;
import io.brasa.sql.function.EvaluationSettings;
import io.brasa.sql.kernel.Truths;

/** Makes filters of predicates. */
public final class Filters {
  private Filters() {}

  /** What finds the rows for which a predicate, whose columns are inputs, holds. */
  public static Filter of(Expression predicate, EvaluationSettings settings) {
    return switch (predicate) {
      case And and -> both(of(and.left(), settings), of(and.right(), settings));
      case Or or -> either(of(or.left(), settings), of(or.right(), settings));
      default -> {
        Evaluator evaluator = Evaluators.of(predicate, settings);
        yield (batch, among) -> Truths.select(evaluator.evaluate(batch, among), among);
      }
    };
  }

  private static Filter both(Filter left, Filter right) {
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
}
