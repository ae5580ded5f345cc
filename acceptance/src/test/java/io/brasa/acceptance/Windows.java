package io.brasa.acceptance;

import java.util.List;
import java.util.stream.Collectors;

/** Makes calls of window functions. */
final class Windows {
  private final Chance chance;
  private final ExpressionMaker expressions;

  Windows(Chance chance, ExpressionMaker expressions) {
    this.chance = chance;
    this.expressions = expressions;
  }

  String value(Kind kind, Scope scope) {
    int drawn = chance.below(4);
    if (kind == Kind.INT && drawn == 0) return rank(scope);
    if (kind == Kind.DOUBLE && drawn == 0) {
      chance.saw("percent_rank");
      return chance.one("percent_rank()", "cume_dist()") + over(scope, someOrder(scope), "");
    }
    if (drawn == 1 || kind == Kind.TRUTH || kind == Kind.DATE) {
      String function = chance.seen("lag", "lead", "first_value", "last_value", "nth_value");
      String leaf = expressions.leaf(kind, scope);
      return switch (function) {
        case "lag", "lead" ->
            function
                + "("
                + leaf
                + chance.one("", ", 2", ", 1, " + kind.literal(chance))
                + ")"
                + over(scope, fullOrder(scope), "");
        case "nth_value" -> "nth_value(" + leaf + ", 2)" + over(scope, fullOrder(scope), frame());
        default -> function + "(" + leaf + ")" + over(scope, fullOrder(scope), frame());
      };
    }
    chance.saw("aggregate over a window");
    String call =
        switch (kind) {
          case INT -> chance.one("count(*)", "sum(%s)", "max(%s)", "count(%s)");
          case DECIMAL -> chance.one("sum(%s)", "min(%s)");
          case DOUBLE -> chance.one("avg(%s)", "sum(%s)", "max(%s)");
          default -> chance.one("min(%s)", "max(%s)");
        };
    call = call.replace("%s", expressions.leaf(kind, scope));
    return switch (chance.below(4)) {
      case 0 -> call + over(scope, "", "");
      case 1 -> call + over(scope, someOrder(scope), "");
      case 2 -> call + range(scope);
      default -> call + over(scope, fullOrder(scope), frame());
    };
  }

  String rank(Scope scope) {
    String function = chance.seen("row_number", "rank", "dense_rank", "ntile");
    return switch (function) {
      case "row_number" -> "row_number()" + over(scope, fullOrder(scope), "");
      case "ntile" -> "ntile(3)" + over(scope, fullOrder(scope), "");
      default -> function + "()" + over(scope, someOrder(scope), "");
    };
  }

  private String over(Scope scope, String order, String frame) {
    return " OVER (" + partition(scope) + order + (order.isEmpty() ? "" : frame) + ")";
  }

  private String partition(Scope scope) {
    if (chance.percent(30)) return "";
    return "PARTITION BY " + chance.one(scope.columns()).name() + " ";
  }

  private String someOrder(Scope scope) {
    return "ORDER BY " + chance.one(scope.columns()).name() + direction();
  }

  /** Rows that are left equal are equal in all that there is. */
  private String fullOrder(Scope scope) {
    return someOrder(scope)
        + ", "
        + scope.columns().stream().map(Scope.Column::name).collect(Collectors.joining(", "));
  }

  private String direction() {
    return chance.one("", " ASC", " DESC", " ASC NULLS LAST", " DESC NULLS FIRST");
  }

  private String frame() {
    if (chance.percent(40)) return "";
    chance.saw("ROWS BETWEEN");
    return " ROWS BETWEEN "
        + chance.one("UNBOUNDED PRECEDING", "2 PRECEDING", "CURRENT ROW", "1 PRECEDING")
        + " AND "
        + chance.one("CURRENT ROW", "1 FOLLOWING", "UNBOUNDED FOLLOWING", "3 FOLLOWING");
  }

  private String range(Scope scope) {
    List<Scope.Column> numbers = scope.of(Kind.INT);
    if (numbers.isEmpty()) return " OVER ()";
    chance.saw("RANGE BETWEEN");
    return " OVER ("
        + partition(scope)
        + "ORDER BY "
        + chance.one(numbers).name()
        + " RANGE BETWEEN "
        + chance.one("2 PRECEDING", "UNBOUNDED PRECEDING", "CURRENT ROW")
        + " AND "
        + chance.one("1 FOLLOWING", "CURRENT ROW", "UNBOUNDED FOLLOWING")
        + ")";
  }
}
