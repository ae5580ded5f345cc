package io.brasa.acceptance.chance;

import java.util.List;

/**
 * Makes values that both engines compute alike: no division by zero, no overflow, no decimals whose
 * scale the engines choose differently, no place in a text before its first character. Doubles are
 * multiples of a quarter, so that sums are exact in any order.
 */
final class Values {
  private final Chance chance;
  private final ExpressionMaker expressions;

  Values(Chance chance, ExpressionMaker expressions) {
    this.chance = chance;
    this.expressions = expressions;
  }

  String of(Kind kind, Scope scope, int depth) {
    return switch (kind) {
      case INT -> whole(scope, depth);
      case DECIMAL -> decimal(scope);
      case DOUBLE -> fraction(scope);
      case TEXT -> text(scope, depth);
      case DATE -> date(scope, depth);
      case TIME -> time(scope);
      case SPAN -> span(scope);
      case TRUTH -> expressions.condition(scope, depth - 1);
    };
  }

  private String leaf(Kind kind, Scope scope) {
    return expressions.leaf(kind, scope);
  }

  private String value(Kind kind, Scope scope, int depth) {
    return expressions.value(kind, scope, depth - 1);
  }

  private String cast(String value, String type) {
    return "CAST(" + value + " AS " + type + ")";
  }

  private String binary(String left, String operator, String right) {
    return "(" + left + operator + right + ")";
  }

  private String whole(Scope scope, int depth) {
    return switch (chance.below(15)) {
      case 13 -> guarded(scope);
      case 0, 1 ->
          binary(leaf(Kind.INT, scope), chance.seen(" + ", " - ", " * "), leaf(Kind.INT, scope));
      case 2 -> binary(leaf(Kind.INT, scope), " % ", chance.seen("2", "3", "7"));
      case 3 -> {
        chance.saw("div");
        yield binary(
            leaf(Kind.INT, scope), Query.either(" div ", " // "), chance.one("2", "3", "-5"));
      }
      case 4 ->
          chance.call(chance.one("length", "bit_length", "ascii"), value(Kind.TEXT, scope, depth));
      case 5 ->
          chance.call(
              chance.one("year", "month", "day", "quarter", "dayofyear", "weekofyear"),
              value(chance.one(List.of(Kind.DATE, Kind.TIME)), scope, depth));
      case 6 -> {
        chance.saw("extract");
        yield "extract("
            + chance.one("YEAR", "MONTH", "DAY", "QUARTER", "DOY", "WEEK")
            + " FROM "
            + value(Kind.DATE, scope, depth)
            + ")";
      }
      case 7 -> chance.call(chance.one("hour", "minute", "second"), value(Kind.TIME, scope, depth));
      case 8 -> chance.call("abs", leaf(Kind.INT, scope));
      case 9 -> {
        chance.saw("cast to whole");
        yield chance.percent(50)
            ? cast(value(Kind.TRUTH, scope, depth), "INT")
            : cast("floor(" + leaf(Kind.DOUBLE, scope) + ")", "INT");
      }
      case 10 -> differences(scope);
      case 11 -> places(scope, depth);
      case 12 -> {
        chance.saw("bits");
        yield binary(leaf(Kind.INT, scope), chance.one(" & ", " | "), chance.one("3", "5", "12"));
      }
      default -> "(- " + leaf(Kind.INT, scope) + ")";
    };
  }

  /** What must not be computed for all rows. */
  private String guarded(Scope scope) {
    chance.saw("guarded division");
    String divisor = leaf(Kind.INT, scope);
    String quotient = leaf(Kind.INT, scope) + chance.one(" % ", Query.either(" div ", " // "));
    return chance.percent(50)
        ? "(" + quotient + "nullif(" + divisor + ", 0))"
        : "CASE WHEN " + divisor + " <> 0 THEN " + quotient + divisor + " ELSE -1 END";
  }

  private String differences(Scope scope) {
    if (chance.percent(50)) {
      chance.saw("datediff");
      String from = leaf(Kind.DATE, scope);
      String to = leaf(Kind.DATE, scope);
      return Query.either("datediff(", "date_sub('day', ")
          + Query.either(to, from)
          + ", "
          + Query.either(from, to)
          + ")";
    }
    chance.saw("timestampdiff");
    String unit = chance.one("HOUR", "DAY", "MINUTE");
    return Query.either("timestampdiff(" + unit, "date_sub('" + unit + "'")
        + ", "
        + leaf(Kind.TIME, scope)
        + ", "
        + leaf(Kind.TIME, scope)
        + ")";
  }

  private String places(Scope scope, int depth) {
    String text = value(Kind.TEXT, scope, depth);
    return switch (chance.below(3)) {
      case 0 -> chance.call("instr", text, chance.one("'b'", "'a'", "' '", "'bc'"));
      case 1 -> {
        chance.saw("position");
        yield "position('b' IN " + text + ")";
      }
      default -> {
        chance.saw("TRY_CAST");
        // DuckDB takes 12. and 12.5 for whole numbers as well.
        yield "TRY_CAST(replace(substring(" + text + ", 2), '.', 'x') AS INT)";
      }
    };
  }

  /** At most one product, so that the digits suffice. */
  private String decimal(Scope scope) {
    return switch (chance.below(8)) {
      case 0, 1 ->
          cast(
              leaf(Kind.DECIMAL, scope)
                  + chance.seen(" + ", " - ")
                  + chance.one(leaf(Kind.DECIMAL, scope), leaf(Kind.INT, scope)),
              chance.one("DECIMAL(14,2)", "DECIMAL(18,4)", "DECIMAL(16,3)"));
      case 2 -> {
        chance.saw("decimal product");
        // There is room for all: which rows an engine filters out before it computes is its own
        // affair.
        yield cast(
            leaf(Kind.DECIMAL, scope)
                + " * "
                + chance.one(leaf(Kind.INT, scope), leaf(Kind.DECIMAL, scope)),
            "DECIMAL(22,4)");
      }
      case 3 -> chance.call("abs", leaf(Kind.DECIMAL, scope));
      case 4 -> {
        chance.saw("cast to decimal");
        yield cast(
            leaf(chance.one(List.of(Kind.INT, Kind.DECIMAL, Kind.DOUBLE)), scope),
            chance.one("DECIMAL(14,2)", "DECIMAL(20,6)", "DECIMAL(15,1)"));
      }
      case 5 -> chance.call("round", leaf(Kind.DECIMAL, scope), chance.one("0", "1", "2", "3"));
      case 6 -> {
        chance.saw("decimal remainder");
        yield cast(
            leaf(Kind.DECIMAL, scope) + " % " + chance.one("2.5", "3.00", "0.75"), "DECIMAL(16,4)");
      }
      default -> "(- " + leaf(Kind.DECIMAL, scope) + ")";
    };
  }

  private String fraction(Scope scope) {
    return switch (chance.below(7)) {
      case 0, 1 ->
          binary(
              leaf(Kind.DOUBLE, scope), chance.seen(" + ", " - ", " * "), leaf(Kind.DOUBLE, scope));
      case 2 -> {
        chance.saw("/");
        yield binary(leaf(Kind.INT, scope), " / ", chance.one("2", "4", "8"));
      }
      case 3 -> {
        chance.saw("cast to double");
        yield cast(leaf(Kind.INT, scope), "DOUBLE");
      }
      case 4 ->
          cast(
              chance.call(chance.one("abs", "floor", "ceil", "sign"), leaf(Kind.DOUBLE, scope)),
              "DOUBLE");
      case 5 -> {
        chance.saw("power");
        yield "power(" + leaf(Kind.INT, scope) + ", 2)";
      }
      default -> binary(leaf(Kind.DOUBLE, scope), " * ", leaf(Kind.INT, scope));
    };
  }

  private String text(Scope scope, int depth) {
    String text = value(Kind.TEXT, scope, depth);
    return switch (chance.below(16)) {
      case 0, 1 -> {
        chance.saw("||");
        yield binary(text, " || ", leaf(Kind.TEXT, scope));
      }
      case 2 -> chance.call(chance.one("upper", "lower"), text);
      case 3 ->
          chance.call("substring", text, chance.one("1", "2", "3"), chance.one("1", "2", "5"));
      case 4 -> chance.call(chance.one("trim", "ltrim", "rtrim"), text);
      case 5 -> {
        chance.saw("cast to text");
        Kind from = chance.one(List.of(Kind.INT, Kind.DATE, Kind.TIME, Kind.DECIMAL, Kind.TRUTH));
        String value = leaf(from, scope);
        // As many digits behind the point in both.
        yield cast(from == Kind.DECIMAL ? cast(value, "DECIMAL(18,4)") : value, "STRING");
      }
      case 6 ->
          chance.call("replace", leaf(Kind.TEXT, scope), "'a'", chance.one("'xy'", "''", "'a'"));
      case 7 -> chance.call(chance.one("left", "right"), text, chance.one("1", "2", "4"));
      case 8 ->
          chance.call(
              chance.one("lpad", "rpad"), text, chance.one("2", "5"), chance.one("'xy'", "'-'"));
      case 9 -> chance.call("reverse", text);
      case 10 -> chance.call("repeat", leaf(Kind.TEXT, scope), chance.one("0", "1", "2"));
      case 11 -> chance.call("translate", text, "'abc'", chance.one("'x'", "'xyz'", "'bca'"));
      case 12 ->
          chance.call(
              "concat_ws",
              "'-'",
              text,
              leaf(Kind.TEXT, scope),
              chance.one("'z'", "CAST(NULL AS STRING)"));
      case 13 -> chance.call("split_part", text, "' '", chance.one("1", "2"));
      case 14 -> {
        chance.saw("regexp_replace");
        String pattern = chance.one("'[ab]'", "' +'", "'^a'", "'b?c'");
        yield "regexp_replace(" + text + ", " + pattern + ", 'x'" + Query.either("", ", 'g'") + ")";
      }
      default -> dated(scope);
    };
  }

  private String dated(Scope scope) {
    String date = leaf(chance.one(List.of(Kind.DATE, Kind.TIME)), scope);
    if (chance.percent(40)) {
      String function = chance.seen("dayname", "monthname");
      return "substring(" + function + "(" + date + "), 1, 3)";
    }
    chance.saw("date_format");
    return Query.either("date_format(", "strftime(")
        + date
        + ", "
        + chance.one(
            Query.either("'yyyy-MM'", "'%Y-%m'"),
            Query.either("'dd/MM/yyyy HH:mm'", "'%d/%m/%Y %H:%M'"),
            Query.either("'DDD'", "'%j'"))
        + ")";
  }

  private String months() {
    chance.saw("interval");
    return "INTERVAL '" + (1 + chance.below(40)) + "' " + chance.seen("DAY", "MONTH", "YEAR");
  }

  private String date(Scope scope, int depth) {
    return switch (chance.below(6)) {
      case 0, 1 -> cast(leaf(Kind.DATE, scope) + chance.one(" + ", " - ") + months(), "DATE");
      case 2 -> {
        chance.saw("date_trunc");
        yield cast(
            "date_trunc('"
                + chance.one("month", "year", "quarter", "week")
                + "', "
                + leaf(Kind.DATE, scope)
                + ")",
            "DATE");
      }
      case 3 -> {
        chance.saw("cast to date");
        yield cast(value(Kind.TIME, scope, depth), "DATE");
      }
      case 4 ->
          chance.call(
              "make_date", "2021", cast("abs(" + leaf(Kind.INT, scope) + ") % 12 + 1", "INT"), "5");
      default -> chance.call("last_day", leaf(Kind.DATE, scope));
    };
  }

  private String time(Scope scope) {
    return switch (chance.below(6)) {
      case 0, 1 -> binary(leaf(Kind.TIME, scope), chance.one(" + ", " - "), months());
      case 2 -> {
        chance.saw("time and span");
        yield binary(leaf(Kind.TIME, scope), chance.one(" + ", " - "), leaf(Kind.SPAN, scope));
      }
      case 3 -> {
        chance.saw("date_trunc of times");
        yield cast(
            "date_trunc('"
                + chance.one("hour", "minute", "day", "month")
                + "', "
                + leaf(Kind.TIME, scope)
                + ")",
            "TIMESTAMP_NTZ");
      }
      default -> {
        chance.saw("cast to time");
        yield cast(leaf(Kind.DATE, scope), "TIMESTAMP_NTZ");
      }
    };
  }

  private String span(Scope scope) {
    return switch (chance.below(4)) {
      case 0, 1 -> {
        chance.saw("sum of spans");
        yield binary(leaf(Kind.SPAN, scope), chance.one(" + ", " - "), leaf(Kind.SPAN, scope));
      }
      case 2 -> {
        chance.saw("product of spans");
        yield binary(leaf(Kind.SPAN, scope), " * ", chance.one("2", "3", "0"));
      }
      default -> "(- " + leaf(Kind.SPAN, scope) + ")";
    };
  }
}
