package io.brasa.sql;

import io.brasa.sql.error.QueryErrors;
import io.brasa.sql.error.SqlError;
import io.brasa.sql.syntax.Origin;
import io.brasa.sql.syntax.SqlFunction;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** Functions of a session whose body is SQL, by name in lower case. Thread-safe. */
final class SessionFunctions {
  private Map<String, SqlFunction> functions = Map.of();

  synchronized Map<String, SqlFunction> functions() {
    return functions;
  }

  synchronized Optional<SqlFunction> find(String name) {
    return Optional.ofNullable(functions.get(key(name)));
  }

  /** Fails with {@code FUNCTION_EXISTS} if there is one already that may not be replaced. */
  synchronized void put(SqlFunction function, boolean replaces, Origin origin) {
    if (!replaces && functions.containsKey(key(function.name())))
      throw QueryErrors.at(
          SqlError.FUNCTION_EXISTS,
          origin,
          "There is a function " + function.name() + " already",
          "Write CREATE OR REPLACE, or choose another name");
    Map<String, SqlFunction> more = new TreeMap<>(functions);
    more.put(key(function.name()), function);
    functions = Map.copyOf(more);
  }

  /** Returns whether there was one of this name. */
  synchronized boolean remove(String name) {
    Map<String, SqlFunction> fewer = new TreeMap<>(functions);
    boolean isThere = fewer.remove(key(name)) != null;
    functions = Map.copyOf(fewer);
    return isThere;
  }

  private static String key(String name) {
    return name.toLowerCase(Locale.ROOT);
  }
}
