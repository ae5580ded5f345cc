package io.brasa.sql;

import io.brasa.runtime.error.EngineException;
import io.brasa.sql.analysis.Tables;
import io.brasa.sql.error.SqlError;
import io.brasa.sql.syntax.Relation;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentSkipListMap;

/** The temporary views of a session, by name; case does not count. Thread-safe. */
final class Views implements Tables {
  private final Map<String, Relation> byName = new ConcurrentSkipListMap<>();

  @Override
  public Optional<Relation> find(List<String> name) {
    return name.size() == 1
        ? Optional.ofNullable(byName.get(name.getFirst().toLowerCase(Locale.ROOT)))
        : Optional.empty();
  }

  @Override
  public List<String> names() {
    return List.copyOf(byName.keySet());
  }

  /** Fails with {@code TABLE_EXISTS} unless it may replace one. */
  void put(String name, Relation relation, boolean replaces) {
    String lower = name.toLowerCase(Locale.ROOT);
    if (replaces) {
      byName.put(lower, relation);
    } else if (byName.putIfAbsent(lower, relation) != null) {
      throw new EngineException(
          SqlError.TABLE_EXISTS,
          "There is a view '" + name + "' already",
          "Drop it before, or use CREATE OR REPLACE");
    }
  }

  /** Whether there was one. */
  boolean drop(String name) {
    return byName.remove(name.toLowerCase(Locale.ROOT)) != null;
  }
}
