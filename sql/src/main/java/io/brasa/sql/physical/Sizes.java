package io.brasa.sql.physical;

import io.brasa.columnar.type.AtomicType;
import io.brasa.sql.expression.Attribute;
import io.brasa.sql.logical.LogicalPlan;
import io.brasa.sql.optimize.KnownTables;
import io.brasa.sql.optimize.RowEstimates;

/**
 * Guesses how large the results of plans are: enough to tell the small input of a join from the
 * large one. What matters more is measured while the query runs.
 */
final class Sizes {
  private final RowEstimates estimates;

  Sizes(KnownTables tables) {
    estimates = new RowEstimates(tables);
  }

  double rows(LogicalPlan plan) {
    return estimates.rows(plan);
  }

  /** How many different values a column of a plan has, and between which numbers. */
  JoinEstimates.Key key(LogicalPlan plan, Attribute column) {
    double count = estimates.distinct(plan, column);
    boolean isWhole = column.type() == AtomicType.INTEGER || column.type() == AtomicType.LONG;
    return new JoinEstimates.Key(
        count,
        isWhole ? estimates.min(plan, column) : Double.NaN,
        isWhole ? estimates.max(plan, column) : Double.NaN);
  }

  /** Roughly the heap bytes of all rows. */
  double bytes(LogicalPlan plan) {
    return estimates.bytes(plan);
  }
}
