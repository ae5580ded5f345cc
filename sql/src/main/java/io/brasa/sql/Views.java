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
import java.util.function.Supplier;

/** The temporary views of a session. Case of names does not count. Thread-safe. */
final class Views implements Tables {
  private static final String GLOBAL = "global_temp.";

  private final Map<String, Supplier<DataFrame>> views =
      new TreeMap<>(String.CASE_INSENSITIVE_ORDER);

  /** A view that stays what it is. */
  private record Fixed(DataFrame get) implements Supplier<DataFrame> {}

  static String global(String name) {
    return GLOBAL + name;
  }

  /** Fails with {@code TABLE_EXISTS} if there is one already that may not be replaced. */
  void put(String name, DataFrame frame, boolean replaces, Origin origin) {
    put(name, new Fixed(frame), replaces, origin);
  }

  /** As above, of a view that is made of its query each time that it is named. */
  synchronized void put(String name, Supplier<DataFrame> frame, boolean replaces, Origin origin) {
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

  synchronized boolean has(String name) {
    return views.containsKey(name);
  }

  /** Whether a view is made anew each time that it is named. */
  synchronized boolean isMadeAnew(List<String> name) {
    Supplier<DataFrame> found = views.get(key(name));
    return found != null && !(found instanceof Fixed);
  }

  /** What a view is now. */
  Optional<DataFrame> frame(String name) {
    Supplier<DataFrame> found;
    synchronized (this) {
      found = views.get(name);
    }
    return Optional.ofNullable(found).map(Supplier::get);
  }

  /** The views that there are now, whatever becomes of them. */
  synchronized Views copy() {
    Views copy = new Views();
    copy.views.putAll(views);
    return copy;
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
    return frame(key(name)).map(frame -> frame.relation(Origin.NONE));
  }

  private static String key(List<String> name) {
    boolean isOfDefault =
        name.size() == 2 && name.getFirst().toLowerCase(Locale.ROOT).equals("default");
    return isOfDefault ? name.getLast() : String.join(".", name);
  }
}
