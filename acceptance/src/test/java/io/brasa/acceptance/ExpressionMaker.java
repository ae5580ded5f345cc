package io.brasa.acceptance;

import java.util.ArrayList;
import java.util.List;

/**
 * Makes expressions that mean the same in both dialects: no division by zero, no overflow, no
 * decimals whose scale the dialects choose differently, no place in a text before its first
 * character. Doubles are multiples of a quarter, so that sums are exact in any order.
 */
final class ExpressionMaker {
  private final Chance chance;
  private final QueryMaker queries;

  ExpressionMaker(Chance chance, QueryMaker queries) {
    this.chance = chance;
    this.queries = queries;
  }

  /** A value of each row. */
  String value(Kind kind, Scope scope, int depth) {
    if (depth <= 0 || chance.percent(35)) return leaf(kind, scope);
    return switch (chance.below(10)) {
      case 0 -> {
        chance.saw("CASE");
        yield "CASE WHEN "
            + condition(scope, depth - 1)
            + " THEN "
            + value(kind, scope, depth - 1)
            + (chance.percent(30)
                ? " WHEN " + condition(scope, depth - 1) + " THEN " + leaf(kind, scope)
                : "")
            + (chance.percent(70) ? " ELSE " + value(kind, scope, depth - 1) : "")
            + " END";
      }
      case 1 -> call("coalesce", value(kind, scope, depth - 1), leaf(kind, scope));
      case 2 -> call("nullif", value(kind, scope, depth - 1), leaf(kind, scope));
      case 3 ->
          kind == Kind.TRUTH
              ? condition(scope, depth - 1)
              : call(
                  chance.one("greatest", "least"),
                  value(kind, scope, depth - 1),
                  leaf(kind, scope));
      default ->
          switch (kind) {
            case INT -> whole(scope, depth);
            case DECIMAL -> decimal(scope, depth);
            case DOUBLE -> fraction(scope, depth);
            case TEXT -> text(scope, depth);
            case DATE -> date(scope, depth);
            case TRUTH -> condition(scope, depth);
          };
    };
  }

  String leaf(Kind kind, Scope scope) {
    List<Scope.Column> columns = scope.of(kind);
    List<Scope.Column> outer = scope.outerOf(kind);
    if (!outer.isEmpty() && chance.percent(30)) {
      chance.saw("outer reference");
      return chance.one(outer).name();
    }
    if (!columns.isEmpty() && chance.percent(85)) return chance.one(columns).name();
    if (chance.percent(6)) return "CAST(NULL AS " + kind.sql() + ")";
    return kind.literal(chance);
  }

  private String call(String function, String... arguments) {
    chance.saw(function);
    return function + "(" + String.join(", ", arguments) + ")";
  }

  private String whole(Scope scope, int depth) {
    return switch (chance.below(9)) {
      case 0, 1 ->
          "("
              + leaf(Kind.INT, scope)
              + chance.seen(" + ", " - ", " * ")
              + leaf(Kind.INT, scope)
              + ")";
      case 2 -> "(" + leaf(Kind.INT, scope) + " % " + chance.seen("2", "3", "7") + ")";
      case 3 -> call("length", value(Kind.TEXT, scope, depth - 1));
      case 4 -> call(chance.one("year", "month", "day"), value(Kind.DATE, scope, depth - 1));
      case 5 -> {
        chance.saw("extract");
        yield "extract("
            + chance.one("YEAR", "MONTH", "DAY", "QUARTER")
            + " FROM "
            + value(Kind.DATE, scope, depth - 1)
            + ")";
      }
      case 6 -> call("abs", leaf(Kind.INT, scope));
      case 7 -> {
        chance.saw("cast to whole");
        yield "CAST(" + value(Kind.TRUTH, scope, depth - 1) + " AS INT)";
      }
      default -> "(- " + leaf(Kind.INT, scope) + ")";
    };
  }

  /** At most one product, so that the digits suffice. */
  private String decimal(Scope scope, int depth) {
    return switch (chance.below(6)) {
      case 0, 1 ->
          "CAST("
              + leaf(Kind.DECIMAL, scope)
              + chance.seen(" + ", " - ")
              + chance.one(leaf(Kind.DECIMAL, scope), leaf(Kind.INT, scope))
              + " AS DECIMAL(9,2))";
      case 2 -> {
        chance.saw("decimal product");
        // The scale of the product is kept, so that nothing is rounded, and there is room for all:
        // which rows an engine filters out before it computes is its own affair.
        yield "CAST("
            + leaf(Kind.DECIMAL, scope)
            + " * "
            + leaf(Kind.INT, scope)
            + " AS DECIMAL(14,2))";
      }
      case 3 -> call("abs", leaf(Kind.DECIMAL, scope));
      case 4 -> {
        chance.saw("cast to decimal");
        yield "CAST(" + leaf(Kind.INT, scope) + " AS DECIMAL(9,2))";
      }
      default -> "(- " + leaf(Kind.DECIMAL, scope) + ")";
    };
  }

  private String fraction(Scope scope, int depth) {
    return switch (chance.below(6)) {
      case 0, 1 ->
          "("
              + leaf(Kind.DOUBLE, scope)
              + chance.seen(" + ", " - ", " * ")
              + leaf(Kind.DOUBLE, scope)
              + ")";
      case 2 -> {
        chance.saw("/");
        yield "(" + leaf(Kind.INT, scope) + " / " + chance.one("2", "4", "8") + ")";
      }
      case 3 -> {
        chance.saw("cast to double");
        yield "CAST(" + leaf(Kind.INT, scope) + " AS DOUBLE)";
      }
      case 4 ->
          "CAST("
              + call(chance.one("abs", "floor", "ceil"), leaf(Kind.DOUBLE, scope))
              + " AS DOUBLE)";
      default -> "(" + leaf(Kind.DOUBLE, scope) + " * " + leaf(Kind.INT, scope) + ")";
    };
  }

  private String text(Scope scope, int depth) {
    return switch (chance.below(8)) {
      case 0, 1 -> {
        chance.saw("||");
        yield "(" + value(Kind.TEXT, scope, depth - 1) + " || " + leaf(Kind.TEXT, scope) + ")";
      }
      case 2 -> call(chance.one("upper", "lower"), value(Kind.TEXT, scope, depth - 1));
      case 3 ->
          call(
              "substring",
              value(Kind.TEXT, scope, depth - 1),
              chance.one("1", "2", "3"),
              chance.one("1", "2", "5"));
      case 4 -> call(chance.one("trim", "ltrim", "rtrim"), value(Kind.TEXT, scope, depth - 1));
      case 5 -> {
        chance.saw("cast to text");
        Kind from = chance.one(List.of(Kind.INT, Kind.DATE, Kind.DECIMAL, Kind.TRUTH));
        yield "CAST(" + leaf(from, scope) + " AS STRING)";
      }
      case 6 -> call("replace", leaf(Kind.TEXT, scope), "'a'", chance.one("'xy'", "''", "'a'"));
      default -> call("coalesce", leaf(Kind.TEXT, scope), "'-'");
    };
  }

  private String date(Scope scope, int depth) {
    return switch (chance.below(4)) {
      case 0, 1 -> {
        chance.saw("interval");
        yield "CAST("
            + leaf(Kind.DATE, scope)
            + chance.one(" + ", " - ")
            + "INTERVAL '"
            + (1 + chance.below(40))
            + "' "
            + chance.seen("DAY", "MONTH", "YEAR")
            + " AS DATE)";
      }
      case 2 -> {
        chance.saw("date_trunc");
        yield "CAST(date_trunc('"
            + chance.one("month", "year", "quarter")
            + "', "
            + leaf(Kind.DATE, scope)
            + ") AS DATE)";
      }
      default -> call("last_day", leaf(Kind.DATE, scope));
    };
  }

  // ---- conditions

  String condition(Scope scope, int depth) {
    if (depth > 0 && queries.mayNest() && chance.percent(18)) return nested(scope);
    return conditionWithoutQueries(scope, depth);
  }

  String conditionWithoutQueries(Scope scope, int depth) {
    if (depth > 0 && chance.percent(25))
      return "("
          + condition(scope, depth - 1)
          + chance.seen(" AND ", " OR ")
          + condition(scope, depth - 1)
          + ")";
    if (depth > 0 && chance.percent(10)) {
      chance.saw("NOT");
      return "(NOT " + condition(scope, depth - 1) + ")";
    }
    Kind kind = chance.one(List.of(Kind.values()));
    return switch (chance.below(9)) {
      case 0 -> "(" + value(kind, scope, depth - 1) + chance.seen(" IS NULL", " IS NOT NULL") + ")";
      case 1 -> {
        chance.saw("BETWEEN");
        if (kind == Kind.TRUTH) kind = Kind.INT;
        yield "("
            + value(kind, scope, depth - 1)
            + (chance.percent(30) ? " NOT" : "")
            + " BETWEEN "
            + leaf(kind, scope)
            + " AND "
            + leaf(kind, scope)
            + ")";
      }
      case 2 -> inList(kind, scope, depth);
      case 3 -> {
        chance.saw("LIKE");
        yield "("
            + value(Kind.TEXT, scope, depth - 1)
            + (chance.percent(30) ? " NOT" : "")
            + " LIKE "
            + chance.one("'a%'", "'%b%'", "'_b%'", "'%c'", "'%a%b%'", "'ab'", "'%'", "'_'", "''")
            + ")";
      }
      case 4 -> {
        chance.saw("IS DISTINCT FROM");
        yield "("
            + leaf(kind, scope)
            + (chance.percent(50) ? " IS NOT" : " IS")
            + " DISTINCT FROM "
            + leaf(kind, scope)
            + ")";
      }
      case 5 -> scope.of(Kind.TRUTH).isEmpty() ? "TRUE" : chance.one(scope.of(Kind.TRUTH)).name();
      default -> comparison(kind, scope, depth);
    };
  }

  private String comparison(Kind kind, Scope scope, int depth) {
    String operator = chance.seen(" = ", " = ", " < ", " <= ", " > ", " >= ", " <> ");
    return "("
        + value(kind, scope, depth - 1)
        + operator
        + (chance.percent(60) ? leaf(kind, scope) : value(kind, scope, depth - 1))
        + ")";
  }

  private String inList(Kind kind, Scope scope, int depth) {
    chance.saw("IN list");
    List<String> values = new ArrayList<>();
    for (int i = 1 + chance.below(4); i > 0; i--)
      values.add(chance.percent(8) ? "NULL" : kind.literal(chance));
    // A list of nulls alone has no type.
    values.add(kind.literal(chance));
    return "("
        + value(kind, scope, depth - 1)
        + (chance.percent(30) ? " NOT" : "")
        + " IN ("
        + String.join(", ", values)
        + "))";
  }

  private String nested(Scope scope) {
    Kind kind = chance.one(List.of(Kind.INT, Kind.TEXT, Kind.DATE, Kind.DECIMAL));
    String left = leaf(kind, scope);
    return switch (chance.below(6)) {
      case 0, 1 -> {
        String form = chance.seen("EXISTS", "NOT EXISTS");
        yield "(" + form + " (" + queries.column(kind, scope.inside()) + "))";
      }
      case 2, 3 -> {
        String form = chance.seen(" IN ", " NOT IN ");
        yield "(" + left + form + "(" + queries.column(kind, scope.inside()) + "))";
      }
      case 4 -> {
        String form = chance.seen("< ANY", ">= ALL", "= ANY", "<> ALL");
        yield "(" + left + " " + form + " (" + queries.column(kind, scope.inside()) + "))";
      }
      default -> {
        chance.saw("scalar sub-query");
        yield "("
            + left
            + chance.one(" = ", " < ", " >= ")
            + "("
            + queries.scalar(kind, scope.inside())
            + "))";
      }
    };
  }

  // ---- aggregates

  /** A value of a group. */
  String aggregate(Kind kind, Scope around) {
    // Columns of the query around have no place in an aggregate of this one.
    Scope scope = new Scope(around.columns(), List.of());
    String filter = chance.percent(12) ? " FILTER (WHERE " + condition(scope, 0) + ")" : "";
    if (!filter.isEmpty()) chance.saw("FILTER");
    String distinct = chance.percent(18) ? "DISTINCT " : "";
    if (!distinct.isEmpty()) chance.saw("DISTINCT aggregate");
    String call =
        switch (kind) {
          case INT ->
              switch (chance.below(4)) {
                case 0 -> {
                  chance.saw("count(*)");
                  yield "count(*)";
                }
                case 1 -> call("count", distinct + value(any(), scope, 1));
                case 2 -> call("sum", distinct + leaf(Kind.INT, scope));
                default -> call(chance.one("min", "max"), value(Kind.INT, scope, 1));
              };
          case DECIMAL ->
              call(chance.one("sum", "min", "max"), distinct + leaf(Kind.DECIMAL, scope));
          case DOUBLE ->
              switch (chance.below(4)) {
                case 0 -> call("sum", leaf(Kind.DOUBLE, scope));
                case 1 -> call("avg", distinct + leaf(Kind.INT, scope));
                case 2 -> call("avg", leaf(Kind.DOUBLE, scope));
                default -> call(chance.one("min", "max"), leaf(Kind.DOUBLE, scope));
              };
          case TEXT, DATE -> call(chance.one("min", "max"), value(kind, scope, 1));
          case TRUTH -> call(chance.one("bool_and", "bool_or"), value(kind, scope, 1));
        };
    return call + filter;
  }

  private Kind any() {
    return chance.one(List.of(Kind.values()));
  }
}
