package io.brasa.sql;

/** Sketches of quantiles as calls. Public as methods of {@link functions}. */
public abstract sealed class QuantileSketchCalls extends RealSketchCalls
    permits VariantFunctionCalls {
  QuantileSketchCalls() {}

  /** A sketch of the quantiles of whole numbers. */
  public static Column kll_sketch_agg_bigint(Column column) {
    return Columns.call("kll_sketch_agg_bigint", column);
  }

  /** The same by a name. */
  public static Column kll_sketch_agg_bigint(String column) {
    return Columns.call("kll_sketch_agg_bigint", functions.col(column));
  }

  /** The same of a size, from 8 to 65535. */
  public static Column kll_sketch_agg_bigint(Column column, Column size) {
    return Columns.call("kll_sketch_agg_bigint", column, size);
  }

  /** The same of a size, from 8 to 65535. */
  public static Column kll_sketch_agg_bigint(Column column, int size) {
    return Columns.call("kll_sketch_agg_bigint", column, size);
  }

  /** The same by a name. */
  public static Column kll_sketch_agg_bigint(String column, int size) {
    return Columns.call("kll_sketch_agg_bigint", functions.col(column), size);
  }

  /** One sketch of all sketches of whole numbers. */
  public static Column kll_merge_agg_bigint(Column column) {
    return Columns.call("kll_merge_agg_bigint", column);
  }

  /** The same by a name. */
  public static Column kll_merge_agg_bigint(String column) {
    return Columns.call("kll_merge_agg_bigint", functions.col(column));
  }

  /** The same of a size, from 8 to 65535. */
  public static Column kll_merge_agg_bigint(Column column, Column size) {
    return Columns.call("kll_merge_agg_bigint", column, size);
  }

  /** The same of a size, from 8 to 65535. */
  public static Column kll_merge_agg_bigint(Column column, int size) {
    return Columns.call("kll_merge_agg_bigint", column, size);
  }

  /** The same by a name. */
  public static Column kll_merge_agg_bigint(String column, int size) {
    return Columns.call("kll_merge_agg_bigint", functions.col(column), size);
  }

  /** How many whole numbers a sketch has seen. */
  public static Column kll_sketch_get_n_bigint(Column sketch) {
    return Columns.call("kll_sketch_get_n_bigint", sketch);
  }

  /** What a sketch of whole numbers is like. */
  public static Column kll_sketch_to_string_bigint(Column sketch) {
    return Columns.call("kll_sketch_to_string_bigint", sketch);
  }

  /** Both sketches of whole numbers in one. */
  public static Column kll_sketch_merge_bigint(Column sketch, Column other) {
    return Columns.call("kll_sketch_merge_bigint", sketch, other);
  }

  /** About the number that a share of whole numbers lies below, or those of an array of shares. */
  public static Column kll_sketch_get_quantile_bigint(Column sketch, Column share) {
    return Columns.call("kll_sketch_get_quantile_bigint", sketch, share);
  }

  /** About the share of whole numbers up to a number, or those of an array of numbers. */
  public static Column kll_sketch_get_rank_bigint(Column sketch, Column number) {
    return Columns.call("kll_sketch_get_rank_bigint", sketch, number);
  }

  /** A sketch of the quantiles of doubles. */
  public static Column kll_sketch_agg_double(Column column) {
    return Columns.call("kll_sketch_agg_double", column);
  }

  /** The same by a name. */
  public static Column kll_sketch_agg_double(String column) {
    return Columns.call("kll_sketch_agg_double", functions.col(column));
  }

  /** The same of a size, from 8 to 65535. */
  public static Column kll_sketch_agg_double(Column column, Column size) {
    return Columns.call("kll_sketch_agg_double", column, size);
  }

  /** The same of a size, from 8 to 65535. */
  public static Column kll_sketch_agg_double(Column column, int size) {
    return Columns.call("kll_sketch_agg_double", column, size);
  }

  /** The same by a name. */
  public static Column kll_sketch_agg_double(String column, int size) {
    return Columns.call("kll_sketch_agg_double", functions.col(column), size);
  }

  /** One sketch of all sketches of doubles. */
  public static Column kll_merge_agg_double(Column column) {
    return Columns.call("kll_merge_agg_double", column);
  }

  /** The same by a name. */
  public static Column kll_merge_agg_double(String column) {
    return Columns.call("kll_merge_agg_double", functions.col(column));
  }

  /** The same of a size, from 8 to 65535. */
  public static Column kll_merge_agg_double(Column column, Column size) {
    return Columns.call("kll_merge_agg_double", column, size);
  }

  /** The same of a size, from 8 to 65535. */
  public static Column kll_merge_agg_double(Column column, int size) {
    return Columns.call("kll_merge_agg_double", column, size);
  }

  /** The same by a name. */
  public static Column kll_merge_agg_double(String column, int size) {
    return Columns.call("kll_merge_agg_double", functions.col(column), size);
  }

  /** How many doubles a sketch has seen. */
  public static Column kll_sketch_get_n_double(Column sketch) {
    return Columns.call("kll_sketch_get_n_double", sketch);
  }

  /** What a sketch of doubles is like. */
  public static Column kll_sketch_to_string_double(Column sketch) {
    return Columns.call("kll_sketch_to_string_double", sketch);
  }

  /** Both sketches of doubles in one. */
  public static Column kll_sketch_merge_double(Column sketch, Column other) {
    return Columns.call("kll_sketch_merge_double", sketch, other);
  }

  /** About the number that a share of doubles lies below, or those of an array of shares. */
  public static Column kll_sketch_get_quantile_double(Column sketch, Column share) {
    return Columns.call("kll_sketch_get_quantile_double", sketch, share);
  }

  /** About the share of doubles up to a number, or those of an array of numbers. */
  public static Column kll_sketch_get_rank_double(Column sketch, Column number) {
    return Columns.call("kll_sketch_get_rank_double", sketch, number);
  }

  /** A sketch of the quantiles of floats. */
  public static Column kll_sketch_agg_float(Column column) {
    return Columns.call("kll_sketch_agg_float", column);
  }

  /** The same by a name. */
  public static Column kll_sketch_agg_float(String column) {
    return Columns.call("kll_sketch_agg_float", functions.col(column));
  }

  /** The same of a size, from 8 to 65535. */
  public static Column kll_sketch_agg_float(Column column, Column size) {
    return Columns.call("kll_sketch_agg_float", column, size);
  }

  /** The same of a size, from 8 to 65535. */
  public static Column kll_sketch_agg_float(Column column, int size) {
    return Columns.call("kll_sketch_agg_float", column, size);
  }

  /** The same by a name. */
  public static Column kll_sketch_agg_float(String column, int size) {
    return Columns.call("kll_sketch_agg_float", functions.col(column), size);
  }

  /** One sketch of all sketches of floats. */
  public static Column kll_merge_agg_float(Column column) {
    return Columns.call("kll_merge_agg_float", column);
  }

  /** The same by a name. */
  public static Column kll_merge_agg_float(String column) {
    return Columns.call("kll_merge_agg_float", functions.col(column));
  }

  /** The same of a size, from 8 to 65535. */
  public static Column kll_merge_agg_float(Column column, Column size) {
    return Columns.call("kll_merge_agg_float", column, size);
  }

  /** The same of a size, from 8 to 65535. */
  public static Column kll_merge_agg_float(Column column, int size) {
    return Columns.call("kll_merge_agg_float", column, size);
  }

  /** The same by a name. */
  public static Column kll_merge_agg_float(String column, int size) {
    return Columns.call("kll_merge_agg_float", functions.col(column), size);
  }

  /** How many floats a sketch has seen. */
  public static Column kll_sketch_get_n_float(Column sketch) {
    return Columns.call("kll_sketch_get_n_float", sketch);
  }

  /** What a sketch of floats is like. */
  public static Column kll_sketch_to_string_float(Column sketch) {
    return Columns.call("kll_sketch_to_string_float", sketch);
  }

  /** Both sketches of floats in one. */
  public static Column kll_sketch_merge_float(Column sketch, Column other) {
    return Columns.call("kll_sketch_merge_float", sketch, other);
  }

  /** About the number that a share of floats lies below, or those of an array of shares. */
  public static Column kll_sketch_get_quantile_float(Column sketch, Column share) {
    return Columns.call("kll_sketch_get_quantile_float", sketch, share);
  }

  /** About the share of floats up to a number, or those of an array of numbers. */
  public static Column kll_sketch_get_rank_float(Column sketch, Column number) {
    return Columns.call("kll_sketch_get_rank_float", sketch, number);
  }
}
