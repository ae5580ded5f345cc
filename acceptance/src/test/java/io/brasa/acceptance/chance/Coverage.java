package io.brasa.acceptance.chance;

import io.brasa.sql.BrasaSession;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** What many queries together must have had. */
public final class Coverage {
  /** The nodes that queries are to have, as plans show them. */
  public static final List<String> OPERATORS =
      List.of(
          "Scan",
          "LocalTable",
          "Range",
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

  /** Joins of all kinds. */
  private static final List<String> JOINS =
      List.of(
          "JOIN",
          "INNER JOIN",
          "LEFT JOIN",
          "LEFT OUTER JOIN",
          "RIGHT JOIN",
          "FULL JOIN",
          "SEMI JOIN",
          "ANTI JOIN",
          "CROSS JOIN",
          "NATURAL JOIN",
          "NATURAL LEFT JOIN",
          "NATURAL RIGHT JOIN",
          "NATURAL FULL JOIN",
          "NATURAL SEMI JOIN",
          "NATURAL ANTI JOIN",
          "JOIN USING",
          "LEFT JOIN USING",
          "RIGHT JOIN USING",
          "FULL JOIN USING",
          "SEMI JOIN USING",
          "ANTI JOIN USING",
          "LATERAL",
          "LATERAL with a condition",
          "LATERAL by comma",
          "sub-query in ON",
          "join by comma",
          "join in brackets",
          "join without equality",
          "join by null-safe equality",
          "join by expressions",
          "join with more");

  /** The other parts of the language. */
  private static final List<String> PARTS =
      List.of(
          "derived table",
          "derived table in a correlated query",
          "WITH",
          "WITH RECURSIVE",
          "WITH in a query",
          "CTE used",
          "VALUES",
          "range",
          "* EXCEPT",
          "* REPLACE",
          "PIVOT",
          "UNPIVOT",
          "INCLUDE NULLS",
          "sub-query in sub-query",
          "outer reference",
          "EXISTS",
          "NOT EXISTS",
          "IN",
          "NOT IN",
          "IN of rows",
          "< ANY",
          "<= ANY",
          "= ANY",
          "<> ANY",
          "> ALL",
          ">= ALL",
          "= ALL",
          "<> ALL",
          "scalar sub-query",
          "scalar sub-query selected",
          "scalar sub-query with LIMIT",
          "sub-query in HAVING",
          "GROUP BY",
          "GROUP BY ALL",
          "GROUP BY places",
          "ROLLUP",
          "CUBE",
          "GROUPING SETS",
          "ROLLUP and CUBE as sets",
          "ROLLUP beside keys",
          "grouping",
          "HAVING",
          "FILTER",
          "DISTINCT aggregate",
          "SELECT DISTINCT",
          "name of an earlier item",
          "UNION ALL",
          "UNION",
          "UNION BY NAME",
          "UNION ALL BY NAME",
          "INTERSECT",
          "EXCEPT",
          "INTERSECT ALL",
          "EXCEPT ALL",
          "sets of sets",
          "ORDER BY",
          "ORDER BY ALL",
          "LIMIT",
          "OFFSET",
          "count of a LIMIT",
          "guarded division",
          "CASE",
          "CASE of values",
          "if",
          "coalesce",
          "nullif",
          "greatest",
          "least",
          "LIKE",
          "ILIKE",
          "LIKE ESCAPE",
          "regexp_like",
          "regexp_replace",
          "IN list",
          "long IN list",
          "BETWEEN",
          "IS NULL",
          "IS UNKNOWN",
          "IS DISTINCT FROM",
          "row_number",
          "rank",
          "dense_rank",
          "ntile",
          "percent_rank",
          "lag",
          "lead",
          "first_value",
          "last_value",
          "nth_value",
          "IGNORE NULLS",
          "aggregate over a window",
          "FILTER over a window",
          "window over groups",
          "ROWS BETWEEN",
          "ROWS from",
          "RANGE of INT",
          "RANGE of DECIMAL",
          "RANGE of DOUBLE",
          "RANGE of DATE",
          "RANGE of TIME",
          "GROUPS BETWEEN",
          "named window",
          "window upon a named one",
          "QUALIFY",
          "count",
          "sum",
          "avg",
          "min",
          "max",
          "median",
          "percentile_cont",
          "stddev_samp",
          "listagg",
          "decimal product",
          "decimal remainder",
          "cast to decimal",
          "cast to text",
          "cast to date",
          "cast to time",
          "TRY_CAST",
          "div",
          "interval",
          "difference of times",
          "time and span",
          "sum of spans",
          "product of spans",
          "date_trunc",
          "datediff",
          "timestampdiff",
          "date_format",
          "extract",
          "substring",
          "replace",
          "split_part",
          "lpad",
          "||");

  /** The parts of the language. */
  public static final List<String> FEATURES =
      Stream.concat(JOINS.stream(), PARTS.stream()).toList();

  private Coverage() {}

  /** Counts the nodes of a query's plan by name. */
  public static void count(BrasaSession session, String query, Map<String, Integer> counts) {
    String plan = session.sql("EXPLAIN " + query).first().getString(0);
    for (String line : plan.lines().toList()) {
      String name = name(line);
      if (!name.isEmpty()) counts.merge(name, 1, Integer::sum);
    }
  }

  /** The node that a line of a plan shows. */
  public static String name(String line) {
    int from = 0;
    while (from < line.length() && !Character.isLetter(line.charAt(from))) from++;
    int to = from;
    while (to < line.length() && Character.isLetter(line.charAt(to))) to++;
    return line.substring(from, to);
  }
}
