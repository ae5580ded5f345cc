package io.brasa.acceptance.chance;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/**
 * Makes calls of window functions, and the windows that they name. For one SELECT.
 *
 * <p>Of rows that are equal in all columns nothing says which comes first. One call that depends on
 * the place of a row gives the same rows nonetheless; two may tell the equal ones apart in two
 * orders, so there is a second one only where no rows are equal.
 */
final class Windows {
  private static final List<String> BOUNDS =
      List.of("3 PRECEDING", "1 PRECEDING", "CURRENT ROW", "1 FOLLOWING", "2 FOLLOWING");

  private final Chance chance;
  private final ExpressionMaker expressions;
  private final List<String> named = new ArrayList<>();
  private boolean isPlaced;

  Windows(Chance chance, ExpressionMaker expressions) {
    this.chance = chance;
    this.expressions = expressions;
  }

  /** The clause that names windows, if any are named. */
  String clause() {
    return named.isEmpty() ? "" : " WINDOW " + String.join(", ", named);
  }

  String value(Kind kind, Scope scope) {
    int drawn = chance.below(4);
    if (kind == Kind.INT && drawn == 0) return rank(scope);
    if (kind == Kind.DOUBLE && drawn == 0) {
      chance.saw("percent_rank");
      return chance.one("percent_rank()", "cume_dist()")
          + over(partition(scope), someOrder(scope), "");
    }
    return (drawn == 1 || kind == Kind.TRUTH || kind == Kind.DATE) && mayPlace(scope)
        ? picked(kind, scope)
        : aggregated(kind, scope);
  }

  private boolean mayPlace(Scope scope) {
    if (isPlaced && !scope.hasKey()) return false;
    isPlaced = true;
    return true;
  }

  private String picked(Kind kind, Scope scope) {
    String function = chance.seen("lag", "lead", "first_value", "last_value", "nth_value");
    boolean isShift = function.equals("lag") || function.equals("lead");
    String arguments = expressions.leaf(kind, scope);
    boolean ignoresNulls = chance.percent(35);
    if (ignoresNulls) chance.saw("IGNORE NULLS");
    // DuckDB gives the default the digits of the value, which all have room for none.
    String other = kind == Kind.DECIMAL ? "0" : kind.literal(chance);
    if (isShift) arguments += chance.one("", ", 2", ", 1, " + other);
    if (function.equals("nth_value")) arguments += ", 2";
    // Spark has the words behind the call, DuckDB in it.
    String call =
        function
            + "("
            + arguments
            + (ignoresNulls ? Query.either(") IGNORE NULLS", " IGNORE NULLS)") : ")");
    return call + over(partition(scope), fullOrder(scope), isShift ? "" : rows());
  }

  private String aggregated(Kind kind, Scope scope) {
    chance.saw("aggregate over a window");
    if (kind == Kind.DECIMAL && chance.percent(50))
      return "CAST("
          + framed("sum(" + expressions.leaf(kind, scope) + ")", scope)
          + " AS DECIMAL(22,4))";
    String call =
        switch (kind) {
          case INT -> chance.one("count(*)", "sum(%s)", "max(%s)", "count(%s)");
          case DECIMAL -> chance.one("max(%s)", "min(%s)");
          case DOUBLE -> chance.one("avg(%s)", "sum(%s)", "max(%s)");
          default -> chance.one("min(%s)", "max(%s)");
        };
    return framed(call.replace("%s", expressions.leaf(kind, scope)), scope);
  }

  private String framed(String aggregate, Scope scope) {
    String call = aggregate;
    if (chance.percent(12)) {
      chance.saw("FILTER over a window");
      call += " FILTER (WHERE " + expressions.condition(scope, 0) + ")";
    }
    if (chance.percent(20) && mayPlace(scope))
      return call + over(partition(scope), fullOrder(scope), rows());
    return call
        + switch (chance.below(5)) {
          case 0 -> over(partition(scope), "", "");
          case 1 -> over(partition(scope), someOrder(scope), "");
          case 2, 3 -> ranges(scope);
          default -> {
            chance.saw("GROUPS BETWEEN");
            yield over(partition(scope), someOrder(scope), " GROUPS " + between(BOUNDS));
          }
        };
  }

  String rank(Scope scope) {
    String function =
        mayPlace(scope)
            ? chance.seen("row_number", "rank", "dense_rank", "ntile")
            : chance.seen("rank", "dense_rank");
    return switch (function) {
      case "row_number" -> "row_number()" + over(partition(scope), fullOrder(scope), "");
      case "ntile" -> "ntile(3)" + over(partition(scope), fullOrder(scope), "");
      default -> function + "()" + over(partition(scope), someOrder(scope), "");
    };
  }

  private String over(String partition, String order, String frame) {
    String framed = order.isEmpty() ? "" : frame;
    if (!chance.percent(20)) return " OVER (" + partition + order + framed + ")";
    chance.saw("named window");
    String name = "n" + named.size();
    named.add(name + " AS (" + partition + order + ")");
    if (framed.isEmpty()) return " OVER " + name;
    chance.saw("window upon a named one");
    return " OVER (" + name + framed + ")";
  }

  private String partition(Scope scope) {
    if (chance.percent(30)) return "";
    String partition = "PARTITION BY " + chance.one(scope.columns()).name();
    if (chance.percent(15)) partition += ", " + chance.one(scope.columns()).name();
    return partition + " ";
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

  private String rows() {
    if (chance.percent(40)) return "";
    if (chance.percent(15)) {
      chance.saw("ROWS from");
      return " ROWS " + chance.one("UNBOUNDED PRECEDING", "2 PRECEDING", "CURRENT ROW");
    }
    chance.saw("ROWS BETWEEN");
    return " ROWS " + between(BOUNDS);
  }

  /** A frame that does not end before it begins, which Spark refuses. */
  private String between(List<String> bounds) {
    int from = chance.below(bounds.size() + 1) - 1;
    int to = Math.max(from, 0) + chance.below(bounds.size() + 1 - Math.max(from, 0));
    return "BETWEEN "
        + (from < 0 ? "UNBOUNDED PRECEDING" : bounds.get(from))
        + " AND "
        + (to == bounds.size() ? "UNBOUNDED FOLLOWING" : bounds.get(to));
  }

  /** Frames by the distance of values; rows of one value are in or out together. */
  private String ranges(Scope scope) {
    Kind kind = chance.one(List.of(Kind.INT, Kind.DECIMAL, Kind.DOUBLE, Kind.DATE, Kind.TIME));
    List<Scope.Column> columns = scope.of(kind);
    if (columns.isEmpty()) return " OVER ()";
    chance.saw("RANGE of " + kind);
    String column = chance.one(columns).name();
    String by = column;
    List<String> bounds =
        switch (kind) {
          case DECIMAL -> {
            // A distance has no more digits than what it is a distance of: those of the tables
            // are known, and of others too few may stand before the point.
            boolean hasFraction = column.matches(".*\\.[nm]");
            if (!hasFraction && !column.endsWith(".k"))
              by = "CAST(" + column + " AS DECIMAL(22,4))";
            yield hasFraction ? bounds("2.50", "0.25", "1.5") : bounds("3", "1", "2");
          }
          case DOUBLE -> bounds("CAST(3 AS DOUBLE)", "CAST(0.5 AS DOUBLE)", "CAST(1.25 AS DOUBLE)");
          case DATE -> bounds("INTERVAL '2' MONTH", "INTERVAL '31' DAY", "INTERVAL '40' DAY");
          case TIME -> bounds("INTERVAL '2' DAY", "INTERVAL '17' HOUR", "INTERVAL '1' MONTH");
          default -> bounds("3", "1", "2");
        };
    return over(partition(scope), "ORDER BY " + by + direction(), " RANGE " + between(bounds));
  }

  private static List<String> bounds(String far, String near, String ahead) {
    return List.of(
        far + " PRECEDING",
        near + " PRECEDING",
        "CURRENT ROW",
        near + " FOLLOWING",
        ahead + " FOLLOWING");
  }
}
