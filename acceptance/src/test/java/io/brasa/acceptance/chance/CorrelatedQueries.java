package io.brasa.acceptance.chance;

import java.util.ArrayList;
import java.util.List;

/**
 * Queries by chance with sub-queries in their conditions, items and FROM, which use columns of all
 * queries around them: joined, grouped, numbered, limited, combined as sets, one within the other.
 * Orders before limits decide by the value that is asked for, so that each has one result. For one
 * query.
 */
final class CorrelatedQueries {
  /** Tables with the columns that each has. */
  static final List<List<String>> TABLES =
      List.of(
          List.of("t1", "a", "b", "c"), List.of("t2", "a", "b", "d"), List.of("t3", "a", "c", "d"));

  private static final int DEPTH = 3;

  private final Chance chance;
  private int names;

  CorrelatedQueries(Chance chance) {
    this.chance = chance;
  }

  /** A table under a name of its own. */
  private record Reach(List<String> table, String name) {
    String written() {
      return table.getFirst() + " " + name;
    }
  }

  /** A query without WHERE: what stands in FROM, and what it reaches. */
  private record From(String text, List<Reach> own, List<Reach> outer) {
    List<Reach> all() {
      List<Reach> all = new ArrayList<>(own);
      all.addAll(outer);
      return all;
    }
  }

  private String pick(String... some) {
    return chance.one(some);
  }

  private boolean isSometimes(int oneOf) {
    return chance.below(oneOf) == 0;
  }

  private String name(String before) {
    return before + names++;
  }

  private String column(Reach reach) {
    return reach.name() + "." + reach.table().get(1 + chance.below(3));
  }

  private String column(List<Reach> some) {
    return column(some.get(chance.below(some.size())));
  }

  private From from(List<Reach> outer) {
    List<Reach> own = new ArrayList<>();
    own.add(new Reach(TABLES.get(chance.below(3)), name("x")));
    String text = own.getFirst().written();
    if (isSometimes(3)) {
      Reach other = new Reach(TABLES.get(chance.below(3)), name("x"));
      text +=
          pick(" JOIN ", " LEFT JOIN ")
              + other.written()
              + " ON "
              + column(own)
              + pick(" = ", " = ", " < ")
              + column(other);
      own.add(other);
    }
    return new From(text, own, outer);
  }

  // ---- conditions

  private String value(From from) {
    if (isSometimes(6)) return String.valueOf(chance.below(6));
    if (from.outer().isEmpty() || !isSometimes(3)) return column(from.own());
    chance.saw("outer reference");
    return column(from.outer());
  }

  private String comparison(From from) {
    return column(from.own())
        + pick(" = ", " = ", " = ", " < ", " > ", " <= ", " <> ")
        + value(from);
  }

  private String condition(From from, int depth) {
    return switch (chance.below(depth > 0 ? 9 : 4)) {
      case 0, 1 -> comparison(from);
      case 2 -> column(from.own()) + pick(" IS NULL", " IS NOT NULL");
      case 3 -> "(" + comparison(from) + pick(" OR ", " AND ") + comparison(from) + ")";
      case 4 -> pick("", "NOT ") + "EXISTS (" + query(from.all(), depth - 1) + ")";
      case 5 ->
          column(from.own()) + pick(" IN (", " NOT IN (") + query(from.all(), depth - 1) + ")";
      case 6 -> column(from.own()) + pick(" = (", " < (", " >= (") + one(from.all(), depth) + ")";
      case 7 ->
          column(from.own())
              + pick(" < ", " > ", " = ", " <> ")
              + pick("ALL (", "ANY (")
              + query(from.all(), depth - 1)
              + ")";
      default ->
          "("
              + condition(from, depth - 1)
              + pick(" OR ", " AND ")
              + condition(from, depth - 1)
              + ")";
    };
  }

  private String where(From from, int depth) {
    if (isSometimes(6)) return "";
    String and = isSometimes(2) ? " AND " + column(from.own()) + " = " + value(from) : "";
    return " WHERE " + condition(from, depth) + and;
  }

  // ---- queries

  /** A query of one column. */
  private String query(List<Reach> outer, int depth) {
    chance.saw(depth < DEPTH - 1 ? "sub-query in sub-query" : "sub-query");
    From from = from(outer);
    String rest = from.text() + where(from, depth);
    String column = column(from.own());
    return switch (chance.below(8)) {
      case 0 ->
          "SELECT "
              + column
              + " FROM "
              + rest
              + " GROUP BY "
              + column
              + (isSometimes(2) ? " HAVING count(*) > " + value(new From("", outer, outer)) : "");
      case 1 -> "SELECT " + pick("max(", "min(", "sum(", "count(") + column + ") FROM " + rest;
      case 2 -> "SELECT DISTINCT " + column + " FROM " + rest;
      case 3 ->
          "SELECT "
              + column
              + " FROM "
              + rest
              + " ORDER BY "
              + column
              + " NULLS FIRST LIMIT "
              + (1 + chance.below(3));
      case 4 -> {
        From other = from(outer);
        yield "SELECT "
            + column
            + " FROM "
            + rest
            + pick(" UNION ALL ", " UNION ", " EXCEPT ", " INTERSECT ")
            + "SELECT "
            + column(other.own())
            + " FROM "
            + other.text()
            + " WHERE "
            + condition(other, 0);
      }
      case 5 ->
          "SELECT v FROM (SELECT "
              + column
              + " AS v, row_number() OVER (PARTITION BY "
              + column(from.own())
              + " ORDER BY "
              + column
              + " NULLS FIRST) AS n FROM "
              + rest
              + ") "
              + name("q")
              + pick(" WHERE n = 1", " WHERE n > 1", " WHERE n <= 2");
      default -> "SELECT " + column + " FROM " + rest;
    };
  }

  /** A query of one column that gives one row, or none. */
  private String one(List<Reach> outer, int depth) {
    From from = from(outer);
    String rest = from.text() + where(from, depth - 1);
    String column = column(from.own());
    return switch (chance.below(6)) {
      case 0 ->
          "SELECT "
              + column
              + " FROM "
              + rest
              + " ORDER BY "
              + column
              + pick(" NULLS FIRST", " DESC NULLS LAST")
              + " LIMIT 1"
              + pick("", "", " OFFSET 1");
      case 1 -> "SELECT count(DISTINCT " + column + ") FROM " + rest;
      case 2 -> "SELECT count(*) + coalesce(max(" + column + "), 0) FROM " + rest;
      case 3 ->
          "SELECT max(v) FROM (SELECT "
              + column
              + " AS v, count(*) AS n FROM "
              + rest
              + " GROUP BY 1) "
              + name("q")
              + pick(" WHERE n > 0", " WHERE n > 1");
      default -> "SELECT " + pick("max(", "min(", "sum(", "count(") + column + ") FROM " + rest;
    };
  }

  /** A whole query. */
  String next() {
    names = 0;
    From from = from(List.of());
    StringBuilder items = new StringBuilder(column(from.own()));
    String text = from.text();
    if (isSometimes(4)) {
      String lateral = name("l");
      text += ", LATERAL (" + query(from.own(), 1) + ") " + lateral + "(v)";
      items.append(", ").append(lateral).append(".v");
    }
    for (int i = chance.below(3); i > 0; i--) items.append(", ").append(item(from));
    return "SELECT " + items + " FROM " + text + where(from, DEPTH);
  }

  private String item(From from) {
    return switch (chance.below(4)) {
      case 0 -> "(" + one(from.own(), 2) + ")";
      case 1 -> "EXISTS (" + query(from.own(), 2) + ")";
      case 2 -> column(from.own()) + pick(" IN (", " NOT IN (") + query(from.own(), 1) + ")";
      default -> "CASE WHEN " + condition(from, 2) + " THEN 1 ELSE 0 END";
    };
  }
}
