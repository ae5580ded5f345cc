package io.brasa.acceptance;

import io.brasa.sql.BrasaSession;
import java.util.List;
import java.util.Map;

/** What plans are made of. */
final class Operators {
  /** The nodes that queries are to have, as plans show them. */
  static final List<String> WANTED =
      List.of(
          "Scan",
          "Filter",
          "Project",
          "Aggregate",
          "PartialAggregate",
          "HashJoin",
          "LoopJoin",
          "MergeJoin",
          "Sort",
          "Top",
          "Window",
          "Union",
          "Expand",
          "Exchange",
          "Limit");

  /** The parts of the language. */
  static final List<String> FEATURES =
      List.of(
          "JOIN",
          "LEFT JOIN",
          "RIGHT JOIN",
          "FULL JOIN",
          "SEMI JOIN",
          "ANTI JOIN",
          "CROSS JOIN",
          "LATERAL",
          "join without equality",
          "derived table",
          "WITH",
          "CTE used",
          "VALUES",
          "EXISTS",
          "NOT EXISTS",
          " IN ",
          " NOT IN ",
          "< ANY",
          ">= ALL",
          "scalar sub-query",
          "scalar sub-query selected",
          "outer reference",
          "GROUP BY",
          "ROLLUP",
          "CUBE",
          "GROUPING SETS",
          "HAVING",
          "FILTER",
          "DISTINCT aggregate",
          "SELECT DISTINCT",
          " UNION ALL ",
          " UNION ",
          " INTERSECT ",
          " EXCEPT ",
          " INTERSECT ALL ",
          " EXCEPT ALL ",
          "ORDER BY",
          "LIMIT",
          "OFFSET",
          "CASE",
          "LIKE",
          "IN list",
          "BETWEEN",
          "interval",
          "IS DISTINCT FROM",
          "row_number",
          "rank",
          "lag",
          "ROWS BETWEEN",
          "RANGE BETWEEN",
          "QUALIFY",
          "decimal product");

  private Operators() {}

  /** Counts the nodes of a query's plan by name. */
  static void count(BrasaSession session, String query, Map<String, Integer> counts) {
    String plan = session.sql("EXPLAIN " + query).first().getString(0);
    for (String line : plan.lines().toList()) {
      String name = name(line);
      if (!name.isEmpty()) counts.merge(name, 1, Integer::sum);
    }
  }

  /** The node that a line of a plan shows. */
  static String name(String line) {
    int from = 0;
    while (from < line.length() && !Character.isLetter(line.charAt(from))) from++;
    int to = from;
    while (to < line.length() && Character.isLetter(line.charAt(to))) to++;
    return line.substring(from, to);
  }
}
