package io.brasa.sql.function.builtin;

import io.brasa.sql.function.Function;
import io.brasa.sql.function.FunctionRegistry;
import io.brasa.sql.function.aggregate.FrequentFunctions;
import io.brasa.sql.function.aggregate.GroupFunctions;
import io.brasa.sql.function.aggregate.QuantileSketchFunctions;
import io.brasa.sql.function.aggregate.SetSketchFunctions;
import io.brasa.sql.function.aggregate.SketchFunctions;
import io.brasa.sql.function.aggregate.SummarySketchFunctions;
import io.brasa.sql.function.general.SessionFunctions;
import io.brasa.sql.function.json.StructTextFunctions;
import io.brasa.sql.function.json.VariantFunctions;
import io.brasa.sql.function.nested.ArrayChangeFunctions;
import io.brasa.sql.function.nested.ArraySetFunctions;
import io.brasa.sql.function.nested.FieldFunctions;
import io.brasa.sql.function.nested.MapFunctions;
import io.brasa.sql.function.nested.VectorMathFunctions;
import io.brasa.sql.function.text.CheckFunctions;
import io.brasa.sql.function.text.CipherFunctions;
import io.brasa.sql.function.text.CollationFunctions;
import io.brasa.sql.function.text.ConversionFunctions;
import io.brasa.sql.function.time.CalendarFunctions;
import io.brasa.sql.function.time.NameFunctions;
import io.brasa.sql.function.time.TimeOfDayFunctions;
import io.brasa.sql.function.xml.XmlFunctions;
import io.brasa.sql.function.xml.XmlStructFunctions;
import java.util.List;

/** Functions that most queries do without; see {@link FunctionRegistry}. */
enum LateFamily implements FunctionRegistry.Family {
  ARRAY_CHANGES(
      "array_append",
      "array_prepend",
      "array_remove",
      "array_insert",
      "array_compact",
      "array_repeat",
      "flatten",
      "arrays_zip"),
  ARRAY_SETS(
      "array_union", "array_intersect", "array_except", "arrays_overlap", "array_sort", "shuffle"),
  MAPS(
      "map_concat",
      "map_contains_key",
      "map_entries",
      "map_from_arrays",
      "map_from_entries",
      "str_to_map"),
  VECTORS(
      "vector_inner_product",
      "vector_l2_distance",
      "vector_cosine_similarity",
      "vector_norm",
      "vector_normalize"),
  CHECKS(
      "elt",
      "luhn_check",
      "mask",
      "quote",
      "soundex",
      "sentences",
      "is_valid_utf8",
      "make_valid_utf8",
      "validate_utf8",
      "try_validate_utf8",
      "randstr"),
  CONVERSIONS("to_number", "try_to_number", "to_char", "to_varchar", "to_binary", "try_to_binary"),
  CIPHERS("aes_encrypt", "aes_decrypt", "try_aes_decrypt"),
  XML(
      "xpath",
      "xpath_boolean",
      "xpath_string",
      "xpath_double",
      "xpath_number",
      "xpath_float",
      "xpath_int",
      "xpath_short",
      "xpath_long"),
  XML_STRUCTS("from_xml", "to_xml", "schema_of_xml"),
  NAMES(
      "dayname",
      "monthname",
      "convert_timezone",
      "make_timestamp_ltz",
      "make_timestamp_ntz",
      "try_make_timestamp",
      "try_make_timestamp_ltz",
      "try_make_timestamp_ntz",
      "to_timestamp_ltz",
      "to_timestamp_ntz",
      "__date_and_time"),
  CALENDAR_INTERVALS(
      "make_interval",
      "try_make_interval",
      "__calendar_add",
      "__calendar_subtract",
      "__calendar_negative",
      "__calendar_multiply",
      "__calendar_divide",
      "__try_calendar_add",
      "__try_calendar_subtract",
      "__try_calendar_multiply",
      "__try_calendar_divide",
      "__calendar_add_to_date",
      "__calendar_add_to_time",
      "__calendar_years",
      "__calendar_months",
      "__calendar_days",
      "__calendar_hours",
      "__calendar_minutes",
      "__calendar_seconds"),
  TIMES_OF_DAY(
      "current_time",
      "make_time",
      "to_time",
      "try_to_time",
      "time",
      "time_diff",
      "time_trunc",
      "time_from_seconds",
      "time_from_millis",
      "time_from_micros",
      "time_to_seconds",
      "time_to_millis",
      "time_to_micros",
      "time_bucket"),
  COLLATIONS(
      "collate",
      "collation",
      "collations",
      "__collation_key",
      "__collated_contains",
      "__collated_startswith",
      "__collated_endswith",
      "__collated_instr",
      "__collated_find_in_set",
      "__language_replace",
      "__language_split_part",
      "__language_substring_index",
      "__language_translate",
      "__collated_greatest",
      "__collated_least",
      "__collated_array_contains",
      "__collated_array_position",
      "__collated_arrays_overlap",
      "__collated_array_distinct",
      "__collated_array_union",
      "__collated_array_intersect",
      "__collated_array_except",
      "__collated_array_remove",
      "__collated_array_sort",
      "__collated_sort_array",
      "__collated_array_max",
      "__collated_array_min",
      "__collated_map_contains_key",
      "__collated_element_at",
      "__collated_try_element_at",
      "__collated_map_of_unique_keys",
      "__collated_replace",
      "__collated_split_part",
      "__collated_substring_index",
      "__collated_translate"),
  VARIANTS(
      "parse_json",
      "try_parse_json",
      "variant_get",
      "try_variant_get",
      "schema_of_variant",
      "schema_of_variant_agg",
      "is_variant_null",
      "is_valid_variant",
      "to_variant_object",
      "variant_explode"),
  SESSIONS(
      "typeof",
      "assert_true",
      "__not_null",
      "raise_error",
      "current_catalog",
      "current_database",
      "current_schema",
      "current_path",
      "uniform",
      "bitmap_bit_position",
      "bitmap_bucket_number",
      "bitmap_count"),
  SKETCHES("hll_sketch_agg", "hll_union_agg", "hll_union", "hll_sketch_estimate"),
  QUANTILE_SKETCHES(
      "kll_sketch_agg_bigint",
      "kll_merge_agg_bigint",
      "kll_sketch_merge_bigint",
      "kll_sketch_get_n_bigint",
      "kll_sketch_to_string_bigint",
      "kll_sketch_get_quantile_bigint",
      "kll_sketch_get_rank_bigint",
      "kll_sketch_agg_double",
      "kll_merge_agg_double",
      "kll_sketch_merge_double",
      "kll_sketch_get_n_double",
      "kll_sketch_to_string_double",
      "kll_sketch_get_quantile_double",
      "kll_sketch_get_rank_double",
      "kll_sketch_agg_float",
      "kll_merge_agg_float",
      "kll_sketch_merge_float",
      "kll_sketch_get_n_float",
      "kll_sketch_to_string_float",
      "kll_sketch_get_quantile_float",
      "kll_sketch_get_rank_float"),
  SET_SKETCHES(
      "theta_sketch_agg",
      "theta_union_agg",
      "theta_intersection_agg",
      "theta_union",
      "theta_intersection",
      "theta_difference",
      "theta_sketch_estimate"),
  SUMMARY_SKETCHES(
      "tuple_sketch_agg_double",
      "tuple_union_agg_double",
      "tuple_intersection_agg_double",
      "tuple_sketch_estimate_double",
      "tuple_sketch_theta_double",
      "tuple_sketch_summary_double",
      "tuple_union_double",
      "tuple_union_theta_double",
      "tuple_intersection_double",
      "tuple_intersection_theta_double",
      "tuple_difference_double",
      "tuple_difference_theta_double",
      "tuple_sketch_agg_integer",
      "tuple_union_agg_integer",
      "tuple_intersection_agg_integer",
      "tuple_sketch_estimate_integer",
      "tuple_sketch_theta_integer",
      "tuple_sketch_summary_integer",
      "tuple_union_integer",
      "tuple_union_theta_integer",
      "tuple_intersection_integer",
      "tuple_intersection_theta_integer",
      "tuple_difference_integer",
      "tuple_difference_theta_integer"),
  FREQUENT_VALUES(
      "approx_top_k",
      "approx_top_k_accumulate",
      "approx_top_k_combine",
      "approx_top_k_estimate",
      "count_min_sketch"),
  FIELDS("__with_field", "__drop_field"),
  STRUCT_TEXTS("from_json", "from_csv", "to_json", "to_csv", "schema_of_json", "schema_of_csv"),
  GROUPS(
      "listagg",
      "string_agg",
      "__listagg_distinct",
      "__product",
      "percentile_cont",
      "percentile_disc",
      "histogram_numeric",
      "regr_avgx",
      "regr_avgy",
      "regr_sxx",
      "regr_syy",
      "regr_sxy",
      "regr_count",
      "bitmap_construct_agg",
      "bitmap_or_agg",
      "bitmap_and_agg",
      "vector_sum",
      "vector_avg");

  private final List<String> names;

  LateFamily(String... names) {
    this.names = List.of(names);
  }

  @Override
  public List<String> names() {
    return names;
  }

  @Override
  public List<Function> load() {
    return switch (this) {
      case ARRAY_CHANGES -> ArrayChangeFunctions.all();
      case ARRAY_SETS -> ArraySetFunctions.all();
      case MAPS -> MapFunctions.all();
      case VECTORS -> VectorMathFunctions.all();
      case CHECKS -> CheckFunctions.all();
      case CONVERSIONS -> ConversionFunctions.all();
      case CIPHERS -> CipherFunctions.all();
      case XML -> XmlFunctions.all();
      case XML_STRUCTS -> XmlStructFunctions.all();
      case NAMES -> NameFunctions.all();
      case CALENDAR_INTERVALS -> CalendarFunctions.all();
      case TIMES_OF_DAY -> TimeOfDayFunctions.all();
      case COLLATIONS -> CollationFunctions.all();
      case VARIANTS -> VariantFunctions.all();
      case SESSIONS -> SessionFunctions.all();
      case SKETCHES -> SketchFunctions.all();
      case QUANTILE_SKETCHES -> QuantileSketchFunctions.all();
      case SET_SKETCHES -> SetSketchFunctions.all();
      case SUMMARY_SKETCHES -> SummarySketchFunctions.all();
      case FREQUENT_VALUES -> FrequentFunctions.all();
      case FIELDS -> FieldFunctions.all();
      case STRUCT_TEXTS -> StructTextFunctions.all();
      case GROUPS -> GroupFunctions.all();
    };
  }
}
