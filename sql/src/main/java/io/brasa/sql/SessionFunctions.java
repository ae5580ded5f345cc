package io.brasa.sql;

import io.brasa.columnar.type.AtomicType;
import io.brasa.sql.error.QueryErrors;
import io.brasa.sql.error.SqlError;
import io.brasa.sql.syntax.Origin;
import io.brasa.sql.syntax.SqlFunction;
import io.brasa.sql.syntax.Syntax;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/**
 * Functions of a session whose body is SQL, by name in lower case: those that statements create,
 * and what the session says of itself. Thread-safe.
 */
final class SessionFunctions {
  /** What is there in each session, and hidden by what is created. */
  private final Map<String, SqlFunction> given;

  private Map<String, SqlFunction> functions = Map.of();

  SessionFunctions(String version, String user) {
    Map<String, SqlFunction> facts = new TreeMap<>();
    for (String name : List.of("current_user", "session_user", "user"))
      facts.put(name, of(name, user));
    facts.put("version", of("version", version));
    given = Map.copyOf(facts);
  }

  private static SqlFunction of(String name, String value) {
    Syntax body = new Syntax.Constant(value, AtomicType.STRING, Origin.NONE);
    return new SqlFunction(
        name,
        List.of(),
        Optional.of(AtomicType.STRING),
        Optional.empty(),
        Optional.of(body),
        Optional.empty(),
        Optional.empty(),
        "'" + value + "'");
  }

  /** Those that statements have created. */
  synchronized Map<String, SqlFunction> functions() {
    return functions;
  }

  /** The names of those that are there in each session. */
  Set<String> given() {
    return given.keySet();
  }

  /** All of them. */
  synchronized Map<String, SqlFunction> all() {
    if (functions.isEmpty()) return given;
    Map<String, SqlFunction> all = new TreeMap<>(given);
    all.putAll(functions);
    return all;
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
