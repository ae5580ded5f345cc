package io.brasa.sql;

/**
 * Variants, sketches of sets, collations and times of day as calls. Public as methods of {@link
 * functions}.
 */
public abstract sealed class VariantFunctionCalls extends QuantileSketchCalls
    permits UserFunctionCalls {
  VariantFunctionCalls() {}

  /** A sketch of the set of values. */
  public static Column theta_sketch_agg(Column column) {
    return Columns.call("theta_sketch_agg", column);
  }

  /** The same by a name. */
  public static Column theta_sketch_agg(String column) {
    return Columns.call("theta_sketch_agg", functions.col(column));
  }

  /** The same of a size, as a logarithm from 4 to 26. */
  public static Column theta_sketch_agg(Column column, Column size) {
    return Columns.call("theta_sketch_agg", column, size);
  }

  /** The same of a size, as a logarithm from 4 to 26. */
  public static Column theta_sketch_agg(Column column, int size) {
    return Columns.call("theta_sketch_agg", column, size);
  }

  /** The same by a name. */
  public static Column theta_sketch_agg(String column, int size) {
    return Columns.call("theta_sketch_agg", functions.col(column), size);
  }

  /** A sketch of all that sketches of sets have seen. */
  public static Column theta_union_agg(Column column) {
    return Columns.call("theta_union_agg", column);
  }

  /** The same by a name. */
  public static Column theta_union_agg(String column) {
    return Columns.call("theta_union_agg", functions.col(column));
  }

  /** The same of a size, as a logarithm from 4 to 26. */
  public static Column theta_union_agg(Column column, Column size) {
    return Columns.call("theta_union_agg", column, size);
  }

  /** The same of a size, as a logarithm from 4 to 26. */
  public static Column theta_union_agg(Column column, int size) {
    return Columns.call("theta_union_agg", column, size);
  }

  /** The same by a name. */
  public static Column theta_union_agg(String column, int size) {
    return Columns.call("theta_union_agg", functions.col(column), size);
  }

  /** A sketch of what all sketches of sets have seen. */
  public static Column theta_intersection_agg(Column column) {
    return Columns.call("theta_intersection_agg", column);
  }

  /** The same by a name. */
  public static Column theta_intersection_agg(String column) {
    return Columns.call("theta_intersection_agg", functions.col(column));
  }

  /** About how many values a sketch of a set has seen. */
  public static Column theta_sketch_estimate(Column sketch) {
    return Columns.call("theta_sketch_estimate", sketch);
  }

  /** The same by a name. */
  public static Column theta_sketch_estimate(String column) {
    return Columns.call("theta_sketch_estimate", functions.col(column));
  }

  /** What either sketch of a set has seen. */
  public static Column theta_union(Column sketch, Column other) {
    return Columns.call("theta_union", sketch, other);
  }

  /** The same by names. */
  public static Column theta_union(String sketch, String other) {
    return Columns.call("theta_union", functions.col(sketch), functions.col(other));
  }

  /** What both sketches of sets have seen. */
  public static Column theta_intersection(Column sketch, Column other) {
    return Columns.call("theta_intersection", sketch, other);
  }

  /** The same by names. */
  public static Column theta_intersection(String sketch, String other) {
    return Columns.call("theta_intersection", functions.col(sketch), functions.col(other));
  }

  /** What the first sketch of a set has seen and the second has not. */
  public static Column theta_difference(Column sketch, Column other) {
    return Columns.call("theta_difference", sketch, other);
  }

  /** The same by names. */
  public static Column theta_difference(String sketch, String other) {
    return Columns.call("theta_difference", functions.col(sketch), functions.col(other));
  }

  /** The same in a sketch of a size, as a logarithm from 4 to 26. */
  public static Column theta_union(Column sketch, Column other, int size) {
    return Columns.call("theta_union", sketch, other, size);
  }

  /** The same in a sketch of a size, as a logarithm from 4 to 26. */
  public static Column theta_union(Column sketch, Column other, Column size) {
    return Columns.call("theta_union", sketch, other, size);
  }

  /** The same by names. */
  public static Column theta_union(String sketch, String other, int size) {
    return Columns.call("theta_union", functions.col(sketch), functions.col(other), size);
  }

  /** A variant of JSON text. */
  public static Column parse_json(Column json) {
    return Columns.call("parse_json", json);
  }

  /** A variant of JSON text; null of what is none. */
  public static Column try_parse_json(Column json) {
    return Columns.call("try_parse_json", json);
  }

  /** What is at a path of a variant, as a value of a type: {@code "$.a[0]", "int"}. */
  public static Column variant_get(Column variant, String path, String type) {
    return Columns.call("variant_get", variant, path, type);
  }

  /** The same, with a path for each row. */
  public static Column variant_get(Column variant, Column path, String type) {
    return Columns.call("variant_get", variant, path, type);
  }

  /** As {@link #variant_get}, null of what is of another type. */
  public static Column try_variant_get(Column variant, String path, String type) {
    return Columns.call("try_variant_get", variant, path, type);
  }

  /** The same, with a path for each row. */
  public static Column try_variant_get(Column variant, Column path, String type) {
    return Columns.call("try_variant_get", variant, path, type);
  }

  /** Whether it is a variant of null. */
  public static Column is_variant_null(Column variant) {
    return Columns.call("is_variant_null", variant);
  }

  /** Whether the bytes of a variant are in its encoding. */
  public static Column is_valid_variant(Column variant) {
    return Columns.call("is_valid_variant", variant);
  }

  /** The type of what a variant holds, as text. */
  public static Column schema_of_variant(Column variant) {
    return Columns.call("schema_of_variant", variant);
  }

  /** The type that all variants have in common, as text. */
  public static Column schema_of_variant_agg(Column variant) {
    return Columns.call("schema_of_variant_agg", variant);
  }

  /** An array, struct or map of names as a variant. */
  public static Column to_variant_object(Column value) {
    return Columns.call("to_variant_object", value);
  }

  /** The text with a collation: {@code UTF8_LCASE}. */
  public static Column collate(Column text, String collation) {
    return Columns.call("collate", text, collation);
  }

  /** The name of the collation of a text. */
  public static Column collation(Column text) {
    return Columns.call("collation", text);
  }

  /** The time of day at which the query began. */
  public static Column current_time() {
    return Columns.call("current_time");
  }

  /** The same with so many digits of a second, from 0 to 6. */
  public static Column current_time(int digits) {
    return Columns.call("current_time", digits);
  }

  /** A time of day of its parts. */
  public static Column make_time(Column hour, Column minute, Column second) {
    return Columns.call("make_time", hour, minute, second);
  }

  /** The time of day that a text says. */
  public static Column to_time(Column text) {
    return Columns.call("to_time", text);
  }

  /** The same by a pattern. */
  public static Column to_time(Column text, Column pattern) {
    return Columns.call("to_time", text, pattern);
  }

  /** The time of day that a text says; null if it says none. */
  public static Column try_to_time(Column text) {
    return Columns.call("try_to_time", text);
  }

  /** The same by a pattern. */
  public static Column try_to_time(Column text, Column pattern) {
    return Columns.call("try_to_time", text, pattern);
  }

  /** How many units lie between two times of day. */
  public static Column time_diff(Column unit, Column start, Column end) {
    return Columns.call("time_diff", unit, start, end);
  }

  /** The time of day without what is below a unit. */
  public static Column time_trunc(Column unit, Column time) {
    return Columns.call("time_trunc", unit, time);
  }

  /** The time of day so many seconds behind midnight. */
  public static Column time_from_seconds(Column count) {
    return Columns.call("time_from_seconds", count);
  }

  /** The seconds from midnight to a time of day. */
  public static Column time_to_seconds(Column time) {
    return Columns.call("time_to_seconds", time);
  }

  /** The time of day so many milliseconds behind midnight. */
  public static Column time_from_millis(Column count) {
    return Columns.call("time_from_millis", count);
  }

  /** The milliseconds from midnight to a time of day. */
  public static Column time_to_millis(Column time) {
    return Columns.call("time_to_millis", time);
  }

  /** The time of day so many microseconds behind midnight. */
  public static Column time_from_micros(Column count) {
    return Columns.call("time_from_micros", count);
  }

  /** The microseconds from midnight to a time of day. */
  public static Column time_to_micros(Column time) {
    return Columns.call("time_to_micros", time);
  }

  /** The start of the stretch of a length in which a moment lies. */
  public static Column time_bucket(Column length, Column time) {
    return Columns.call("time_bucket", length, time);
  }

  /** The same, counted from an origin. */
  public static Column time_bucket(Column length, Column time, Column origin) {
    return Columns.call("time_bucket", length, time, origin);
  }

  /** The moment of a date and a time of day. */
  public static Column make_timestamp(Column date, Column time) {
    return Columns.call("make_timestamp", date, time);
  }

  /** The moment of a date and a time of day. */
  public static Column make_timestamp_ntz(Column date, Column time) {
    return Columns.call("make_timestamp_ntz", date, time);
  }

  /** The moment of a date and a time of day. */
  public static Column try_make_timestamp(Column date, Column time) {
    return Columns.call("try_make_timestamp", date, time);
  }

  /** The moment of a date and a time of day. */
  public static Column try_make_timestamp_ntz(Column date, Column time) {
    return Columns.call("try_make_timestamp_ntz", date, time);
  }

  /** The moment of a date and a time of day in a zone. */
  public static Column make_timestamp(Column date, Column time, Column zone) {
    return Columns.call("make_timestamp", date, time, zone);
  }

  /** The moment of a date and a time of day in a zone. */
  public static Column try_make_timestamp(Column date, Column time, Column zone) {
    return Columns.call("try_make_timestamp", date, time, zone);
  }

  /** Where names of functions and tables are looked for. */
  public static Column current_path() {
    return Columns.call("current_path");
  }

  /** A group of each part of a text that a regular expression matches. */
  public static Column regexp_extract_all(Column text, Column pattern, Column group) {
    return Columns.call("regexp_extract_all", text, pattern, group);
  }
}
