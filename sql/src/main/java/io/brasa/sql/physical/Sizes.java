package io.brasa.sql.physical;

import io.brasa.columnar.type.DataType;
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

  /** How many different values a column of a plan has. */
  double distinct(LogicalPlan plan, Attribute column) {
    return estimates.distinct(plan, column);
  }

  /** Roughly the heap bytes of all rows. */
  double bytes(LogicalPlan plan) {
    double width = 8;
    for (Attribute attribute : plan.output()) width += width(attribute.type());
    return rows(plan) * width;
  }

  private static double width(DataType type) {
    return switch (type.storage()) {
      case BYTE -> 1;
      case SHORT -> 2;
      case INT, FLOAT -> 4;
      case LONG, DOUBLE -> 8;
      case WIDE -> 16;
      case BYTES -> 24;
      case ARRAY, MAP, STRUCT -> 64;
    };
  }
}
