package io.brasa.cli.prompt;

import java.util.List;

/** The words of the dialect that completion offers. */
final class Vocabulary {
  static final List<String> KEYWORDS =
      List.of(
          "ALL", "ANALYZE", "AND", "ANTI", "AS", "ASC", "BETWEEN", "BY", "CACHE TABLE", "CASE",
          "CAST", "CREATE TEMPORARY VIEW", "CROSS JOIN", "CUBE", "CURRENT ROW", "DATE", "DESC",
          "DESCRIBE", "DISTINCT", "DROP VIEW", "ELSE", "END", "EXCEPT", "EXISTS", "EXPLAIN",
          "FALSE", "FILTER", "FOLLOWING", "FROM", "FULL", "GROUP BY", "GROUPING SETS", "HAVING",
          "ILIKE", "IN", "INNER", "INTERSECT", "INTERVAL", "IS", "JOIN", "LATERAL", "LEFT",
          "LIKE", "LIMIT", "NATURAL", "NOT", "NULL", "NULLS FIRST", "NULLS LAST", "OFFSET", "ON",
          "OR", "ORDER BY", "OUTER", "OVER", "PARTITION BY", "PRECEDING", "RIGHT", "RLIKE",
          "ROLLUP", "ROWS", "SELECT", "SEMI", "SET", "SHOW COLUMNS", "SHOW FUNCTIONS",
          "SHOW TABLES", "TABLESAMPLE", "THEN", "TIMESTAMP", "TRUE", "UNBOUNDED",
          "UNCACHE TABLE", "UNION", "USING", "VALUES", "WHEN", "WHERE", "WINDOW", "WITH");

  private Vocabulary() {}
}
