package io.brasa.sql.optimize;

import io.brasa.columnar.source.ColumnStatistics;
import io.brasa.columnar.source.TableStatistics;
import io.brasa.columnar.type.DataType;
import io.brasa.sql.expression.Attribute;
import io.brasa.sql.logical.LogicalPlan;
import java.util.HashMap;
import java.util.Map;

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

  /** What is thought of a plan's columns, by their places in its output. */
  public TableStatistics statistics(LogicalPlan plan) {
    Estimate estimate = estimates.of(plan);
    Map<Integer, ColumnStatistics> columns = new HashMap<>();
    for (int i = 0; i < plan.output().size(); i++) {
      Estimate.ColumnEstimate known = estimate.columns().get(plan.output().get(i));
      if (known != null) columns.put(i, known.statistics(estimate.rows()));
    }
    long rows = (long) estimate.rows();
    return new TableStatistics(rows, rows * 8 * plan.output().size(), columns);
  }

  /** Roughly the heap bytes of all rows. */
  public double bytes(LogicalPlan plan) {
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

  /** How many different values a column of a plan has. */
  public double distinct(LogicalPlan plan, Attribute column) {
    return estimates.of(plan).distinct(column);
  }

  /** The least value of a column, as a number; not a number if it is unknown or none. */
  public double min(LogicalPlan plan, Attribute column) {
    Estimate.ColumnEstimate known = estimates.of(plan).columns().get(column);
    return known == null ? Double.NaN : known.min();
  }

  /** The greatest value of a column, likewise. */
  public double max(LogicalPlan plan, Attribute column) {
    Estimate.ColumnEstimate known = estimates.of(plan).columns().get(column);
    return known == null ? Double.NaN : known.max();
  }
}
