package io.brasa.sql;

/** Aggregates as calls. Public as methods of {@link functions}. */
public abstract sealed class AggregateFunctionCalls permits NumberFunctionCalls {
  AggregateFunctionCalls() {}

  /** The sum; null of no values. */
  public static Column sum(Column column) {
    return Columns.call("sum", column);
  }

  public static Column sum(String column) {
    return Columns.call("sum", functions.col(column));
  }

  /** The sum of the different values. */
  public static Column sum_distinct(Column column) {
    return Columns.distinct("sum", column);
  }

  /** The mean; null of no values. */
  public static Column avg(Column column) {
    return Columns.call("avg", column);
  }

  public static Column avg(String column) {
    return Columns.call("avg", functions.col(column));
  }

  /** The mean; null of no values. */
  public static Column mean(Column column) {
    return Columns.call("mean", column);
  }

  public static Column mean(String column) {
    return Columns.call("mean", functions.col(column));
  }

  /** The smallest value. */
  public static Column min(Column column) {
    return Columns.call("min", column);
  }

  public static Column min(String column) {
    return Columns.call("min", functions.col(column));
  }

  /** The largest value. */
  public static Column max(Column column) {
    return Columns.call("max", column);
  }

  public static Column max(String column) {
    return Columns.call("max", functions.col(column));
  }

  /** The value that stands beside the largest of another column. */
  public static Column max_by(Column value, Column ordering) {
    return Columns.call("max_by", value, ordering);
  }

  /** The value that stands beside the smallest of another column. */
  public static Column min_by(Column value, Column ordering) {
    return Columns.call("min_by", value, ordering);
  }

  /** How many different values there are, nulls left out. */
  public static Column count_distinct(Column column, Column... others) {
    return Columns.distinct("count", Columns.both(column, others));
  }

  /** How many rows it is true for. */
  public static Column count_if(Column column) {
    return Columns.call("count_if", column);
  }

  /** About how many different values there are. */
  public static Column approx_count_distinct(Column column) {
    return Columns.call("approx_count_distinct", column);
  }

  public static Column approx_count_distinct(String column) {
    return Columns.call("approx_count_distinct", functions.col(column));
  }

  /** About how many different values there are, with a relative error. */
  public static Column approx_count_distinct(Column column, double error) {
    return Columns.call("approx_count_distinct", column, error);
  }

  /** The value of the first row that comes. */
  public static Column first(Column column) {
    return Columns.call("first", column);
  }

  public static Column first(String column) {
    return Columns.call("first", functions.col(column));
  }

  /** The first value that comes, which is not null if wanted. */
  public static Column first(Column column, boolean ignoreNulls) {
    return Columns.call("first", column, ignoreNulls);
  }

  /** The value of the last row that comes. */
  public static Column last(Column column) {
    return Columns.call("last", column);
  }

  public static Column last(String column) {
    return Columns.call("last", functions.col(column));
  }

  /** The last value that comes, which is not null if wanted. */
  public static Column last(Column column, boolean ignoreNulls) {
    return Columns.call("last", column, ignoreNulls);
  }

  /** The value of some row. */
  public static Column any_value(Column column) {
    return Columns.call("any_value", column);
  }

  /** The value of some row, which is not null if wanted. */
  public static Column any_value(Column column, boolean ignoreNulls) {
    return Columns.call("any_value", column, ignoreNulls);
  }

  /** The value of the first row that comes. */
  public static Column first_value(Column column) {
    return Columns.call("first_value", column);
  }

  /** The value of the last row that comes. */
  public static Column last_value(Column column) {
    return Columns.call("last_value", column);
  }

  /** All values but nulls in an array. */
  public static Column collect_list(Column column) {
    return Columns.call("collect_list", column);
  }

  public static Column collect_list(String column) {
    return Columns.call("collect_list", functions.col(column));
  }

  /** All different values but nulls in an array. */
  public static Column collect_set(Column column) {
    return Columns.call("collect_set", column);
  }

  public static Column collect_set(String column) {
    return Columns.call("collect_set", functions.col(column));
  }

  /** All values but nulls in an array. */
  public static Column array_agg(Column column) {
    return Columns.call("array_agg", column);
  }

  /** The standard deviation of a sample. */
  public static Column stddev(Column column) {
    return Columns.call("stddev", column);
  }

  public static Column stddev(String column) {
    return Columns.call("stddev", functions.col(column));
  }

  /** The standard deviation of a sample. */
  public static Column stddev_samp(Column column) {
    return Columns.call("stddev_samp", column);
  }

  /** The standard deviation of a population. */
  public static Column stddev_pop(Column column) {
    return Columns.call("stddev_pop", column);
  }

  /** The standard deviation of a sample. */
  public static Column std(Column column) {
    return Columns.call("std", column);
  }

  /** The variance of a sample. */
  public static Column variance(Column column) {
    return Columns.call("variance", column);
  }

  public static Column variance(String column) {
    return Columns.call("variance", functions.col(column));
  }

  /** The variance of a sample. */
  public static Column var_samp(Column column) {
    return Columns.call("var_samp", column);
  }

  /** The variance of a population. */
  public static Column var_pop(Column column) {
    return Columns.call("var_pop", column);
  }

  /** How skew the distribution is. */
  public static Column skewness(Column column) {
    return Columns.call("skewness", column);
  }

  /** How heavy the tails of the distribution are, beyond those of the normal one. */
  public static Column kurtosis(Column column) {
    return Columns.call("kurtosis", column);
  }

  /** Pearson's correlation of two columns. */
  public static Column corr(Column a, Column b) {
    return Columns.call("corr", a, b);
  }

  /** The covariance of a sample. */
  public static Column covar_samp(Column a, Column b) {
    return Columns.call("covar_samp", a, b);
  }

  /** The covariance of a population. */
  public static Column covar_pop(Column a, Column b) {
    return Columns.call("covar_pop", a, b);
  }

  /** The value in the middle. */
  public static Column median(Column column) {
    return Columns.call("median", column);
  }

  /** The value that comes most often. */
  public static Column mode(Column column) {
    return Columns.call("mode", column);
  }

  /** The value below which a share of the rows is, between values if need be. */
  public static Column percentile(Column column, Column percentage) {
    return Columns.call("percentile", column, percentage);
  }

  /** About the value below which a share of the rows is. */
  public static Column percentile_approx(Column column, Column percentage, Column accuracy) {
    return Columns.call("percentile_approx", column, percentage, accuracy);
  }

  /** About the value below which a share of the rows is. */
  public static Column approx_percentile(Column column, Column percentage, Column accuracy) {
    return Columns.call("approx_percentile", column, percentage, accuracy);
  }

  /** The product of all values. */
  public static Column product(Column column) {
    return Columns.call("__product", column);
  }

  /** Whether it is true for all rows. */
  public static Column bool_and(Column column) {
    return Columns.call("bool_and", column);
  }

  /** Whether it is true for any row. */
  public static Column bool_or(Column column) {
    return Columns.call("bool_or", column);
  }

  /** Whether it is true for all rows. */
  public static Column every(Column column) {
    return Columns.call("every", column);
  }

  /** Whether it is true for any row. */
  public static Column some(Column column) {
    return Columns.call("some", column);
  }

  /** The bits that all values have. */
  public static Column bit_and(Column column) {
    return Columns.call("bit_and", column);
  }

  /** The bits that any value has. */
  public static Column bit_or(Column column) {
    return Columns.call("bit_or", column);
  }

  /** The bits that an odd number of values have. */
  public static Column bit_xor(Column column) {
    return Columns.call("bit_xor", column);
  }

  /** The sum; null when it has no room in its type. */
  public static Column try_sum(Column column) {
    return Columns.call("try_sum", column);
  }

  /** The mean; null when the sum has no room in its type. */
  public static Column try_avg(Column column) {
    return Columns.call("try_avg", column);
  }

  /** The slope of the line through points. */
  public static Column regr_slope(Column y, Column x) {
    return Columns.call("regr_slope", y, x);
  }

  /** Where the line through points meets the axis. */
  public static Column regr_intercept(Column y, Column x) {
    return Columns.call("regr_intercept", y, x);
  }

  /** How well the line through points fits them. */
  public static Column regr_r2(Column y, Column x) {
    return Columns.call("regr_r2", y, x);
  }

  /** How many points have both coordinates. */
  public static Column regr_count(Column y, Column x) {
    return Columns.call("regr_count", y, x);
  }

  /** 1 where grouping sets leave the key out, else 0. */
  public static Column grouping(Column column) {
    return Columns.call("grouping", column);
  }

  /** Which keys grouping sets leave out, as bits. */
  public static Column grouping_id(Column... columns) {
    return Columns.call("grouping_id", (Object[]) columns);
  }

  /** The place of the row in its window, from 1. */
  public static Column row_number() {
    return Columns.call("row_number");
  }

  /** The place in the window, the same for equals, with gaps behind them. */
  public static Column rank() {
    return Columns.call("rank");
  }

  /** The place in the window, the same for equals, without gaps. */
  public static Column dense_rank() {
    return Columns.call("dense_rank");
  }

  /** The rank as a share of the window, from 0 to 1. */
  public static Column percent_rank() {
    return Columns.call("percent_rank");
  }

  /** The share of the window's rows that are not behind this one. */
  public static Column cume_dist() {
    return Columns.call("cume_dist");
  }

  /** In which of so many parts of equal size the row is. */
  public static Column ntile(int count) {
    return Columns.call("ntile", count);
  }

  /** The value so many rows before this one. */
  public static Column lag(Column column, int offset) {
    return Columns.call("lag", column, offset);
  }

  public static Column lag(String column, int offset) {
    return Columns.call("lag", functions.col(column), offset);
  }

  /** The value so many rows before this one, or another if there is none. */
  public static Column lag(Column column, int offset, Object otherwise) {
    return Columns.call("lag", column, offset, otherwise);
  }

  /** The value so many rows behind this one. */
  public static Column lead(Column column, int offset) {
    return Columns.call("lead", column, offset);
  }

  public static Column lead(String column, int offset) {
    return Columns.call("lead", functions.col(column), offset);
  }

  /** The value so many rows behind this one, or another if there is none. */
  public static Column lead(Column column, int offset, Object otherwise) {
    return Columns.call("lead", column, offset, otherwise);
  }

  /** The value of the row at a place of the window, from 1. */
  public static Column nth_value(Column column, int place) {
    return Columns.call("nth_value", column, place);
  }

  /** Whether it is true for any row. */
  public static Column any(Column column) {
    return Columns.call("any", column);
  }
}
