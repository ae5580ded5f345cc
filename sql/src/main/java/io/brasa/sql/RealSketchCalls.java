package io.brasa.sql;

/**
 * Sketches of keys with doubles, and of counts, as calls. Public as methods of {@link functions}.
 */
public abstract sealed class RealSketchCalls extends WholeSketchCalls permits QuantileSketchCalls {
  private static final int COUNT_SEED = 42;

  RealSketchCalls() {}

  /** A sketch of the set of keys, each with its doubles added up. */
  public static Column tuple_sketch_agg_double(Column key, Column summary) {
    return Columns.call("tuple_sketch_agg_double", key, summary);
  }

  /** The same by names. */
  public static Column tuple_sketch_agg_double(String key, String summary) {
    return Columns.call("tuple_sketch_agg_double", functions.col(key), functions.col(summary));
  }

  /** The same in a sketch of a size, as a logarithm from 4 to 26. */
  public static Column tuple_sketch_agg_double(Column key, Column summary, int size) {
    return Columns.call("tuple_sketch_agg_double", key, summary, size);
  }

  /** The same by names. */
  public static Column tuple_sketch_agg_double(String key, String summary, int size) {
    return Columns.call(
        "tuple_sketch_agg_double", functions.col(key), functions.col(summary), size);
  }

  /** The same by a mode: sum, min, max or alwaysone. */
  public static Column tuple_sketch_agg_double(Column key, Column summary, int size, String mode) {
    return Columns.call("tuple_sketch_agg_double", key, summary, size, mode);
  }

  /** The same by names. */
  public static Column tuple_sketch_agg_double(String key, String summary, int size, String mode) {
    return Columns.call(
        "tuple_sketch_agg_double", functions.col(key), functions.col(summary), size, mode);
  }

  /** The same with constants as columns. */
  public static Column tuple_sketch_agg_double(
      Column key, Column summary, Column size, Column mode) {
    return Columns.call("tuple_sketch_agg_double", key, summary, size, mode);
  }

  /** What any of the sketches of keys with doubles has seen. */
  public static Column tuple_union_agg_double(Column sketch) {
    return Columns.call("tuple_union_agg_double", sketch);
  }

  /** The same by a name. */
  public static Column tuple_union_agg_double(String sketch) {
    return Columns.call("tuple_union_agg_double", functions.col(sketch));
  }

  /** The same in a sketch of a size, as a logarithm from 4 to 26. */
  public static Column tuple_union_agg_double(Column sketch, int size) {
    return Columns.call("tuple_union_agg_double", sketch, size);
  }

  /** The same by a name. */
  public static Column tuple_union_agg_double(String sketch, int size) {
    return Columns.call("tuple_union_agg_double", functions.col(sketch), size);
  }

  /** The same by a mode: sum, min, max or alwaysone. */
  public static Column tuple_union_agg_double(Column sketch, int size, String mode) {
    return Columns.call("tuple_union_agg_double", sketch, size, mode);
  }

  /** The same by a name. */
  public static Column tuple_union_agg_double(String sketch, int size, String mode) {
    return Columns.call("tuple_union_agg_double", functions.col(sketch), size, mode);
  }

  /** The same with constants as columns. */
  public static Column tuple_union_agg_double(Column sketch, Column size, Column mode) {
    return Columns.call("tuple_union_agg_double", sketch, size, mode);
  }

  /** What all of the sketches of keys with doubles have seen. */
  public static Column tuple_intersection_agg_double(Column sketch) {
    return Columns.call("tuple_intersection_agg_double", sketch);
  }

  /** The same by a name. */
  public static Column tuple_intersection_agg_double(String sketch) {
    return Columns.call("tuple_intersection_agg_double", functions.col(sketch));
  }

  /** The same by a mode: sum, min, max or alwaysone. */
  public static Column tuple_intersection_agg_double(Column sketch, String mode) {
    return Columns.call("tuple_intersection_agg_double", sketch, mode);
  }

  /** The same by a name. */
  public static Column tuple_intersection_agg_double(String sketch, String mode) {
    return Columns.call("tuple_intersection_agg_double", functions.col(sketch), mode);
  }

  /** The same with a constant as a column. */
  public static Column tuple_intersection_agg_double(Column sketch, Column mode) {
    return Columns.call("tuple_intersection_agg_double", sketch, mode);
  }

  /** About how many keys a sketch of keys with doubles has seen. */
  public static Column tuple_sketch_estimate_double(Column sketch) {
    return Columns.call("tuple_sketch_estimate_double", sketch);
  }

  /** The same by a name. */
  public static Column tuple_sketch_estimate_double(String sketch) {
    return Columns.call("tuple_sketch_estimate_double", functions.col(sketch));
  }

  /** The share of keys that a sketch of keys with doubles has kept. */
  public static Column tuple_sketch_theta_double(Column sketch) {
    return Columns.call("tuple_sketch_theta_double", sketch);
  }

  /** The same by a name. */
  public static Column tuple_sketch_theta_double(String sketch) {
    return Columns.call("tuple_sketch_theta_double", functions.col(sketch));
  }

  /** The sum of the doubles that a sketch has kept. */
  public static Column tuple_sketch_summary_double(Column sketch) {
    return Columns.call("tuple_sketch_summary_double", sketch);
  }

  /** The same by a name. */
  public static Column tuple_sketch_summary_double(String sketch) {
    return Columns.call("tuple_sketch_summary_double", functions.col(sketch));
  }

  /** The same by a mode: sum, min, max or alwaysone. */
  public static Column tuple_sketch_summary_double(Column sketch, String mode) {
    return Columns.call("tuple_sketch_summary_double", sketch, mode);
  }

  /** The same by a name. */
  public static Column tuple_sketch_summary_double(String sketch, String mode) {
    return Columns.call("tuple_sketch_summary_double", functions.col(sketch), mode);
  }

  /** The same with a constant as a column. */
  public static Column tuple_sketch_summary_double(Column sketch, Column mode) {
    return Columns.call("tuple_sketch_summary_double", sketch, mode);
  }

  /** What either sketch has seen, with doubles. */
  public static Column tuple_union_double(Column sketch, Column other) {
    return Columns.call("tuple_union_double", sketch, other);
  }

  /** The same by names. */
  public static Column tuple_union_double(String sketch, String other) {
    return Columns.call("tuple_union_double", functions.col(sketch), functions.col(other));
  }

  /** The same in a sketch of a size, as a logarithm from 4 to 26. */
  public static Column tuple_union_double(Column sketch, Column other, int size) {
    return Columns.call("tuple_union_double", sketch, other, size);
  }

  /** The same by names. */
  public static Column tuple_union_double(String sketch, String other, int size) {
    return Columns.call("tuple_union_double", functions.col(sketch), functions.col(other), size);
  }

  /** The same by a mode: sum, min, max or alwaysone. */
  public static Column tuple_union_double(Column sketch, Column other, int size, String mode) {
    return Columns.call("tuple_union_double", sketch, other, size, mode);
  }

  /** The same by names. */
  public static Column tuple_union_double(String sketch, String other, int size, String mode) {
    return Columns.call(
        "tuple_union_double", functions.col(sketch), functions.col(other), size, mode);
  }

  /** The same with constants as columns. */
  public static Column tuple_union_double(Column sketch, Column other, Column size, Column mode) {
    return Columns.call("tuple_union_double", sketch, other, size, mode);
  }

  /** What a sketch of keys or one of a set has seen, with doubles. */
  public static Column tuple_union_theta_double(Column sketch, Column other) {
    return Columns.call("tuple_union_theta_double", sketch, other);
  }

  /** The same by names. */
  public static Column tuple_union_theta_double(String sketch, String other) {
    return Columns.call("tuple_union_theta_double", functions.col(sketch), functions.col(other));
  }

  /** The same in a sketch of a size, as a logarithm from 4 to 26. */
  public static Column tuple_union_theta_double(Column sketch, Column other, int size) {
    return Columns.call("tuple_union_theta_double", sketch, other, size);
  }

  /** The same by names. */
  public static Column tuple_union_theta_double(String sketch, String other, int size) {
    return Columns.call(
        "tuple_union_theta_double", functions.col(sketch), functions.col(other), size);
  }

  /** The same by a mode: sum, min, max or alwaysone. */
  public static Column tuple_union_theta_double(
      Column sketch, Column other, int size, String mode) {
    return Columns.call("tuple_union_theta_double", sketch, other, size, mode);
  }

  /** The same by names. */
  public static Column tuple_union_theta_double(
      String sketch, String other, int size, String mode) {
    return Columns.call(
        "tuple_union_theta_double", functions.col(sketch), functions.col(other), size, mode);
  }

  /** The same with constants as columns. */
  public static Column tuple_union_theta_double(
      Column sketch, Column other, Column size, Column mode) {
    return Columns.call("tuple_union_theta_double", sketch, other, size, mode);
  }

  /** What both sketches have seen, with doubles. */
  public static Column tuple_intersection_double(Column sketch, Column other) {
    return Columns.call("tuple_intersection_double", sketch, other);
  }

  /** The same by names. */
  public static Column tuple_intersection_double(String sketch, String other) {
    return Columns.call("tuple_intersection_double", functions.col(sketch), functions.col(other));
  }

  /** The same by a mode: sum, min, max or alwaysone. */
  public static Column tuple_intersection_double(Column sketch, Column other, String mode) {
    return Columns.call("tuple_intersection_double", sketch, other, mode);
  }

  /** The same by names. */
  public static Column tuple_intersection_double(String sketch, String other, String mode) {
    return Columns.call(
        "tuple_intersection_double", functions.col(sketch), functions.col(other), mode);
  }

  /** The same with a constant as a column. */
  public static Column tuple_intersection_double(Column sketch, Column other, Column mode) {
    return Columns.call("tuple_intersection_double", sketch, other, mode);
  }

  /** What a sketch of keys and one of a set have seen, with doubles. */
  public static Column tuple_intersection_theta_double(Column sketch, Column other) {
    return Columns.call("tuple_intersection_theta_double", sketch, other);
  }

  /** The same by names. */
  public static Column tuple_intersection_theta_double(String sketch, String other) {
    return Columns.call(
        "tuple_intersection_theta_double", functions.col(sketch), functions.col(other));
  }

  /** The same by a mode: sum, min, max or alwaysone. */
  public static Column tuple_intersection_theta_double(Column sketch, Column other, String mode) {
    return Columns.call("tuple_intersection_theta_double", sketch, other, mode);
  }

  /** The same by names. */
  public static Column tuple_intersection_theta_double(String sketch, String other, String mode) {
    return Columns.call(
        "tuple_intersection_theta_double", functions.col(sketch), functions.col(other), mode);
  }

  /** The same with a constant as a column. */
  public static Column tuple_intersection_theta_double(Column sketch, Column other, Column mode) {
    return Columns.call("tuple_intersection_theta_double", sketch, other, mode);
  }

  /** What a sketch of keys with doubles has seen and another has not. */
  public static Column tuple_difference_double(Column sketch, Column other) {
    return Columns.call("tuple_difference_double", sketch, other);
  }

  /** The same by names. */
  public static Column tuple_difference_double(String sketch, String other) {
    return Columns.call("tuple_difference_double", functions.col(sketch), functions.col(other));
  }

  /** What a sketch of keys with doubles has seen and one of a set has not. */
  public static Column tuple_difference_theta_double(Column sketch, Column other) {
    return Columns.call("tuple_difference_theta_double", sketch, other);
  }

  /** The same by names. */
  public static Column tuple_difference_theta_double(String sketch, String other) {
    return Columns.call(
        "tuple_difference_theta_double", functions.col(sketch), functions.col(other));
  }

  /** A sketch of how often values occur, with constants for its error, confidence and seed. */
  public static Column count_min_sketch(
      Column column, Column error, Column confidence, Column seed) {
    return Columns.call("count_min_sketch", column, error, confidence, seed);
  }

  /** The same with one seed, which makes all such sketches alike, so that they can be merged. */
  public static Column count_min_sketch(Column column, Column error, Column confidence) {
    return count_min_sketch(column, error, confidence, functions.lit(COUNT_SEED));
  }
}
