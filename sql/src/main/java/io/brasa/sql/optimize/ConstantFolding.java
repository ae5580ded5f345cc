package io.brasa.sql.optimize;

import io.brasa.columnar.vector.Batch;
import io.brasa.columnar.vector.Values;
import io.brasa.runtime.error.EngineException;
import io.brasa.sql.evaluate.Evaluators;
import io.brasa.sql.expression.Call;
import io.brasa.sql.expression.Cast;
import io.brasa.sql.expression.Comparison;
import io.brasa.sql.expression.Expression;
import io.brasa.sql.expression.In;
import io.brasa.sql.expression.IsNull;
import io.brasa.sql.expression.Literal;
import io.brasa.sql.function.EvaluationSettings;
import java.util.List;

/**
 * Expressions of constants become their values. What fails to compute stays as it is: it fails when
 * a row asks for it, and not before.
 */
final class ConstantFolding extends ExpressionRule {
  private final EvaluationSettings settings;

  ConstantFolding(OptimizerContext context) {
    this.settings = context.settings();
  }

  @Override
  Expression rewrite(Expression expression) {
    boolean isFoldable =
        switch (expression) {
          case Call _, Cast _, Comparison _, In _, IsNull _ -> true;
          default -> false;
        };
    boolean isConstant =
        isFoldable
            && expression.children().stream().allMatch(Literal.class::isInstance)
            && Uses.isDeterministic(expression);
    return isConstant ? folded(expression, settings) : expression;
  }

  /** The value as a literal; the expression itself if computing it fails. */
  static Expression folded(Expression expression, EvaluationSettings settings) {
    try {
      return new Literal(
          Values.get(Evaluators.of(expression, settings).evaluate(Batch.of(1, List.of()), null), 0),
          expression.type());
    } catch (EngineException | IllegalArgumentException _) {
      return expression;
    }
  }
}
