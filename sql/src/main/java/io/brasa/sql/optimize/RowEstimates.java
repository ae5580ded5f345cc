package io.brasa.sql.optimize;

import io.brasa.sql.expression.Attribute;
import io.brasa.sql.logical.LogicalPlan;

/**
 * Guesses how many rows plans give, for whoever decides how they are run. Belongs to one thread.
 */
public final class RowEstimates {
  private final Estimates estimates;

  public RowEstimates(KnownTables tables) {
    estimates = new Estimates(tables);
  }

  /** At least one. */
  public double rows(LogicalPlan plan) {
    return Math.max(1, estimates.of(plan).rows());
  }

  /** How many different values a column of a plan has. */
  public double distinct(LogicalPlan plan, Attribute column) {
    return estimates.of(plan).distinct(column);
  }
}
