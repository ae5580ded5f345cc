package io.brasa.sql.parser;

import io.brasa.sql.error.Nearest;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Words that may have been meant. */
final class Keywords {
  private static final List<String> CLAUSES =
      List.of(
          "SELECT",
          "FROM",
          "WHERE",
          "GROUP",
          "HAVING",
          "ORDER",
          "LIMIT",
          "OFFSET",
          "UNION",
          "INTERSECT",
          "EXCEPT",
          "JOIN",
          "INNER",
          "LEFT",
          "RIGHT",
          "FULL",
          "OUTER",
          "CROSS",
          "ON",
          "USING",
          "BETWEEN",
          "LIKE",
          "DISTINCT",
          "WITH",
          "VALUES",
          "CASE",
          "WHEN",
          "THEN",
          "ELSE",
          "END",
          "BY",
          "AS",
          "AND",
          "OR",
          "NOT",
          "NULL",
          "EXISTS",
          "EXPLAIN",
          "CREATE",
          "DESCRIBE",
          "SHOW");

  private Keywords() {}

  /** The keyword that a text resembles, those expected first. */
  static Optional<String> near(Token token, String expected) {
    String text = token.text();
    if (token.kind() != Token.Kind.WORD || text.length() < 3) return Optional.empty();
    List<String> candidates = new ArrayList<>();
    for (String word : expected.split("[ ,]+")) {
      if (!word.isEmpty() && word.equals(word.toUpperCase(java.util.Locale.ROOT)))
        candidates.add(word);
    }
    candidates.addAll(CLAUSES);
    if (candidates.contains(text.toUpperCase(java.util.Locale.ROOT))) return Optional.empty();
    return Nearest.of(text, candidates, 1).stream().findFirst();
  }
}
