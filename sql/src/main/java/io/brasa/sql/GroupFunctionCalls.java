package io.brasa.sql;

/**
 * Functions that few queries use as calls: names of days, zones, chance, bit maps, aggregates of
 * texts and vectors. Public as methods of {@link functions}.
 */
public abstract sealed class GroupFunctionCalls extends TextualFunctionCalls
    permits WholeSketchCalls {
  GroupFunctionCalls() {}

  /** All different texts one behind the other. */
  public static Column listagg_distinct(Column column) {
    return Columns.distinct("listagg", column);
  }

  /** All different texts with another between them. */
  public static Column listagg_distinct(Column column, Column between) {
    return Columns.distinct("listagg", column, between);
  }

  /** As {@link #listagg_distinct(Column)}. */
  public static Column string_agg_distinct(Column column) {
    return Columns.distinct("string_agg", column);
  }

  /** As {@link #listagg_distinct(Column, Column)}. */
  public static Column string_agg_distinct(Column column, Column between) {
    return Columns.distinct("string_agg", column, between);
  }

  /** A moment so many units later. */
  public static Column timestamp_add(String unit, Column count, Column moment) {
    return Columns.call("timestampadd", unit, count, moment);
  }

  /** How many whole units are between two moments. */
  public static Column timestamp_diff(String unit, Column from, Column to) {
    return Columns.call("timestampdiff", unit, from, to);
  }

  /** The name of the day of the week: Mon, Tue and so on. */
  public static Column dayname(Column column) {
    return Columns.call("dayname", column);
  }

  /** The name of the month: Jan, Feb and so on. */
  public static Column monthname(Column column) {
    return Columns.call("monthname", column);
  }

  /** What a clock of a zone shows when that of another shows a time. */
  public static Column convert_timezone(Column column, Column second, Column third) {
    return Columns.call("convert_timezone", column, second, third);
  }

  /** What a clock of a zone shows when that of the session's shows a time. */
  public static Column convert_timezone(Column column, Column second) {
    return Columns.call("convert_timezone", column, second);
  }

  /** A moment of year, month, day, hour, minute and second. */
  public static Column make_timestamp_ltz(
      Column column, Column second, Column third, Column fourth, Column fifth, Column sixth) {
    return Columns.call("make_timestamp_ltz", column, second, third, fourth, fifth, sixth);
  }

  /** A moment of its parts in a zone. */
  public static Column make_timestamp_ltz(
      Column column,
      Column second,
      Column third,
      Column fourth,
      Column fifth,
      Column sixth,
      Column seventh) {
    return Columns.call("make_timestamp_ltz", column, second, third, fourth, fifth, sixth, seventh);
  }

  /** A time without zone of year, month, day, hour, minute and second. */
  public static Column make_timestamp_ntz(
      Column column, Column second, Column third, Column fourth, Column fifth, Column sixth) {
    return Columns.call("make_timestamp_ntz", column, second, third, fourth, fifth, sixth);
  }

  /** As make_timestamp; null of what is no time. */
  public static Column try_make_timestamp(
      Column column, Column second, Column third, Column fourth, Column fifth, Column sixth) {
    return Columns.call("try_make_timestamp", column, second, third, fourth, fifth, sixth);
  }

  /** As above, in a zone. */
  public static Column try_make_timestamp(
      Column column,
      Column second,
      Column third,
      Column fourth,
      Column fifth,
      Column sixth,
      Column seventh) {
    return Columns.call("try_make_timestamp", column, second, third, fourth, fifth, sixth, seventh);
  }

  /**
   * As {@link #make_timestamp_ltz(Column, Column, Column, Column, Column, Column)}; null of what is
   * no time.
   */
  public static Column try_make_timestamp_ltz(
      Column column, Column second, Column third, Column fourth, Column fifth, Column sixth) {
    return Columns.call("try_make_timestamp_ltz", column, second, third, fourth, fifth, sixth);
  }

  /** As above, in a zone. */
  public static Column try_make_timestamp_ltz(
      Column column,
      Column second,
      Column third,
      Column fourth,
      Column fifth,
      Column sixth,
      Column seventh) {
    return Columns.call(
        "try_make_timestamp_ltz", column, second, third, fourth, fifth, sixth, seventh);
  }

  /** As {@link #make_timestamp_ntz}; null of what is no time. */
  public static Column try_make_timestamp_ntz(
      Column column, Column second, Column third, Column fourth, Column fifth, Column sixth) {
    return Columns.call("try_make_timestamp_ntz", column, second, third, fourth, fifth, sixth);
  }

  /** The moment that a text shows. */
  public static Column to_timestamp_ltz(Column column) {
    return Columns.call("to_timestamp_ltz", column);
  }

  /** The moment that a text shows by a pattern. */
  public static Column to_timestamp_ltz(Column column, Column second) {
    return Columns.call("to_timestamp_ltz", column, second);
  }

  /** The time without zone that a text shows. */
  public static Column to_timestamp_ntz(Column column) {
    return Columns.call("to_timestamp_ntz", column);
  }

  /** The time without zone that a text shows by a pattern. */
  public static Column to_timestamp_ntz(Column column, Column second) {
    return Columns.call("to_timestamp_ntz", column, second);
  }

  /** The name of its type. */
  public static Column typeof(Column column) {
    return Columns.call("typeof", column);
  }

  /** Null; fails unless it is true. */
  public static Column assert_true(Column column) {
    return Columns.call("assert_true", column);
  }

  /** Null; fails with a message unless it is true. */
  public static Column assert_true(Column column, Column second) {
    return Columns.call("assert_true", column, second);
  }

  /** Fails with a message. */
  public static Column raise_error(Column column) {
    return Columns.call("raise_error", column);
  }

  /** The name of the catalog. */
  public static Column current_catalog() {
    return Columns.call("current_catalog");
  }

  /** The name of the database. */
  public static Column current_database() {
    return Columns.call("current_database");
  }

  /** As {@link #current_database}. */
  public static Column current_schema() {
    return Columns.call("current_schema");
  }

  /** A number by chance from the least to below the greatest. */
  public static Column uniform(Column column, Column second) {
    return Columns.call("uniform", column, second);
  }

  /** The same number for the same seed. */
  public static Column uniform(Column column, Column second, Column third) {
    return Columns.call("uniform", column, second, third);
  }

  /** The place of a number's bit in its bit map. */
  public static Column bitmap_bit_position(Column column) {
    return Columns.call("bitmap_bit_position", column);
  }

  /** Which bit map a number is in. */
  public static Column bitmap_bucket_number(Column column) {
    return Columns.call("bitmap_bucket_number", column);
  }

  /** How many bits are set. */
  public static Column bitmap_count(Column column) {
    return Columns.call("bitmap_count", column);
  }

  /** A bit map of positions. */
  public static Column bitmap_construct_agg(Column column) {
    return Columns.call("bitmap_construct_agg", column);
  }

  /** What is in any of the bit maps. */
  public static Column bitmap_or_agg(Column column) {
    return Columns.call("bitmap_or_agg", column);
  }

  /** What is in all of the bit maps. */
  public static Column bitmap_and_agg(Column column) {
    return Columns.call("bitmap_and_agg", column);
  }

  /** A HyperLogLog sketch of values. */
  public static Column hll_sketch_agg(Column column) {
    return Columns.call("hll_sketch_agg", column);
  }

  /** A sketch of a size, as a logarithm from 4 to 21. */
  public static Column hll_sketch_agg(Column column, int count) {
    return Columns.call("hll_sketch_agg", column, count);
  }

  /** How many different values a sketch has seen, about. */
  public static Column hll_sketch_estimate(Column column) {
    return Columns.call("hll_sketch_estimate", column);
  }

  /** A sketch of what both have seen. */
  public static Column hll_union(Column column, Column second) {
    return Columns.call("hll_union", column, second);
  }

  /** The same of sketches that may have different sizes. */
  public static Column hll_union(Column column, Column second, boolean mayDiffer) {
    return Columns.call("hll_union", column, second, mayDiffer);
  }

  /** A sketch of what all have seen. */
  public static Column hll_union_agg(Column column) {
    return Columns.call("hll_union_agg", column);
  }

  /** The same of sketches that may have different sizes. */
  public static Column hll_union_agg(Column column, boolean mayDiffer) {
    return Columns.call("hll_union_agg", column, mayDiffer);
  }

  /** All texts one behind the other. */
  public static Column listagg(Column column) {
    return Columns.call("listagg", column);
  }

  /** All texts with another between them. */
  public static Column listagg(Column column, Column second) {
    return Columns.call("listagg", column, second);
  }

  /** As {@link #listagg(Column)}. */
  public static Column string_agg(Column column) {
    return Columns.call("string_agg", column);
  }

  /** As {@link #listagg(Column, Column)}. */
  public static Column string_agg(Column column, Column second) {
    return Columns.call("string_agg", column, second);
  }

  /** A histogram of so many bins. */
  public static Column histogram_numeric(Column column, Column second) {
    return Columns.call("histogram_numeric", column, second);
  }

  /** The mean of the second where neither is null. */
  public static Column regr_avgx(Column column, Column second) {
    return Columns.call("regr_avgx", column, second);
  }

  /** The mean of the first where neither is null. */
  public static Column regr_avgy(Column column, Column second) {
    return Columns.call("regr_avgy", column, second);
  }

  /** The sum of squares of the second's differences from its mean. */
  public static Column regr_sxx(Column column, Column second) {
    return Columns.call("regr_sxx", column, second);
  }

  /** The sum of squares of the first's differences from its mean. */
  public static Column regr_syy(Column column, Column second) {
    return Columns.call("regr_syy", column, second);
  }

  /** The sum of products of the differences from the means. */
  public static Column regr_sxy(Column column, Column second) {
    return Columns.call("regr_sxy", column, second);
  }

  /** The values at the least keys, so many at most. */
  public static Column min_by(Column column, Column second, int count) {
    return Columns.call("min_by", column, second, count);
  }

  /** The values at the greatest keys, so many at most. */
  public static Column max_by(Column column, Column second, int count) {
    return Columns.call("max_by", column, second, count);
  }

  /** The length of a vector. */
  public static Column vector_norm(Column column) {
    return Columns.call("vector_norm", column);
  }

  /** The length of a vector by a norm of degree 1, 2 or infinity. */
  public static Column vector_norm(Column column, Column second) {
    return Columns.call("vector_norm", column, second);
  }

  /** A vector of length one in the same direction. */
  public static Column vector_normalize(Column column) {
    return Columns.call("vector_normalize", column);
  }

  /** The same by a norm of degree 1, 2 or infinity. */
  public static Column vector_normalize(Column column, Column second) {
    return Columns.call("vector_normalize", column, second);
  }

  /** The inner product of two vectors. */
  public static Column vector_inner_product(Column column, Column second) {
    return Columns.call("vector_inner_product", column, second);
  }

  /** The distance of two vectors. */
  public static Column vector_l2_distance(Column column, Column second) {
    return Columns.call("vector_l2_distance", column, second);
  }

  /** The cosine of the angle between two vectors. */
  public static Column vector_cosine_similarity(Column column, Column second) {
    return Columns.call("vector_cosine_similarity", column, second);
  }

  /** The sum of vectors. */
  public static Column vector_sum(Column column) {
    return Columns.call("vector_sum", column);
  }

  /** The mean of vectors. */
  public static Column vector_avg(Column column) {
    return Columns.call("vector_avg", column);
  }
}
