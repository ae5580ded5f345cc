package io.brasa.sql.analysis;

import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * What a query sees around it.
 *
 * @param outer the columns of queries outside, innermost first
 * @param tables common table expressions by name in lower case
 */
record Surroundings(Optional<Outer> outer, Map<String, CommonTable> tables) {
  static final Surroundings NONE = new Surroundings(Optional.empty(), Map.of());

  /** The columns of a query outside, and of those outside of that. */
  record Outer(Scope scope, Optional<Outer> next) {}

  /** For a query within an expression over these columns. */
  Surroundings inside(Scope scope) {
    return new Surroundings(Optional.of(new Outer(scope, outer)), tables);
  }

  /** With one common table expression more, which hides others of its name. */
  Surroundings with(String name, CommonTable table) {
    Map<String, CommonTable> more = new HashMap<>(tables);
    more.put(name.toLowerCase(Locale.ROOT), table);
    return new Surroundings(outer, more);
  }

  Optional<CommonTable> table(String name) {
    return Optional.ofNullable(tables.get(name.toLowerCase(Locale.ROOT)));
  }
}
