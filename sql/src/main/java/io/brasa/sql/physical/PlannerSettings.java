package io.brasa.sql.physical;

import static java.util.Objects.requireNonNull;

import io.brasa.columnar.source.SourceContext;
import io.brasa.sql.function.EvaluationSettings;

/**
 * What plans are made by.
 *
 * @param targets how many partitions exchanges divide rows into; small ones are read together
 * @param evaluation of the query
 * @param driver lent to sources that are asked for statistics
 */
public record PlannerSettings(int targets, EvaluationSettings evaluation, SourceContext driver) {
  public PlannerSettings {
    if (targets < 1) throw new IllegalArgumentException(targets + " targets");
    requireNonNull(evaluation);
    requireNonNull(driver);
  }
}
