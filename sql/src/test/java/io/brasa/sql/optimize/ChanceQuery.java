package io.brasa.sql.optimize;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;

/** Makes queries over the tables t, u and v by chance: joins, conditions, sub-queries in them. */
final class ChanceQuery {
  private static final Map<String, List<String>> TABLES =
      Map.of("t", List.of("a", "b", "k"), "u", List.of("a", "c"), "v", List.of("x", "y", "k2"));
  private static final List<String> NAMES = List.of("t", "u", "v");

  private final Random random;
  private int aliasCount;

  ChanceQuery(Random random) {
    this.random = random;
  }

  private <T> T one(List<T> of) {
    return of.get(random.nextInt(of.size()));
  }

  private boolean chance(int percent) {
    return random.nextInt(100) < percent;
  }

  String text() {
    return select(List.of(), 2, true);
  }

  /** A query that sees columns outside. */
  private String select(List<String> outside, int depth, boolean isTop) {
    List<String> columns = new ArrayList<>();
    StringBuilder from = new StringBuilder(relation(columns, depth));
    int joins = random.nextInt(isTop ? 4 : 2);
    for (int i = 0; i < joins; i++) {
      List<String> more = new ArrayList<>();
      String right = relation(more, depth);
      List<String> both = new ArrayList<>(columns);
      both.addAll(more);
      String kind =
          one(List.of("JOIN", "JOIN", "LEFT JOIN", "RIGHT JOIN", "FULL JOIN", ",", "SEMI", "ANTI"));
      if (kind.equals(",")) {
        from.append(" CROSS JOIN ").append(right);
        columns.addAll(more);
      } else if (kind.equals("SEMI") || kind.equals("ANTI")) {
        from.append(" LEFT ").append(kind).append(" JOIN ").append(right).append(" ON ");
        from.append(conjunction(both, List.of(), 0, 2));
      } else {
        from.append(" ").append(kind).append(" ").append(right).append(" ON ");
        from.append(conjunction(both, List.of(), 0, 2));
        columns.addAll(more);
      }
    }
    StringBuilder text = new StringBuilder("SELECT ");
    boolean isGrouped = chance(25);
    String item = one(columns);
    if (isGrouped)
      text.append(item).append(" AS g, count(*) AS n, sum(").append(one(columns)).append(") AS m");
    else if (isTop) text.append(String.join(", ", named(columns, depth)));
    else text.append(item).append(" AS g");
    text.append(" FROM ").append(from);
    if (chance(85)) text.append(" WHERE ").append(conjunction(columns, outside, depth, 4));
    if (isGrouped) {
      text.append(" GROUP BY ").append(item);
      if (chance(50)) text.append(" HAVING count(*) > 1 OR ").append(item).append(" = 1");
    }
    return text.toString();
  }

  private List<String> named(List<String> columns, int depth) {
    List<String> named = new ArrayList<>();
    for (String column : columns) named.add(column + " AS c" + named.size());
    if (depth > 0 && chance(30)) named.add("(" + scalar(columns, depth) + ") AS q");
    return named;
  }

  private String relation(List<String> columns, int depth) {
    String alias = "r" + aliasCount++;
    if (depth > 0 && chance(15)) {
      columns.add(alias + ".g");
      String inner = select(List.of(), depth - 1, false);
      return "(" + inner + ") " + alias;
    }
    String table = one(NAMES);
    for (String column : TABLES.get(table)) columns.add(alias + "." + column);
    return table + " " + alias;
  }

  private String conjunction(List<String> columns, List<String> outside, int depth, int most) {
    List<String> all = new ArrayList<>();
    for (int i = 1 + random.nextInt(most); i > 0; i--) all.add(condition(columns, outside, depth));
    return String.join(" AND ", all);
  }

  private String condition(List<String> columns, List<String> outside, int depth) {
    if (depth > 0 && chance(25)) return subquery(columns, depth);
    if (chance(12))
      return "("
          + condition(columns, outside, 0)
          + " AND "
          + condition(columns, outside, 0)
          + " OR "
          + condition(columns, outside, 0)
          + ")";
    String left = one(columns);
    if (chance(8)) return left + (chance(50) ? " IS NULL" : " IS NOT NULL");
    if (chance(8)) return left + " IN (1, 2)";
    if (chance(8)) return "NOT (" + condition(columns, outside, 0) + ")";
    List<String> rights = outside.isEmpty() || chance(40) ? columns : outside;
    String right = chance(30) ? "" + random.nextInt(4) : one(rights);
    String operator = one(List.of("=", "=", "=", "<", "<=", "<>", "<=>"));
    return left + " " + operator + " " + right;
  }

  private String scalar(List<String> columns, int depth) {
    String alias = "r" + aliasCount++;
    String function = one(List.of("count(*)", "max(%s.c)", "count(%s.c)", "sum(%s.c) + count(*)"));
    String call = function.replace("%s", alias);
    List<String> own = List.of(alias + ".a", alias + ".c");
    return "SELECT "
        + call
        + " FROM u "
        + alias
        + " WHERE "
        + conjunction(own, columns, depth - 1, 2);
  }

  private String subquery(List<String> columns, int depth) {
    String not = chance(40) ? "NOT " : "";
    return switch (random.nextInt(4)) {
      case 0 -> not + "EXISTS (" + plain(columns, depth) + ")";
      case 1 -> one(columns) + " " + not + "IN (" + plain(columns, depth) + ")";
      case 2 ->
          one(columns)
              + one(List.of(" < ALL (", " >= ANY (", " <> ALL ("))
              + plain(columns, depth)
              + ")";
      default ->
          one(columns) + one(List.of(" = (", " > (", " <= (")) + scalar(columns, depth) + ")";
    };
  }

  /** A query of one column that is correlated more often than not. */
  private String plain(List<String> columns, int depth) {
    String query = select(chance(75) ? columns : List.of(), depth - 1, false);
    return query.contains(" AS n, ") ? "SELECT g FROM (" + query + ") z" + aliasCount++ : query;
  }
}
