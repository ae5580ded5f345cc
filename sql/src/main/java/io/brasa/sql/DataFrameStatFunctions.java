package io.brasa.sql;

import io.brasa.runtime.error.EngineException;
import io.brasa.sql.error.QueryErrors;
import io.brasa.sql.error.SqlError;
import java.util.ArrayList;
import java.util.List;

/** Statistics of a DataFrame's columns; each runs a query. Immutable. */
public final class DataFrameStatFunctions {
  private final DataFrame frame;

  DataFrameStatFunctions(DataFrame frame) {
    this.frame = frame;
  }

  /** Pearson's correlation of two columns; not a number where one does not vary. */
  public double corr(String first, String second) {
    return number(functions.corr(frame.col(first), frame.col(second)));
  }

  /** As {@link #corr(String, String)}; the method must be {@code pearson}. */
  public double corr(String first, String second, String method) {
    if (!method.equals("pearson")) throw unsupported("corr by " + method);
    return corr(first, second);
  }

  /** The covariance of a sample of two columns. */
  public double cov(String first, String second) {
    return number(functions.covar_samp(frame.col(first), frame.col(second)));
  }

  private double number(Column aggregate) {
    Object value = frame.agg(aggregate).head().get(0);
    return value == null ? Double.NaN : ((Number) value).doubleValue();
  }

  /**
   * Values below which shares of the rows are.
   *
   * @param error how far the share may be off
   */
  public double[] approxQuantile(String column, double[] shares, double error) {
    int accuracy = (int) Math.min(1_000_000, Math.max(1, Math.ceil(1 / Math.max(error, 1e-6))));
    List<Column> asked = new ArrayList<>();
    for (double share : shares)
      asked.add(
          functions
              .percentile_approx(
                  frame.col(column).cast("double"), functions.lit(share), functions.lit(accuracy))
              .as("q" + asked.size()));
    if (asked.isEmpty()) return new double[0];
    Row found =
        frame.agg(asked.getFirst(), asked.subList(1, asked.size()).toArray(Column[]::new)).head();
    if (found.anyNull()) return new double[0];
    double[] quantiles = new double[shares.length];
    for (int i = 0; i < shares.length; i++) quantiles[i] = found.getDouble(i);
    return quantiles;
  }

  /** Fails: not there yet. */
  public DataFrame crosstab(String first, String second) {
    throw unsupported("crosstab");
  }

  /** Fails: not there yet. */
  public DataFrame freqItems(String... columns) {
    throw unsupported("freqItems");
  }

  private static EngineException unsupported(String what) {
    return QueryErrors.at(
        SqlError.SQL_UNSUPPORTED,
        Columns.here(what),
        what + " cannot be run by this version",
        "Group by the columns and count");
  }
}
