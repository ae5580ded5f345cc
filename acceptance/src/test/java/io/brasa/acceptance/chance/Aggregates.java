package io.brasa.acceptance.chance;

import java.util.List;

/** Makes values of groups. */
final class Aggregates {
  private final Chance chance;
  private final ExpressionMaker expressions;

  Aggregates(Chance chance, ExpressionMaker expressions) {
    this.chance = chance;
    this.expressions = expressions;
  }

  String of(Kind kind, Scope around) {
    // Columns of the query around have no place in an aggregate of this one.
    return call(kind, new Scope(around.columns(), List.of()));
  }

  /** A call, of some rows alone perhaps. */
  private String filtered(Scope scope, String call) {
    if (!chance.percent(12)) return call;
    chance.saw("FILTER");
    return call + " FILTER (WHERE " + expressions.condition(scope, 0) + ")";
  }

  private String call(Scope scope, String function, String argument) {
    return filtered(scope, chance.call(function, argument));
  }

  private String distinct() {
    if (!chance.percent(18)) return "";
    chance.saw("DISTINCT aggregate");
    return "DISTINCT ";
  }

  private String leaf(Kind kind, Scope scope) {
    return expressions.leaf(kind, scope);
  }

  private String call(Kind kind, Scope scope) {
    return switch (kind) {
      case INT -> whole(scope);
      case DECIMAL -> {
        String distinct = distinct();
        // DuckDB's sums have 38 digits, which leaves no room for others beside them.
        yield chance.percent(50)
            ? "CAST("
                + call(scope, "sum", distinct + leaf(Kind.DECIMAL, scope))
                + " AS DECIMAL(22,4))"
            : call(scope, chance.one("min", "max"), distinct + leaf(Kind.DECIMAL, scope));
      }
      case DOUBLE -> fraction(scope);
      case TEXT ->
          chance.percent(15) && !scope.of(Kind.TEXT).isEmpty()
              ? listed(scope)
              : call(scope, chance.one("min", "max"), expressions.value(kind, scope, 1));
      case DATE, TIME, SPAN ->
          call(scope, chance.one("min", "max"), expressions.value(kind, scope, 1));
      case TRUTH ->
          call(
              scope,
              chance.one("bool_and", "bool_or", "min", "max"),
              expressions.value(kind, scope, 1));
    };
  }

  private String whole(Scope scope) {
    return switch (chance.below(8)) {
      case 0 -> {
        chance.saw("count(*)");
        yield filtered(scope, "count(*)");
      }
      case 1, 2 -> call(scope, "count", distinct() + expressions.value(Kind.any(chance), scope, 1));
      case 3 -> call(scope, "sum", distinct() + leaf(Kind.INT, scope));
      case 4 -> {
        chance.saw("count_if");
        // Of no rows DuckDB's is NULL.
        yield filtered(
            scope,
            Query.either("count_if(", "count(nullif(")
                + expressions.value(Kind.TRUTH, scope, 1)
                + Query.either(")", ", FALSE))"));
      }
      case 5 -> call(scope, chance.one("bit_and", "bit_or", "bit_xor"), leaf(Kind.INT, scope));
      default -> call(scope, chance.one("min", "max"), expressions.value(Kind.INT, scope, 1));
    };
  }

  private String fraction(Scope scope) {
    return switch (chance.below(7)) {
      case 0 -> call(scope, "sum", leaf(Kind.DOUBLE, scope));
      case 1 -> call(scope, "avg", distinct() + leaf(Kind.INT, scope));
      case 2 -> call(scope, "avg", leaf(Kind.DOUBLE, scope));
      case 3 -> {
        String function = chance.one("stddev_pop", "stddev_samp", "var_pop", "var_samp");
        // Their last digits depend on the order of the rows. What is multiplied by this and added
        // to that is never near a whole number.
        yield "CAST(floor("
            + call(scope, function, leaf(chance.one(List.of(Kind.INT, Kind.DOUBLE)), scope))
            + " * 96.997 + 0.3711) AS DOUBLE)";
      }
      case 4 -> call(scope, "median", leaf(Kind.DOUBLE, scope));
      case 5 -> {
        chance.saw("percentile_cont");
        yield filtered(
            scope,
            "percentile_cont("
                + chance.one("0.25", "0.5", "1.0")
                + ") WITHIN GROUP (ORDER BY "
                + leaf(Kind.DOUBLE, scope)
                + ")");
      }
      default -> call(scope, chance.one("min", "max"), leaf(Kind.DOUBLE, scope));
    };
  }

  private String listed(Scope scope) {
    String text = chance.one(scope.of(Kind.TEXT)).name();
    chance.saw("listagg");
    return filtered(
        scope,
        Query.either("listagg(", "string_agg(")
            + text
            + ", '|'"
            + Query.either(") WITHIN GROUP (", " ")
            + "ORDER BY "
            + text
            + ")");
  }
}
