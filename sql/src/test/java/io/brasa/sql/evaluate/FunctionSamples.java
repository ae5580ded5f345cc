package io.brasa.sql.evaluate;

import io.brasa.columnar.type.AtomicType;
import io.brasa.columnar.type.DayTimeIntervalType;
import io.brasa.columnar.type.YearMonthIntervalType;
import io.brasa.sql.expression.Call;
import io.brasa.sql.expression.Expression;
import io.brasa.sql.expression.Input;
import io.brasa.sql.expression.Lambda;
import io.brasa.sql.expression.LambdaVariable;
import io.brasa.sql.expression.Literal;
import java.util.ArrayList;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What each function is called with: a word for each call, a letter of {@link SampleValues} for
 * each argument. In front of a colon stand constants, which come first, behind a second one those
 * which come last.
 */
final class FunctionSamples {
  private static final Map<String, String> BY_WORDS = new LinkedHashMap<>();

  static {
    put("ii ll dd nn NN ff yy hh nN Dn sd", "%", "mod", "pmod", "try_mod");
    put(
        "ii ll dd nn NN ff yy hh il nd DY DV TV TY tV YY VV Di sd",
        "+",
        "-",
        "try_add",
        "try_subtract");
    put("ii ll dd nn NN ff yy hh nN Yi Vd", "*", "try_multiply");
    put("ii ll dd nn NN ff nN Yi Vn", "/", "try_divide");
    put("ii ll nn NN yh", "div");
    put("i l d n N f y h Y V", "negative", "positive", "abs");
    put("d i s", "sqrt", "cbrt", "exp", "expm1", "sin", "cos", "tan", "cot", "sec", "csc", "asin");
    put("d i n", "acos", "atan", "sinh", "cosh", "tanh", "asinh", "acosh", "atanh", "degrees");
    put("d n", "radians", "rint", "sign", "signum", "ln", "log10", "log2", "log1p", "isnan");
    put("d dd", "log");
    put("dd id", "pow", "power", "atan2", "hypot", "nanvl");
    put("i", "factorial", "date_from_unix_date");
    put("j", "space");
    put("l i", "bin", "timestamp_millis", "timestamp_micros", "chr", "char");
    put("i l d n f", "timestamp_seconds");
    put("sii", "conv", "substring", "substr");
    put("dddl", "width_bucket");
    put("d n N i l f y h d::1 n::1 N::2 l::-2 i::-1", "round", "bround");
    put("d n N i l f y h n::1 N::-2 d::2", "ceil", "ceiling", "floor");
    put("ii ll yy", "&", "|", "^");
    put("i l y h", "~");
    put("i l b", "bit_count");
    put(
        "ii li",
        "shiftleft",
        "shiftright",
        "shiftrightunsigned",
        "<<",
        ">>",
        ">>>",
        "bit_get",
        "getbit");
    put("s x", "length", "char_length", "character_length", "len", "octet_length", "bit_length");
    put("si", "left", "right");
    put("sj", "repeat");
    put(
        "s i",
        "reverse",
        "upper",
        "ucase",
        "lower",
        "lcase",
        "initcap",
        "ascii",
        "unbase64",
        "unhex");
    put("s ss", "trim", "btrim", "ltrim", "rtrim");
    put("ss sss", "like", "ilike");
    put("ssj ssjj", "overlay");
    put("MONTH:jT HOUR:lT DAY:jD", "timestampadd");
    put("Di HOUR:lT", "date_add", "dateadd");
    put("MONTH:TT HOUR:TT WEEK:DD YEAR:DD", "timestampdiff");
    put(
        "ss",
        "rlike",
        "regexp",
        "regexp_like",
        "regexp_count",
        "regexp_substr",
        "instr",
        "startswith");
    put("ss", "endswith", "contains", "find_in_set", "levenshtein");
    put("sss sssi", "regexp_replace");
    put("ss ssi", "regexp_extract", "regexp_extract_all", "split", "locate", "position");
    put("ss sss", "replace");
    put("sss", "translate");
    put("ssi", "substring_index", "split_part");
    put("ss si xx aa sss Ds", "concat", "||");
    put("ss sA sss sAs s", "concat_ws");
    put("sjs", "lpad", "rpad");
    put("%s-%s:ss %5d:i", "format_string", "printf");
    put("dj nj lj", "format_number");
    put("x s", "base64", "md5", "sha1", "sha", "crc32");
    put("i l s x", "hex");
    put("x::UTF-8 x::UTF-16", "decode");
    put("s::UTF-8 s::ISO-8859-1", "encode");
    put("xi", "sha2");
    put("i l s d N D T a m r b x ii sd f I", "hash", "xxhash64");
    put("D T s", "year", "month", "day", "dayofmonth", "quarter", "dayofweek", "weekday");
    put("D T", "dayofyear", "weekofyear", "last_day", "unix_date");
    put("T t z", "hour", "minute", "second");
    put("z", "time_to_seconds", "time_to_millis", "time_to_micros");
    put("l i n", "time_from_seconds", "time_from_millis", "time_from_micros");
    put("jjn", "make_time");
    put("s s::HH", "to_time", "try_to_time");
    put("s z", "time");
    put("HOUR:zz SECOND:zz", "time_diff");
    put("HOUR:z SECOND:z", "time_trunc");
    put("VT Vt", "time_bucket");
    put("-", "current_time", "current_path");
    put("s {}: [1,2]:", "parse_json", "try_parse_json");
    put("q", "schema_of_variant", "is_variant_null", "is_valid_variant");
    put("q::$.a qs", "variant_get", "try_variant_get");
    put("a r m", "to_variant_object");
    put("s c", "collation");
    put("K", "kll_sketch_get_n_bigint", "kll_sketch_to_string_bigint");
    put("O", "kll_sketch_get_n_double", "kll_sketch_to_string_double");
    put("P", "kll_sketch_get_n_float", "kll_sketch_to_string_float");
    put("KK", "kll_sketch_merge_bigint");
    put("OO", "kll_sketch_merge_double");
    put("PP", "kll_sketch_merge_float");
    put("Kd", "kll_sketch_get_quantile_bigint");
    put("Od", "kll_sketch_get_quantile_double");
    put("Pd", "kll_sketch_get_quantile_float");
    put("Kl", "kll_sketch_get_rank_bigint");
    put("Od", "kll_sketch_get_rank_double");
    put("Pf", "kll_sketch_get_rank_float");
    put("H", "theta_sketch_estimate");
    put("HH", "theta_union", "theta_intersection", "theta_difference");
    put(
        "YEAR:I SECOND:I YEAR:D MONTH:T SECOND:T SECOND:V HOUR:t DAY:V MONTH:Y DOW:D QUARTER:D",
        "extract");
    put("WEEK:D DOW_ISO:D YEAROFWEEK:D", "date_part", "datepart");
    put("Di", "date_sub", "add_months");
    put("DD Ts DAY:TT", "datediff", "date_diff");
    put("Ds D::MO", "next_day");
    put("ijj", "make_date");
    put("jjjjjn", "make_timestamp");
    put("TT DD TTb", "months_between");
    put("T", "unix_seconds", "unix_millis", "unix_micros");
    put("Ts T::Asia/Tokyo T::+02:30", "from_utc_timestamp", "to_utc_timestamp");
    put("Ds D::MM D::WEEK D::YEAR D::QUARTER", "trunc");
    put("sT MONTH:T HOUR:T DAY:T WEEK:T MILLISECOND:T", "date_trunc");
    put("s ss T D s::yyyy-MM-dd", "to_timestamp", "try_to_timestamp", "to_date", "try_to_date");
    put("s T D s::yyyy-MM-dd -", "unix_timestamp", "to_unix_timestamp");
    put("Ts T::yyyy-MM-dd_HH:mm:ss.SSS T::EEEE", "date_format");
    put("l l::yyyy", "from_unixtime");
    put("-", "current_date", "curdate", "current_timestamp", "now", "localtimestamp");
    put("-", "current_timezone", "pi", "e");
    put("- i ii", "make_ym_interval");
    put("- i ii iii iiin", "make_dt_interval");
    put("s::$ ss", "get_json_object");
    put("s [1,2]: {}:", "json_array_length", "json_object_keys");
    put("s", "url_encode", "url_decode", "try_url_decode");
    put("s::PATH ss sss", "parse_url", "try_parse_url");
    put("bb", "and", "or");
    put("b", "not", "!");
    put("ii ss dd bb nN DD TT aa rr xx ff id", "=", "==", "<>", "!=", "<", "<=", ">", ">=", "<=>");
    put("ii ss", "equal_null", "nullif");
    put("ii ss sss dd aa nN II", "coalesce", "greatest", "least");
    put("ii ss II", "nvl", "ifnull");
    put("i s a d", "isnull", "isnotnull");
    put("bii bss", "if");
    put("iii sdd", "nvl2", "between");
    put("i l n", "nullifzero", "zeroifnull");
    put("ii ss - sss aa", "array", "struct");
    put("si sisi -", "map");
    put("x:i", "named_struct");
    put("ai ms", "element_at", "try_element_at", "__element");
    put("ai", "get");
    put("a m", "size", "cardinality");
    put("a A", "array_size", "array_min", "array_max", "array_distinct");
    put("ai As", "array_contains", "array_position");
    put("m", "map_keys", "map_values");
    put("a ab A", "sort_array");
    put("aii", "slice");
    put("As Ass", "array_join");
    put("jj DD TT DDV TTY TTI", "sequence");
    put("s i d n", "boolean", "tinyint", "smallint", "int", "bigint", "float", "double");
    put("s i d n", "decimal", "string");
    put("s", "binary", "date", "timestamp");
    put("r::first r::second", "__field", "__drop_field");
    put("ai As", "array_append", "array_prepend", "array_remove");
    put("aji Ajs", "array_insert");
    put("a A", "array_compact", "array_sort");
    put("ij sj aj", "array_repeat");
    put("W", "flatten");
    put("aA a", "arrays_zip");
    put("aa AA", "array_union", "array_intersect", "array_except", "arrays_overlap");
    put("m", "map_entries");
    put("m mm", "map_concat");
    put("ms", "map_contains_key");
    put("Aa", "map_from_arrays");
    put("R", "map_from_entries");
    put("s ss sss", "str_to_map", "sentences");
    put("vv", "vector_inner_product", "vector_l2_distance", "vector_cosine_similarity");
    put("v v::1", "vector_norm", "vector_normalize");
    put("jss jsi", "elt");
    put("s", "luhn_check", "quote", "soundex");
    put("s x", "is_valid_utf8", "make_valid_utf8", "validate_utf8", "try_validate_utf8");
    put("s s::Q", "mask");
    put("s::99D9", "to_number", "try_to_number");
    put("i::S999 n::99D99 T::yyyy x::hex", "to_char", "to_varchar");
    put("s s::utf-8 s::base64", "to_binary", "try_to_binary");
    put("ss ssi", "regexp_instr");
    put("D T", "dayname", "monthname");
    put("jjjjjn", "make_timestamp_ltz", "make_timestamp_ntz", "try_make_timestamp");
    put("jjjjjn", "try_make_timestamp_ltz", "try_make_timestamp_ntz");
    put("s ss T D", "to_timestamp_ltz", "to_timestamp_ntz");
    put("i s a", "typeof");
    put("-", "current_catalog", "current_database", "current_schema");
    put("l i", "bitmap_bit_position", "bitmap_bucket_number");
    put("x", "bitmap_count");
    put("kk", "hll_union");
    put("k", "hll_sketch_estimate");
    put("i ii jjjj iiiiiin", "make_interval", "try_make_interval");
    put("s::a_INT", "from_xml");
    put("r", "to_xml");
    put("F", "approx_top_k_estimate");
    put("E", "tuple_sketch_estimate_integer", "tuple_sketch_theta_integer");
    put("E E::max", "tuple_sketch_summary_integer");
    put("EE", "tuple_union_integer", "tuple_intersection_integer", "tuple_difference_integer");
    put("EH", "tuple_union_theta_integer", "tuple_intersection_theta_integer");
    put("EH", "tuple_difference_theta_integer");
    put("G", "tuple_sketch_estimate_double", "tuple_sketch_theta_double");
    put("G G::max", "tuple_sketch_summary_double");
    put("GG", "tuple_union_double", "tuple_intersection_double", "tuple_difference_double");
    put("GH", "tuple_union_theta_double", "tuple_intersection_theta_double");
    put("GH", "tuple_difference_theta_double");
    put("s::a_INT", "from_json");
    put("s::a_STRING", "from_csv");
    put("r a m", "to_json");
    put("r", "to_csv");
  }

  /** Functions that take lambdas, with the letter of their first argument. */
  private static final Map<String, Character> LAMBDAS =
      Map.of(
          "transform", 'a',
          "filter", 'a',
          "exists", 'a',
          "forall", 'a',
          "map_filter", 'm',
          "transform_values", 'm',
          "transform_keys", 'm',
          "aggregate", 'a',
          "reduce", 'a');

  private FunctionSamples() {}

  private static List<Sample> lambda(String function) {
    char letter = LAMBDAS.get(function);
    LambdaVariable x =
        new LambdaVariable(1, "x", SampleValues.type(letter == 'a' ? 'i' : 's'), true);
    LambdaVariable y = new LambdaVariable(2, "y", SampleValues.type('i'), true);
    Input other = new Input(1, SampleValues.type('i'), true);
    boolean isFold = function.equals("aggregate") || function.equals("reduce");
    Expression sum =
        Calls.resolve("try_add", List.of(letter == 'a' && !isFold ? x : y, other), Calls.ANSI);
    Expression condition = Calls.resolve(">", List.of(sum, Literal.of(2)), Calls.ANSI);
    Expression body = function.startsWith("transform") || isFold ? sum : condition;
    List<LambdaVariable> parameters =
        letter == 'm' || isFold || function.equals("transform") ? List.of(x, y) : List.of(x);
    List<Expression> arguments = new ArrayList<>(List.of(input(0, letter)));
    if (isFold) {
      arguments.add(other);
      body = Calls.resolve("try_add", List.of(x, sum), Calls.ANSI);
    }
    arguments.add(new Lambda(parameters, body));
    return List.of(new Sample(Calls.resolve(function, arguments, Calls.ANSI), letter + "i"));
  }

  private static void put(String words, String... names) {
    for (String name : names) BY_WORDS.put(name, words);
  }

  /** A call with the letters of its inputs. */
  record Sample(Expression call, String letters) {}

  static boolean has(String function) {
    return BY_WORDS.containsKey(function) || function.startsWith("__");
  }

  static List<Sample> of(String function) {
    if (LAMBDAS.containsKey(function)) return lambda(function);
    String words = BY_WORDS.get(function);
    List<Sample> samples = new ArrayList<>();
    if (words == null) return internal(function);
    for (String word : words.split(" ")) {
      if (word.equals("-")) word = "";
      String first = "";
      String last = "";
      String letters = word;
      int end = word.indexOf("::");
      if (end >= 0) {
        letters = word.substring(0, end);
        last = word.substring(end + 2).replace('_', ' ');
      } else if (word.indexOf(':') >= 0) {
        first = word.substring(0, word.indexOf(':'));
        letters = word.substring(word.indexOf(':') + 1);
      }
      List<Expression> arguments = new ArrayList<>();
      if (!first.isEmpty()) arguments.add(constant(first));
      for (int i = 0; i < letters.length(); i++) arguments.add(input(i, letters.charAt(i)));
      if (!last.isEmpty()) arguments.add(constant(last));
      try {
        samples.add(new Sample(Calls.resolve(function, arguments, Calls.ANSI), letters));
      } catch (io.brasa.runtime.error.EngineException e) {
        // words are shared by functions of which not all take the same types
        continue;
      }
    }
    return samples;
  }

  private static Expression constant(String text) {
    boolean isNumber = text.matches("-?\\d+");
    return isNumber ? Literal.of(Integer.parseInt(text)) : Literal.of(text);
  }

  private static Input input(int index, char letter) {
    return new Input(index, SampleValues.type(letter), true);
  }

  /** What operators on times become is called as they call it. */
  private static List<Sample> internal(String function) {
    DayTimeIntervalType times = DayTimeIntervalType.DAY_TO_SECOND;
    YearMonthIntervalType months = YearMonthIntervalType.YEAR_TO_MONTH;
    return switch (function) {
      case "__dates_between" -> List.of(sample(function, "DD", times));
      case "__times_between" -> List.of(sample(function, "TT", times));
      case "__times_of_day_between" -> List.of(sample(function, "zz", times));
      case "__time_of_day_add" -> List.of(sample(function, "zV", SampleValues.type('z')));
      case "__date_and_time" -> List.of(sample(function, "Dz", AtomicType.TIMESTAMP_NTZ));
      case "__collation_key" -> List.of(sample(function, "c", AtomicType.STRING));
      case "__collated_contains", "__collated_startswith", "__collated_endswith" ->
          List.of(sample(function, "Cs", AtomicType.BOOLEAN));
      case "__collated_find_in_set" -> List.of(sample(function, "Cs", AtomicType.INTEGER));
      case "__collated_greatest", "__collated_least" -> collated(function, "ss", 's');
      case "__collated_array_contains" -> collated(function, "As", 'b');
      case "__collated_arrays_overlap" -> collated(function, "AA", 'b');
      case "__collated_array_position" -> collated(function, "As", 'l');
      case "__collated_array_distinct", "__collated_array_sort" -> collated(function, "A", 'A');
      case "__collated_sort_array" -> collated(function, "Ab", 'A');
      case "__collated_array_union", "__collated_array_intersect", "__collated_array_except" ->
          collated(function, "AA", 'A');
      case "__collated_array_remove" -> collated(function, "As", 'A');
      case "__collated_array_max", "__collated_array_min" -> collated(function, "A", 's');
      case "__collated_map_contains_key" -> collated(function, "ms", 'b');
      case "__collated_element_at", "__collated_try_element_at" -> collated(function, "ms", 'i');
      case "__collated_map_of_unique_keys" ->
          List.of(
              new Sample(
                  new Call(
                      function,
                      List.of(Literal.of("UTF8_LCASE"), Literal.of("map"), input(0, 'm')),
                      SampleValues.type('m'),
                      true),
                  "m"));
      case "__collated_replace", "__collated_translate" -> collated(function, "sss", 's');
      case "__collated_split_part", "__collated_substring_index" -> collated(function, "ssj", 's');
      case "__language_replace", "__language_translate" ->
          List.of(sample(function, "Css", SampleValues.type('C')));
      case "__language_split_part", "__language_substring_index" ->
          List.of(sample(function, "Csj", SampleValues.type('C')));
      case "__collated_instr" -> List.of(sample(function, "Csj", AtomicType.INTEGER));
      case "__calendar_add",
          "__calendar_subtract",
          "__try_calendar_add",
          "__try_calendar_subtract" ->
          List.of(sample(function, "II", AtomicType.INTERVAL));
      case "__calendar_multiply",
          "__calendar_divide",
          "__try_calendar_multiply",
          "__try_calendar_divide" ->
          List.of(sample(function, "Id", AtomicType.INTERVAL));
      case "__calendar_negative" -> List.of(sample(function, "I", AtomicType.INTERVAL));
      case "__calendar_add_to_date" -> List.of(sample(function, "DI", AtomicType.DATE));
      case "__calendar_add_to_time" ->
          List.of(
              sample(function, "TI", AtomicType.TIMESTAMP),
              sample(function, "tI", AtomicType.TIMESTAMP_NTZ));
      case "__calendar_years",
          "__calendar_months",
          "__calendar_days",
          "__calendar_hours",
          "__calendar_minutes",
          "__calendar_seconds" ->
          List.of(new Sample(Calls.resolve(function, List.of(input(0, 'I')), Calls.ANSI), "I"));
      case "schema_of_xml" -> List.of(resolved(function, "", Literal.of("<a><b>1</b></a>")));
      case "collate" -> List.of(resolved(function, "s", input(0, 's'), Literal.of("UTF8_LCASE")));
      case "__date_add_days" -> List.of(sample(function, "DV", SampleValues.type('D')));
      case "__time_add" -> List.of(sample(function, "TV", SampleValues.type('T')));
      case "__add_months" -> List.of(sample(function, "TY", SampleValues.type('T')));
      case "__interval_add", "__interval_subtract" ->
          List.of(sample(function, "VV", times), sample(function, "YY", months));
      case "__interval_ratio" ->
          List.of(sample(function, "VV", AtomicType.LONG), sample(function, "YY", AtomicType.LONG));
      case "__interval_negative" ->
          List.of(sample(function, "V", times), sample(function, "Y", months));
      case "__interval_multiply", "__interval_divide" ->
          List.of(sample(function, "Vd", times), sample(function, "Yi", months));
      case "__interval_years", "__interval_months" ->
          List.of(new Sample(Calls.resolve(function, List.of(input(0, 'Y')), Calls.ANSI), "Y"));
      case "__interval_days", "__interval_hours", "__interval_minutes", "__interval_seconds" ->
          List.of(new Sample(Calls.resolve(function, List.of(input(0, 'V')), Calls.ANSI), "V"));
      case "__seconds" ->
          List.of(new Sample(Calls.resolve(function, List.of(input(0, 'T')), Calls.ANSI), "T"));
      case "__year_of_week", "__day_of_week_iso" ->
          List.of(new Sample(Calls.resolve(function, List.of(input(0, 'D')), Calls.ANSI), "D"));
      case "zip_with" -> List.of(zipped(function, 'a'));
      case "map_zip_with" -> List.of(zipped(function, 'm'));
      case "__with_field" ->
          List.of(resolved(function, "ri", input(0, 'r'), Literal.of("third"), input(1, 'i')));
      case "convert_timezone" ->
          List.of(
              resolved(function, "t", Literal.of("UTC"), Literal.of("Asia/Tokyo"), input(0, 't')));
      case "window", "session_window" ->
          List.of(resolved(function, "t", input(0, 't'), Literal.of("10 minutes")));
      case "window_time" -> {
        List<Expression> spans = List.of(input(0, 't'), Literal.of("10 minutes"));
        yield List.of(resolved(function, "t", Calls.resolve("window", spans, Calls.ANSI)));
      }
      case "__window_bound" ->
          List.of(
              resolved(
                  function,
                  "t",
                  input(0, 't'),
                  Literal.of(600_000_000L),
                  Literal.of(0L),
                  Literal.of(0L),
                  Literal.of(1L)));
      case "schema_of_json" -> List.of(resolved(function, "", Literal.of("[1]")));
      case "schema_of_csv" -> List.of(resolved(function, "", Literal.of("1,a")));
      case "aes_decrypt", "try_aes_decrypt" ->
          List.of(
              resolved(
                  function,
                  "",
                  new Literal(
                      Base64.getDecoder().decode("3lmwu+Mw0H3fi5NDvcu9lg=="), AtomicType.BINARY),
                  Literal.of("1234567890abcdef"),
                  Literal.of("ECB")));
      default ->
          function.startsWith("xpath")
              ? List.of(
                  resolved(function, "", Literal.of("<a><b>1</b></a>"), Literal.of("a/b/text()")))
              : List.of();
    };
  }

  /** Calls that begin with the name of a collation. */
  private static List<Sample> collated(String function, String letters, char result) {
    List<Expression> arguments = new ArrayList<>(List.of(Literal.of("UTF8_LCASE")));
    for (int i = 0; i < letters.length(); i++) arguments.add(input(i, letters.charAt(i)));
    return List.of(
        new Sample(new Call(function, arguments, SampleValues.type(result), true), letters));
  }

  private static Sample resolved(String function, String letters, Expression... arguments) {
    return new Sample(Calls.resolve(function, List.of(arguments), Calls.ANSI), letters);
  }

  /** Two arrays or maps of numbers, added element by element. */
  private static Sample zipped(String function, char letter) {
    LambdaVariable key = new LambdaVariable(1, "k", SampleValues.type('s'), true);
    LambdaVariable x = new LambdaVariable(2, "x", SampleValues.type('i'), true);
    LambdaVariable y = new LambdaVariable(3, "y", SampleValues.type('i'), true);
    Expression sum = Calls.resolve("try_add", List.of(x, y), Calls.ANSI);
    Lambda lambda = new Lambda(letter == 'm' ? List.of(key, x, y) : List.of(x, y), sum);
    return resolved(function, "" + letter + letter, input(0, letter), input(1, letter), lambda);
  }

  private static Sample sample(
      String function, String letters, io.brasa.columnar.type.DataType type) {
    List<Expression> inputs = new ArrayList<>();
    for (int i = 0; i < letters.length(); i++) inputs.add(input(i, letters.charAt(i)));
    return new Sample(new Call(function, inputs, type, true), letters);
  }
}
