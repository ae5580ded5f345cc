package io.brasa.sql;

import io.brasa.columnar.type.DataType;
import io.brasa.sql.error.Nearest;
import io.brasa.sql.error.QueryErrors;
import io.brasa.sql.error.SqlError;
import io.brasa.sql.expression.Expression;
import io.brasa.sql.syntax.Origin;
import io.brasa.sql.syntax.Syntax;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** Variables that statements declare, by name in lower case. Thread-safe. */
final class SessionVariables {
  private final Map<String, Variable> variables = new HashMap<>();

  /**
   * @param initial what it is set to by DEFAULT; empty for NULL
   */
  record Variable(DataType type, Optional<Syntax> initial, Expression value) {}

  synchronized Map<String, Expression> values() {
    if (variables.isEmpty()) return Map.of();
    Map<String, Expression> values = new HashMap<>();
    variables.forEach((name, variable) -> values.put(name, variable.value()));
    return values;
  }

  synchronized void declare(String name, Variable variable, boolean replaces, Origin origin) {
    if (!replaces && variables.containsKey(key(name)))
      throw QueryErrors.at(
          SqlError.VARIABLE_EXISTS,
          origin,
          "There is a variable " + name + " already",
          "Write DECLARE OR REPLACE, or SET VARIABLE to give it a value");
    variables.put(key(name), variable);
  }

  /** Fails with {@code VARIABLE_NOT_FOUND}. */
  synchronized Variable require(String name, Origin origin) {
    Variable found = variables.get(key(name));
    if (found == null)
      throw QueryErrors.at(
          SqlError.VARIABLE_NOT_FOUND,
          origin,
          "There is no variable " + name,
          QueryErrors.perhaps(
              Nearest.of(name, List.copyOf(variables.keySet()), 3), "Declare it first"));
    return found;
  }

  synchronized void set(String name, Expression value, Origin origin) {
    Variable before = require(name, origin);
    variables.put(key(name), new Variable(before.type(), before.initial(), value));
  }

  synchronized boolean drop(String name) {
    return variables.remove(key(name)) != null;
  }

  private static String key(String name) {
    return name.toLowerCase(Locale.ROOT);
  }
}
