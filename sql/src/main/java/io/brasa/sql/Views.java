package io.brasa.sql;

import io.brasa.runtime.error.EngineException;
import io.brasa.sql.analysis.Tables;
import io.brasa.sql.error.Nearest;
import io.brasa.sql.error.QueryErrors;
import io.brasa.sql.error.SqlError;
import io.brasa.sql.syntax.Origin;
import io.brasa.sql.syntax.Relation;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** The temporary views of a session. Case of names does not count. Thread-safe. */
final class Views implements Tables {
  private static final String GLOBAL = "global_temp.";

  private final Map<String, DataFrame> views = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);

  static String global(String name) {
    return GLOBAL + name;
  }

  /** Fails with {@code TABLE_EXISTS} if there is one already that may not be replaced. */
  synchronized void put(String name, DataFrame frame, boolean replaces, Origin origin) {
    if (!replaces && views.containsKey(name))
      throw QueryErrors.at(
          SqlError.TABLE_EXISTS,
          origin,
          "There is a view " + name + " already",
          "Replace it, or choose another name");
    views.put(name, frame);
  }

  synchronized boolean remove(String name) {
    return views.remove(name) != null;
  }

  synchronized Optional<DataFrame> frame(String name) {
    return Optional.ofNullable(views.get(name));
  }

  /** As {@link #frame}. Fails with {@code TABLE_NOT_FOUND}. */
  DataFrame require(String name, Origin origin) {
    return frame(name).orElseThrow(() -> notFound(name, origin));
  }

  EngineException notFound(String name, Origin origin) {
    return notFound(name, origin, "Create a view of this name first");
  }

  /**
   * @param remedy where no name is like it
   */
  EngineException notFound(String name, Origin origin, String remedy) {
    return QueryErrors.at(
        SqlError.TABLE_NOT_FOUND,
        origin,
        "There is no view " + name,
        QueryErrors.perhaps(Nearest.of(name, names(), 3), remedy));
  }

  @Override
  public synchronized List<String> names() {
    return new ArrayList<>(views.keySet());
  }

  @Override
  public Optional<Relation> find(List<String> name) {
    String whole = String.join(".", name);
    String plain =
        name.size() == 2 && name.getFirst().toLowerCase(Locale.ROOT).equals("default")
            ? name.getLast()
            : whole;
    return frame(plain).map(frame -> frame.relation(Origin.NONE));
  }
}
