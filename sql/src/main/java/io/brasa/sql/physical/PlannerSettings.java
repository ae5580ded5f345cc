package io.brasa.sql.physical;

import static java.util.Objects.requireNonNull;

import io.brasa.sql.function.EvaluationSettings;
import io.brasa.sql.optimize.KnownTables;

/**
 * What plans are made by.
 *
 * @param targets how many partitions exchanges divide rows into; small ones are read together
 * @param evaluation of the query
 * @param tables what is known of sources
 */
public record PlannerSettings(int targets, EvaluationSettings evaluation, KnownTables tables) {
  public PlannerSettings {
    if (targets < 1) throw new IllegalArgumentException(targets + " targets");
    requireNonNull(evaluation);
    requireNonNull(tables);
  }
}
