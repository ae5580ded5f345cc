package io.brasa.sql;

import io.brasa.sql.error.Nearest;
import io.brasa.sql.error.QueryErrors;
import io.brasa.sql.error.SqlError;
import io.brasa.sql.expression.Expression;
import io.brasa.sql.syntax.Origin;
import io.brasa.sql.syntax.Statement;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** Variables that statements declare, by name in lower case. Thread-safe. */
final class SessionVariables implements Variables {
  /** What may stand before the name of a variable. */
  private static final List<String> BEFORE = List.of("", "session.", "system.session.");

  private final Map<String, Variable> variables = new HashMap<>();

  @Override
  public synchronized Map<String, Expression> values() {
    if (variables.isEmpty()) return Map.of();
    Map<String, Expression> values = new HashMap<>();
    variables.forEach(
        (name, variable) -> {
          for (String before : BEFORE) values.put(before + name, variable.value());
        });
    return values;
  }

  @Override
  public synchronized void declare(
      String name, Variable variable, boolean replaces, Origin origin) {
    if (!replaces && variables.containsKey(key(name)))
      throw QueryErrors.at(
          SqlError.VARIABLE_EXISTS,
          origin,
          "There is a variable " + name + " already",
          "Write DECLARE OR REPLACE, or SET VARIABLE to give it a value");
    variables.put(key(name), variable);
  }

  @Override
  public synchronized Variable require(String name, Origin origin) {
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

  @Override
  public synchronized void set(String name, Expression value, Origin origin) {
    Variable before = require(name, origin);
    variables.put(key(name), new Variable(before.type(), before.initial(), value));
  }

  synchronized boolean drop(String name) {
    return variables.remove(key(name)) != null;
  }

  private static String key(String name) {
    String key = name.toLowerCase(Locale.ROOT);
    return key.startsWith(Statement.OF_SESSION)
        ? key.substring(Statement.OF_SESSION.length())
        : key;
  }
}
