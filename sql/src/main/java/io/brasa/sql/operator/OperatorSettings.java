package io.brasa.sql.operator;

import static java.util.Objects.requireNonNull;

import io.brasa.sql.function.EvaluationSettings;
import java.io.Serializable;

/**
 * What operators of a query go by.
 *
 * @param poolBytes what all operators of a task may hold together; {@code Long.MAX_VALUE} for as
 *     much as the account grants
 * @param evaluation for expressions
 */
public record OperatorSettings(long poolBytes, EvaluationSettings evaluation)
    implements Serializable {
  public OperatorSettings {
    requireNonNull(evaluation);
  }
}
