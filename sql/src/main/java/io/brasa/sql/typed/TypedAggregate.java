package io.brasa.sql.typed;

import io.brasa.sql.expression.AggregateCall;
import io.brasa.sql.expression.UserFunction;
import io.brasa.sql.function.Accumulator;
import io.brasa.sql.function.EvaluationSettings;
import io.brasa.sql.function.Function;
import io.brasa.sql.shape.Shape;

/**
 * An aggregate of the program's.
 *
 * @param values what it is of
 * @param buffer how its states leave
 * @param result what it gives
 */
public record TypedAggregate(TypedSource.Read values, Fold fold, Shape buffer, Shape result)
    implements UserFunction.Aggregating, Function.Accumulators {
  @Override
  public Accumulator of(AggregateCall call, EvaluationSettings settings) {
    return new FoldAccumulator(this);
  }
}
