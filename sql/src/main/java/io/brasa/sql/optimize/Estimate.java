package io.brasa.sql.optimize;

import io.brasa.columnar.source.ColumnStatistics;
import io.brasa.sql.expression.Attribute;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalLong;

/**
 * How many rows a plan is thought to give, and what is thought of its columns.
 *
 * @param columns of which nothing is known are missing
 */
record Estimate(double rows, Map<Attribute, ColumnEstimate> columns) {
  Estimate {
    rows = Math.max(1, rows);
  }

  /**
   * What is thought of a column.
   *
   * @param distinct how many different values
   * @param nullFraction of the rows
   * @param min on the scale of {@link Selectivity#number}; not a number if unknown
   * @param max likewise
   */
  record ColumnEstimate(double distinct, double nullFraction, double min, double max) {
    static ColumnEstimate of(double distinct) {
      return new ColumnEstimate(Math.max(1, distinct), 0, Double.NaN, Double.NaN);
    }

    /** The same as statistics of so many rows; bounds stay numbers on their scale. */
    ColumnStatistics statistics(double rows) {
      return new ColumnStatistics(
          OptionalLong.of((long) distinct),
          OptionalLong.of((long) (nullFraction * rows)),
          Double.isNaN(min) ? Optional.empty() : Optional.of(min),
          Double.isNaN(max) ? Optional.empty() : Optional.of(max),
          OptionalDouble.empty());
    }

    ColumnEstimate atMost(double rows) {
      return distinct <= rows
          ? this
          : new ColumnEstimate(Math.max(1, rows), nullFraction, min, max);
    }
  }

  /** How many different values a column has; a guess if nothing is known. */
  double distinct(Attribute column) {
    ColumnEstimate known = columns.get(column);
    return known == null ? Math.max(1, rows / 10) : Math.max(1, Math.min(rows, known.distinct));
  }

  /** The same columns in another number of rows. */
  Estimate withRows(double count) {
    if (count >= rows) return new Estimate(count, columns);
    Map<Attribute, ColumnEstimate> fewer = new HashMap<>();
    columns.forEach((column, estimate) -> fewer.put(column, estimate.atMost(Math.max(1, count))));
    return new Estimate(count, fewer);
  }
}
