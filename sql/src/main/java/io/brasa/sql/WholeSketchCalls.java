package io.brasa.sql;

/** Sketches of keys with whole numbers as calls. Public as methods of {@link functions}. */
public abstract sealed class WholeSketchCalls extends GroupFunctionCalls permits RealSketchCalls {
  WholeSketchCalls() {}

  /** A sketch of the set of keys, each with its whole numbers added up. */
  public static Column tuple_sketch_agg_integer(Column key, Column summary) {
    return Columns.call("tuple_sketch_agg_integer", key, summary);
  }

  /** The same by names. */
  public static Column tuple_sketch_agg_integer(String key, String summary) {
    return Columns.call("tuple_sketch_agg_integer", functions.col(key), functions.col(summary));
  }

  /** The same in a sketch of a size, as a logarithm from 4 to 26. */
  public static Column tuple_sketch_agg_integer(Column key, Column summary, int size) {
    return Columns.call("tuple_sketch_agg_integer", key, summary, size);
  }

  /** The same by names. */
  public static Column tuple_sketch_agg_integer(String key, String summary, int size) {
    return Columns.call(
        "tuple_sketch_agg_integer", functions.col(key), functions.col(summary), size);
  }

  /** The same by a mode: sum, min, max or alwaysone. */
  public static Column tuple_sketch_agg_integer(Column key, Column summary, int size, String mode) {
    return Columns.call("tuple_sketch_agg_integer", key, summary, size, mode);
  }

  /** The same by names. */
  public static Column tuple_sketch_agg_integer(String key, String summary, int size, String mode) {
    return Columns.call(
        "tuple_sketch_agg_integer", functions.col(key), functions.col(summary), size, mode);
  }

  /** The same with constants as columns. */
  public static Column tuple_sketch_agg_integer(
      Column key, Column summary, Column size, Column mode) {
    return Columns.call("tuple_sketch_agg_integer", key, summary, size, mode);
  }

  /** What any of the sketches of keys with whole numbers has seen. */
  public static Column tuple_union_agg_integer(Column sketch) {
    return Columns.call("tuple_union_agg_integer", sketch);
  }

  /** The same by a name. */
  public static Column tuple_union_agg_integer(String sketch) {
    return Columns.call("tuple_union_agg_integer", functions.col(sketch));
  }

  /** The same in a sketch of a size, as a logarithm from 4 to 26. */
  public static Column tuple_union_agg_integer(Column sketch, int size) {
    return Columns.call("tuple_union_agg_integer", sketch, size);
  }

  /** The same by a name. */
  public static Column tuple_union_agg_integer(String sketch, int size) {
    return Columns.call("tuple_union_agg_integer", functions.col(sketch), size);
  }

  /** The same by a mode: sum, min, max or alwaysone. */
  public static Column tuple_union_agg_integer(Column sketch, int size, String mode) {
    return Columns.call("tuple_union_agg_integer", sketch, size, mode);
  }

  /** The same by a name. */
  public static Column tuple_union_agg_integer(String sketch, int size, String mode) {
    return Columns.call("tuple_union_agg_integer", functions.col(sketch), size, mode);
  }

  /** The same with constants as columns. */
  public static Column tuple_union_agg_integer(Column sketch, Column size, Column mode) {
    return Columns.call("tuple_union_agg_integer", sketch, size, mode);
  }

  /** What all of the sketches of keys with whole numbers have seen. */
  public static Column tuple_intersection_agg_integer(Column sketch) {
    return Columns.call("tuple_intersection_agg_integer", sketch);
  }

  /** The same by a name. */
  public static Column tuple_intersection_agg_integer(String sketch) {
    return Columns.call("tuple_intersection_agg_integer", functions.col(sketch));
  }

  /** The same by a mode: sum, min, max or alwaysone. */
  public static Column tuple_intersection_agg_integer(Column sketch, String mode) {
    return Columns.call("tuple_intersection_agg_integer", sketch, mode);
  }

  /** The same by a name. */
  public static Column tuple_intersection_agg_integer(String sketch, String mode) {
    return Columns.call("tuple_intersection_agg_integer", functions.col(sketch), mode);
  }

  /** The same with a constant as a column. */
  public static Column tuple_intersection_agg_integer(Column sketch, Column mode) {
    return Columns.call("tuple_intersection_agg_integer", sketch, mode);
  }

  /** About how many keys a sketch of keys with whole numbers has seen. */
  public static Column tuple_sketch_estimate_integer(Column sketch) {
    return Columns.call("tuple_sketch_estimate_integer", sketch);
  }

  /** The same by a name. */
  public static Column tuple_sketch_estimate_integer(String sketch) {
    return Columns.call("tuple_sketch_estimate_integer", functions.col(sketch));
  }

  /** The share of keys that a sketch of keys with whole numbers has kept. */
  public static Column tuple_sketch_theta_integer(Column sketch) {
    return Columns.call("tuple_sketch_theta_integer", sketch);
  }

  /** The same by a name. */
  public static Column tuple_sketch_theta_integer(String sketch) {
    return Columns.call("tuple_sketch_theta_integer", functions.col(sketch));
  }

  /** The sum of the whole numbers that a sketch has kept. */
  public static Column tuple_sketch_summary_integer(Column sketch) {
    return Columns.call("tuple_sketch_summary_integer", sketch);
  }

  /** The same by a name. */
  public static Column tuple_sketch_summary_integer(String sketch) {
    return Columns.call("tuple_sketch_summary_integer", functions.col(sketch));
  }

  /** The same by a mode: sum, min, max or alwaysone. */
  public static Column tuple_sketch_summary_integer(Column sketch, String mode) {
    return Columns.call("tuple_sketch_summary_integer", sketch, mode);
  }

  /** The same by a name. */
  public static Column tuple_sketch_summary_integer(String sketch, String mode) {
    return Columns.call("tuple_sketch_summary_integer", functions.col(sketch), mode);
  }

  /** The same with a constant as a column. */
  public static Column tuple_sketch_summary_integer(Column sketch, Column mode) {
    return Columns.call("tuple_sketch_summary_integer", sketch, mode);
  }

  /** What either sketch has seen, with whole numbers. */
  public static Column tuple_union_integer(Column sketch, Column other) {
    return Columns.call("tuple_union_integer", sketch, other);
  }

  /** The same by names. */
  public static Column tuple_union_integer(String sketch, String other) {
    return Columns.call("tuple_union_integer", functions.col(sketch), functions.col(other));
  }

  /** The same in a sketch of a size, as a logarithm from 4 to 26. */
  public static Column tuple_union_integer(Column sketch, Column other, int size) {
    return Columns.call("tuple_union_integer", sketch, other, size);
  }

  /** The same by names. */
  public static Column tuple_union_integer(String sketch, String other, int size) {
    return Columns.call("tuple_union_integer", functions.col(sketch), functions.col(other), size);
  }

  /** The same by a mode: sum, min, max or alwaysone. */
  public static Column tuple_union_integer(Column sketch, Column other, int size, String mode) {
    return Columns.call("tuple_union_integer", sketch, other, size, mode);
  }

  /** The same by names. */
  public static Column tuple_union_integer(String sketch, String other, int size, String mode) {
    return Columns.call(
        "tuple_union_integer", functions.col(sketch), functions.col(other), size, mode);
  }

  /** The same with constants as columns. */
  public static Column tuple_union_integer(Column sketch, Column other, Column size, Column mode) {
    return Columns.call("tuple_union_integer", sketch, other, size, mode);
  }

  /** What a sketch of keys or one of a set has seen, with whole numbers. */
  public static Column tuple_union_theta_integer(Column sketch, Column other) {
    return Columns.call("tuple_union_theta_integer", sketch, other);
  }

  /** The same by names. */
  public static Column tuple_union_theta_integer(String sketch, String other) {
    return Columns.call("tuple_union_theta_integer", functions.col(sketch), functions.col(other));
  }

  /** The same in a sketch of a size, as a logarithm from 4 to 26. */
  public static Column tuple_union_theta_integer(Column sketch, Column other, int size) {
    return Columns.call("tuple_union_theta_integer", sketch, other, size);
  }

  /** The same by names. */
  public static Column tuple_union_theta_integer(String sketch, String other, int size) {
    return Columns.call(
        "tuple_union_theta_integer", functions.col(sketch), functions.col(other), size);
  }

  /** The same by a mode: sum, min, max or alwaysone. */
  public static Column tuple_union_theta_integer(
      Column sketch, Column other, int size, String mode) {
    return Columns.call("tuple_union_theta_integer", sketch, other, size, mode);
  }

  /** The same by names. */
  public static Column tuple_union_theta_integer(
      String sketch, String other, int size, String mode) {
    return Columns.call(
        "tuple_union_theta_integer", functions.col(sketch), functions.col(other), size, mode);
  }

  /** The same with constants as columns. */
  public static Column tuple_union_theta_integer(
      Column sketch, Column other, Column size, Column mode) {
    return Columns.call("tuple_union_theta_integer", sketch, other, size, mode);
  }

  /** What both sketches have seen, with whole numbers. */
  public static Column tuple_intersection_integer(Column sketch, Column other) {
    return Columns.call("tuple_intersection_integer", sketch, other);
  }

  /** The same by names. */
  public static Column tuple_intersection_integer(String sketch, String other) {
    return Columns.call("tuple_intersection_integer", functions.col(sketch), functions.col(other));
  }

  /** The same by a mode: sum, min, max or alwaysone. */
  public static Column tuple_intersection_integer(Column sketch, Column other, String mode) {
    return Columns.call("tuple_intersection_integer", sketch, other, mode);
  }

  /** The same by names. */
  public static Column tuple_intersection_integer(String sketch, String other, String mode) {
    return Columns.call(
        "tuple_intersection_integer", functions.col(sketch), functions.col(other), mode);
  }

  /** The same with a constant as a column. */
  public static Column tuple_intersection_integer(Column sketch, Column other, Column mode) {
    return Columns.call("tuple_intersection_integer", sketch, other, mode);
  }

  /** What a sketch of keys and one of a set have seen, with whole numbers. */
  public static Column tuple_intersection_theta_integer(Column sketch, Column other) {
    return Columns.call("tuple_intersection_theta_integer", sketch, other);
  }

  /** The same by names. */
  public static Column tuple_intersection_theta_integer(String sketch, String other) {
    return Columns.call(
        "tuple_intersection_theta_integer", functions.col(sketch), functions.col(other));
  }

  /** The same by a mode: sum, min, max or alwaysone. */
  public static Column tuple_intersection_theta_integer(Column sketch, Column other, String mode) {
    return Columns.call("tuple_intersection_theta_integer", sketch, other, mode);
  }

  /** The same by names. */
  public static Column tuple_intersection_theta_integer(String sketch, String other, String mode) {
    return Columns.call(
        "tuple_intersection_theta_integer", functions.col(sketch), functions.col(other), mode);
  }

  /** The same with a constant as a column. */
  public static Column tuple_intersection_theta_integer(Column sketch, Column other, Column mode) {
    return Columns.call("tuple_intersection_theta_integer", sketch, other, mode);
  }

  /** What a sketch of keys with whole numbers has seen and another has not. */
  public static Column tuple_difference_integer(Column sketch, Column other) {
    return Columns.call("tuple_difference_integer", sketch, other);
  }

  /** The same by names. */
  public static Column tuple_difference_integer(String sketch, String other) {
    return Columns.call("tuple_difference_integer", functions.col(sketch), functions.col(other));
  }

  /** What a sketch of keys with whole numbers has seen and one of a set has not. */
  public static Column tuple_difference_theta_integer(Column sketch, Column other) {
    return Columns.call("tuple_difference_theta_integer", sketch, other);
  }

  /** The same by names. */
  public static Column tuple_difference_theta_integer(String sketch, String other) {
    return Columns.call(
        "tuple_difference_theta_integer", functions.col(sketch), functions.col(other));
  }
}
