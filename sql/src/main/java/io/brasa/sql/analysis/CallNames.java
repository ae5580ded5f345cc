package io.brasa.sql.analysis;

import io.brasa.columnar.type.AtomicType;
import io.brasa.columnar.type.DataType;
import io.brasa.columnar.type.DayTimeIntervalType;
import io.brasa.columnar.type.YearMonthIntervalType;
import io.brasa.sql.syntax.Origin;
import io.brasa.sql.syntax.Syntax;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** How calls of functions and operators are shown in names of columns, as Spark shows them. */
record CallNames(ItemNames names) {
  private static final Map<String, String> PREFIXES =
      Map.of("not", "NOT ", "!", "NOT ", "negative", "- ", "positive", "+ ");

  /** Functions that are shown in capitals. */
  private static final Set<String> CAPITALS =
      Set.of(
          "acos",
          "acosh",
          "asin",
          "asinh",
          "atan",
          "atan2",
          "atanh",
          "cbrt",
          "cos",
          "cosh",
          "cot",
          "csc",
          "degrees",
          "dense_rank",
          "e",
          "exp",
          "expm1",
          "hypot",
          "log10",
          "log1p",
          "log2",
          "percent_rank",
          "pi",
          "power",
          "radians",
          "rank",
          "regexp_like",
          "rlike",
          "sec",
          "signum",
          "sin",
          "sinh",
          "spark_partition_id",
          "sqrt",
          "tan",
          "tanh");

  /** What is shown behind so many arguments as stand behind the slash. */
  private static final Map<String, String> DEFAULTS =
      Map.ofEntries(
          Map.entry("approx_percentile/2", ", 10000"),
          Map.entry("bround/1", ", 0"),
          Map.entry("from_unixtime/1", ", yyyy-MM-dd HH:mm:ss"),
          Map.entry("lag/1", ", 1, NULL"),
          Map.entry("lag/2", ", NULL"),
          Map.entry("lead/1", ", 1, NULL"),
          Map.entry("lead/2", ", NULL"),
          Map.entry("listagg/1", ", NULL"),
          Map.entry("locate/2", ", 1"),
          Map.entry("lpad/2", ",  "),
          Map.entry("mask/1", ", X, x, n, NULL"),
          Map.entry("months_between/2", ", true"),
          Map.entry("overlay/3", ", -1"),
          Map.entry("percentile/2", ", 1"),
          Map.entry("percentile_approx/2", ", 10000"),
          Map.entry("position/2", ", 1"),
          Map.entry("regexp_extract/2", ", 1"),
          Map.entry("regexp_extract_all/2", ", 1"),
          Map.entry("regexp_instr/2", ", 0"),
          Map.entry("regexp_replace/3", ", 1"),
          Map.entry("replace/2", ", "),
          Map.entry("round/1", ", 0"),
          Map.entry("rpad/2", ",  "),
          Map.entry("sentences/1", ", , "),
          Map.entry("sort_array/1", ", true"),
          Map.entry("split/2", ", -1"),
          Map.entry("str_to_map/1", ", ,, :"),
          Map.entry("str_to_map/2", ", :"),
          Map.entry("string_agg/1", ", NULL"),
          Map.entry("substr/2", ", 2147483647"),
          Map.entry("substring/2", ", 2147483647"),
          Map.entry("unix_timestamp/1", ", yyyy-MM-dd HH:mm:ss"));

  /** Functions of which only the first argument is shown. */
  private static final Set<String> FIRST_ALONE =
      Set.of("any_value", "first", "from_csv", "from_json", "last", "shuffle");

  /** Functions that are casts: only what they cast is shown. */
  private static final Set<String> CASTS =
      Set.of(
          "bigint",
          "binary",
          "boolean",
          "date",
          "decimal",
          "double",
          "float",
          "int",
          "smallint",
          "string",
          "timestamp",
          "tinyint");

  String of(Syntax.Call call) {
    String name = ExpressionAnalyzer.lower(String.join(".", call.name()));
    List<Syntax> arguments = call.arguments();
    if (name.equals("and") && arguments.size() == 2) {
      Optional<String> between = between(arguments.get(0), arguments.get(1));
      if (between.isPresent()) return between.get();
    }
    // each once: calls within calls would be named twice as often at each level otherwise
    List<String> texts = arguments.stream().map(a -> argument(name, a)).toList();
    String special = special(name, call, texts);
    if (!special.isEmpty()) return special;
    if (TimeWindows.isFunction(name)) return name;
    String inner =
        FIRST_ALONE.contains(name) && !texts.isEmpty()
            ? texts.getFirst()
            : String.join(", ", texts);
    inner += DEFAULTS.getOrDefault(name + "/" + arguments.size(), "");
    return shown(name, arguments.size())
        + "("
        + (call.isDistinct() ? "DISTINCT " : "")
        + inner
        + ")"
        + within(name, call)
        + call.filter().map(f -> " FILTER (WHERE " + names.of(f) + ")").orElse("");
  }

  private static String shown(String name, int count) {
    boolean isRounding = count == 1 && (name.equals("ceil") || name.equals("floor"));
    boolean isLogarithm = name.equals("log") && count == 2;
    return CAPITALS.contains(name) || isRounding || isLogarithm
        ? name.toUpperCase(Locale.ROOT)
        : name.equals("array_agg") ? "collect_list" : name;
  }

  private String argument(String name, Syntax argument) {
    if (name.equals("count") && argument instanceof Syntax.Star) return "1";
    return name.equals("struct") && argument instanceof Syntax.Alias alias
        ? names.of(alias.expression()) + " AS " + alias.names().getFirst()
        : names.of(argument);
  }

  private String within(String name, Syntax.Call call) {
    if (call.order().isEmpty()) return "";
    boolean isPercentile = name.startsWith("percentile");
    return call.order().stream()
        .map(
            item ->
                isPercentile
                    ? names.of(item.expression()) + (item.isDescending() ? " DESC" : "")
                    : names.sorted(item))
        .collect(Collectors.joining(", ", " WITHIN GROUP (ORDER BY ", ")"));
  }

  /** What is not shown as a call; empty if it is. */
  private String special(String name, Syntax.Call call, List<String> texts) {
    return switch (texts.size()) {
      case 1 -> unary(name, texts.getFirst());
      case 2 -> binary(name, call, texts.get(0), texts.get(1));
      case 3 -> ternary(name, texts);
      default -> "";
    };
  }

  private static String ternary(String name, List<String> arguments) {
    return switch (name) {
      case "like" ->
          arguments.get(0) + " LIKE " + arguments.get(1) + " ESCAPE '" + arguments.get(2) + "'";
      case "if" -> "(IF(" + String.join(", ", arguments) + "))";
      default -> "";
    };
  }

  private static String unary(String name, String inner) {
    if (CASTS.contains(name)) return inner;
    if (PREFIXES.containsKey(name)) return "(" + PREFIXES.get(name) + inner + ")";
    return switch (name) {
      case "isnull" -> "(" + inner + " IS NULL)";
      case "isnotnull" -> "(" + inner + " IS NOT NULL)";
      case "~" -> "~" + inner;
      case "log" -> "LOG(E(), " + inner + ")";
      default -> "";
    };
  }

  private String binary(String name, Syntax.Call call, String left, String right) {
    boolean isSign = !Character.isLetter(name.charAt(0)) && name.charAt(0) != '_';
    return switch (name) {
      case "and" -> both(left, "AND", right);
      case "or" -> both(left, "OR", right);
      case "div" -> both(left, "div", right);
      case "like" -> left + " LIKE " + right;
      case "extract", "datepart" -> name + "(" + left + " FROM " + right + ")";
      case "||" -> "concat(" + left + ", " + right + ")";
      case "==" -> both(left, "=", right);
      case "<>", "!=" -> "(NOT " + both(left, "=", right) + ")";
      case "+", "-" -> sum(name, call.arguments(), left, right);
      case "shiftleft" -> isWritten(call, name) ? "" : both(left, "<<", right);
      case "shiftright" -> isWritten(call, name) ? "" : both(left, ">>", right);
      case "shiftrightunsigned" -> isWritten(call, name) ? "" : both(left, ">>>", right);
      case "btrim" -> isWritten(call, "trim") ? trim("BOTH", right, left) : "";
      case "ltrim" -> trim("LEADING", left, right);
      case "rtrim" -> trim("TRAILING", left, right);
      default -> isSign ? both(left, name, right) : "";
    };
  }

  private static String both(String left, String operator, String right) {
    return "(" + left + " " + operator + " " + right + ")";
  }

  private static String trim(String side, String what, String from) {
    return "TRIM(" + side + " " + what + " FROM " + from + ")";
  }

  /** Whether the query's text begins with this word: operators may be written otherwise. */
  private static boolean isWritten(Syntax.Call call, String word) {
    return !(call.origin() instanceof Origin.Text(String text, int from, int _))
        || text.regionMatches(true, from, word, 0, word.length());
  }

  /** Whether the two are comparisons of one value, which was written once. */
  static boolean isBetween(Syntax first, Syntax second) {
    return first instanceof Syntax.Call low
        && second instanceof Syntax.Call high
        && low.name().equals(List.of(">="))
        && high.name().equals(List.of("<="))
        && low.arguments().getFirst() == high.arguments().getFirst();
  }

  /** Of what was written once, of which the parser has made two comparisons. */
  private Optional<String> between(Syntax first, Syntax second) {
    if (!isBetween(first, second)) return Optional.empty();
    List<Syntax> low = ((Syntax.Call) first).arguments();
    return Optional.of(
        "between("
            + names.of(low.get(0))
            + ", "
            + names.of(low.get(1))
            + ", "
            + names.of(((Syntax.Call) second).arguments().get(1))
            + ")");
  }

  /** Of dates and times with numbers of days and intervals. */
  private String sum(String sign, List<Syntax> arguments, String first, String second) {
    DataType one = names.type(arguments.get(0));
    DataType other = names.type(arguments.get(1));
    return sign.equals("+") && isTime(other) && !isTime(one)
        ? sum(sign, other, second, one, first)
        : sum(sign, one, first, other, second);
  }

  private static String sum(String sign, DataType left, String time, DataType right, String more) {
    if (!isTime(left) || isTime(right)) return both(time, sign, more);
    boolean isDays =
        right instanceof DayTimeIntervalType type
            && type.end() == DayTimeIntervalType.Field.DAY
            && left == AtomicType.DATE;
    if (isDays) {
      String days = "extractansiintervaldays(" + more + ")";
      return "date_add(" + time + ", " + (sign.equals("+") ? days : "(- " + days + ")") + ")";
    }
    boolean isInterval =
        right instanceof DayTimeIntervalType || right instanceof YearMonthIntervalType;
    if (isInterval) return time + " " + sign + " " + more;
    boolean isNumber = right instanceof AtomicType type && type.isIntegral();
    return left == AtomicType.DATE && isNumber
        ? (sign.equals("+") ? "date_add(" : "date_sub(") + time + ", " + more + ")"
        : both(time, sign, more);
  }

  private static boolean isTime(DataType type) {
    return type == AtomicType.DATE
        || type == AtomicType.TIMESTAMP
        || type == AtomicType.TIMESTAMP_NTZ;
  }
}
