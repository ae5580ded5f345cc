package io.brasa.acceptance.chance;

import java.util.ArrayList;
import java.util.List;

/** Makes expressions and conditions of all kinds; {@link Values} has those of one kind. */
final class ExpressionMaker {
  private final Chance chance;
  private final QueryMaker queries;
  private final Values values;

  ExpressionMaker(Chance chance, QueryMaker queries) {
    this.chance = chance;
    this.queries = queries;
    this.values = new Values(chance, this);
  }

  /** A value of each row. */
  String value(Kind kind, Scope scope, int depth) {
    if (depth <= 0 || chance.percent(35)) return leaf(kind, scope);
    return switch (chance.below(12)) {
      case 0 -> choice(kind, scope, depth);
      case 1 ->
          chance.call(
              chance.one("coalesce", "ifnull"), value(kind, scope, depth - 1), leaf(kind, scope));
      case 2 -> chance.call("nullif", value(kind, scope, depth - 1), leaf(kind, scope));
      case 3 ->
          // DuckDB's least of 36 hours and a day are 36 hours.
          kind == Kind.TRUTH || kind == Kind.SPAN
              ? leaf(kind, scope)
              : chance.call(
                  chance.one("greatest", "least"),
                  value(kind, scope, depth - 1),
                  leaf(kind, scope));
      default -> kind == Kind.TRUTH ? condition(scope, depth - 1) : values.of(kind, scope, depth);
    };
  }

  private String choice(Kind kind, Scope scope, int depth) {
    switch (chance.below(6)) {
      case 0 -> {
        return chance.call(
            "if", condition(scope, depth - 1), value(kind, scope, depth - 1), leaf(kind, scope));
      }
      case 1 -> {
        chance.saw("CASE of values");
        Kind of = chance.one(List.of(Kind.INT, Kind.TEXT, Kind.DATE));
        return "CASE "
            + leaf(of, scope)
            + " WHEN "
            + of.literal(chance)
            + " THEN "
            + value(kind, scope, depth - 1)
            + " WHEN "
            + leaf(of, scope)
            + " THEN "
            + leaf(kind, scope)
            + otherwise(kind, scope, depth)
            + " END";
      }
      default -> {
        chance.saw("CASE");
        return "CASE WHEN "
            + condition(scope, depth - 1)
            + " THEN "
            + value(kind, scope, depth - 1)
            + (chance.percent(30)
                ? " WHEN " + condition(scope, depth - 1) + " THEN " + leaf(kind, scope)
                : "")
            + otherwise(kind, scope, depth)
            + " END";
      }
    }
  }

  private String otherwise(Kind kind, Scope scope, int depth) {
    return chance.percent(70) ? " ELSE " + value(kind, scope, depth - 1) : "";
  }

  String leaf(Kind kind, Scope scope) {
    List<Scope.Column> columns = scope.of(kind);
    List<Scope.Column> outer = scope.outerOf(kind);
    if (!outer.isEmpty() && chance.percent(30)) {
      chance.saw("outer reference");
      return chance.one(outer).name();
    }
    if (!columns.isEmpty() && chance.percent(85)) return chance.one(columns).name();
    List<Scope.Column> times = scope.of(Kind.TIME);
    if (kind == Kind.SPAN && !times.isEmpty() && chance.percent(70)) {
      chance.saw("difference of times");
      return "(" + chance.one(times).name() + " - " + leaf(Kind.TIME, scope) + ")";
    }
    if (chance.percent(6)) return "CAST(NULL AS " + kind.sql() + ")";
    return kind.literal(chance);
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
          + chance.seen(" AND ", " OR ", " OR ")
          + condition(scope, depth - 1)
          + ")";
    if (depth > 0 && chance.percent(10)) {
      chance.saw("NOT");
      return "(NOT " + condition(scope, depth - 1) + ")";
    }
    Kind kind = Kind.any(chance);
    return switch (chance.below(11)) {
      case 0 -> "(" + value(kind, scope, depth - 1) + chance.seen(" IS NULL", " IS NOT NULL") + ")";
      case 1 -> between(kind == Kind.TRUTH ? Kind.INT : kind, scope, depth);
      case 2 -> inList(kind, scope, depth);
      case 3 -> like(scope, depth);
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
      case 6 -> {
        String is = chance.seen("IS TRUE", "IS NOT TRUE", "IS FALSE", "IS NOT FALSE", "IS UNKNOWN");
        yield "(" + condition(scope, depth - 1) + " " + is + ")";
      }
      default -> comparison(kind, scope, depth);
    };
  }

  private String between(Kind kind, Scope scope, int depth) {
    chance.saw("BETWEEN");
    return "("
        + value(kind, scope, depth - 1)
        + (chance.percent(30) ? " NOT" : "")
        + " BETWEEN "
        + leaf(kind, scope)
        + " AND "
        + leaf(kind, scope)
        + ")";
  }

  private String like(Scope scope, int depth) {
    String text = value(Kind.TEXT, scope, depth - 1);
    String not = chance.percent(30) ? " NOT" : "";
    switch (chance.below(8)) {
      case 0 -> {
        chance.saw("ILIKE");
        return "(" + text + not + " ILIKE " + chance.one("'A%'", "'%B%'", "'zoë'", "'%C'") + ")";
      }
      case 1 -> {
        chance.saw("LIKE ESCAPE");
        return "("
            + text
            + not
            + " LIKE "
            + chance.one("'c!%'", "'%!%%'", "'a!_%'")
            + " ESCAPE '!')";
      }
      case 2 -> {
        String pattern = chance.one("'^a'", "'b.*c'", "'[A-Z]'", "'(a|b)+$'", "'^.?$'", "' '");
        return chance.call("regexp_like", "regexp_matches", List.of(text, pattern));
      }
      case 3 -> {
        return switch (chance.below(3)) {
          case 0 -> chance.call("startswith", "starts_with", List.of(text, "'a'"));
          case 1 -> chance.call("endswith", "ends_with", List.of(text, "'c'"));
          default -> chance.call("contains", text, leaf(Kind.TEXT, scope));
        };
      }
      default -> {
        chance.saw("LIKE");
        String pattern =
            chance.one(
                "'a%'", "'%b%'", "'_b%'", "'%c'", "'%a%b%'", "'ab'", "'%'", "'_'", "''", "'%ë'");
        return "(" + text + not + " LIKE " + pattern + ")";
      }
    }
  }

  private String comparison(Kind kind, Scope scope, int depth) {
    String operator = chance.seen(" = ", " = ", " < ", " <= ", " > ", " >= ", " <> ");
    // Numbers of different types meet in a wider one.
    Kind right =
        chance.percent(12) && (kind == Kind.INT || kind == Kind.DECIMAL)
            ? chance.one(List.of(Kind.INT, Kind.DECIMAL))
            : kind;
    return "("
        + value(kind, scope, depth - 1)
        + operator
        + (chance.percent(60) ? leaf(right, scope) : value(right, scope, depth - 1))
        + ")";
  }

  private String inList(Kind kind, Scope scope, int depth) {
    chance.saw("IN list");
    List<String> literals = new ArrayList<>();
    boolean isLong = chance.percent(10);
    if (isLong) chance.saw("long IN list");
    for (int i = isLong ? 20 : 1 + chance.below(4); i > 0; i--)
      literals.add(chance.percent(8) ? "NULL" : kind.literal(chance));
    // A list of nulls alone has no type.
    literals.add(chance.percent(80) ? kind.literal(chance) : leaf(kind, scope));
    return "("
        + value(kind, scope, depth - 1)
        + (chance.percent(30) ? " NOT" : "")
        + " IN ("
        + String.join(", ", literals)
        + "))";
  }

  private String nested(Scope scope) {
    Kind kind = chance.one(List.of(Kind.INT, Kind.TEXT, Kind.DATE, Kind.DECIMAL, Kind.TIME));
    String left = leaf(kind, scope);
    return switch (chance.below(8)) {
      case 0, 1 -> {
        String form = chance.seen("EXISTS", "NOT EXISTS");
        yield "(" + form + " (" + queries.column(kind, scope.inside()) + "))";
      }
      case 2, 3 -> {
        String form = chance.seen(" IN ", " NOT IN ");
        yield "(" + left + form + "(" + queries.column(kind, scope.inside()) + "))";
      }
      case 4, 5 -> {
        String form =
            chance.seen("< ANY", "<= ANY", "= ANY", "<> ANY", "> ALL", ">= ALL", "= ALL", "<> ALL");
        yield "(" + left + " " + form + " (" + queries.column(kind, scope.inside()) + "))";
      }
      case 6 -> {
        chance.saw("IN of rows");
        Kind other = chance.one(List.of(Kind.INT, Kind.TRUTH, Kind.TEXT));
        yield "(("
            + left
            + ", "
            + leaf(other, scope)
            + ")"
            + chance.one(" IN ", " NOT IN ")
            + "("
            // DuckDB does not correlate these.
            + queries.columns(List.of(kind, other), Scope.NOTHING)
            + "))";
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
}
