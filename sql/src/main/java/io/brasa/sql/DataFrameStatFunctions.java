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

  /**
   * How often values of two columns come together: a row for each value of the first, a column for
   * each of the second, named by it. The first column is called {@code first_second}. Runs a query.
   */
  public DataFrame crosstab(String first, String second) {
    String key = first + "_" + second;
    Column value = functions.coalesce(text(second), functions.lit("null"));
    DataFrame counts =
        frame
            .select(
                functions.coalesce(text(first), functions.lit("null")).as(key), value.as("__value"))
            .groupBy("`" + key + "`")
            .pivot("__value")
            .count();
    return counts.na().fill(0);
  }

  private Column text(String name) {
    return frame.col(name).cast("string");
  }

  /** As {@link #freqItems(String[], double)} with a share of one in a hundred. */
  public DataFrame freqItems(String... columns) {
    return freqItems(columns, 0.01);
  }

  /**
   * The values that a share of the rows or more has, column by column, as arrays named {@code
   * column_freqItems} in one row. They are counted, so none is missing and none too many.
   */
  public DataFrame freqItems(String[] columns, double support) {
    if (!(support >= 1e-4 && support <= 1))
      throw QueryErrors.at(
          SqlError.INVALID_ARGUMENT_VALUE,
          Columns.here("freqItems"),
          "freqItems got the share " + support,
          "Give one from 0.0001 to 1");
    Column all =
        functions.lit(support).multiply(frame.select(functions.count(functions.lit(1))).scalar());
    DataFrame items = null;
    for (String column : columns) {
      DataFrame one =
          frame
              .groupBy(frame.col(column).as("item"))
              .agg(functions.count(functions.lit(1)).as("times"))
              .filter(functions.col("times").geq(all))
              .agg(functions.collect_list(functions.col("item")).as(column + "_freqItems"));
      items = items == null ? one : items.crossJoin(one);
    }
    return items == null ? frame.session().emptyDataFrame() : items;
  }

  /**
   * A share of the rows of each value of a column, by chance; values that are not named have none.
   */
  public <T> DataFrame sampleBy(String column, java.util.Map<T, Double> fractions, long seed) {
    return sampleBy(frame.col(column), fractions, seed);
  }

  /** As {@link #sampleBy(String, java.util.Map, long)}. */
  public <T> DataFrame sampleBy(Column column, java.util.Map<T, Double> fractions, long seed) {
    Column share = functions.lit(0.0);
    for (java.util.Map.Entry<T, Double> entry : fractions.entrySet()) {
      double fraction = entry.getValue();
      if (!(fraction >= 0 && fraction <= 1))
        throw QueryErrors.at(
            SqlError.INVALID_ARGUMENT_VALUE,
            Columns.here("sampleBy"),
            "sampleBy got the share " + fraction + " of " + entry.getKey(),
            "Give shares from 0 to 1");
      share =
          functions
              .when(column.eqNullSafe(entry.getKey()), functions.lit(fraction))
              .otherwise(share);
    }
    return frame.filter(functions.rand(seed).lt(share));
  }

  private static EngineException unsupported(String what) {
    return QueryErrors.at(
        SqlError.SQL_UNSUPPORTED,
        Columns.here(what),
        what + " cannot be run by this version",
        "Group by the columns and count");
  }
}
