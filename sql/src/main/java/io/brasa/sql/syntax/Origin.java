package io.brasa.sql.syntax;

import static java.util.Objects.requireNonNull;

/** Where a node came from, for messages. */
public sealed interface Origin {
  /**
   * A piece of a query's text.
   *
   * @param text all of the query
   * @param from the first character
   * @param to behind the last character
   */
  record Text(String text, int from, int to) implements Origin {
    public Text {
      requireNonNull(text);
    }
  }

  /** A call in the user's program: {@code filter at Report.java:12}. */
  record Call(String site) implements Origin {}

  /** Of nodes that the engine made itself. */
  record None() implements Origin {}

  /** The engine made it. */
  Origin NONE = new None();
}
