package io.brasa.sql.catalog;

import java.util.Collections;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * All names of a catalog. The database {@code default} is always there.
 *
 * @param databases by name in lower case
 */
public record Names(SortedMap<String, Database> databases) {
  /** The database that is always there. */
  public static final String DEFAULT = "default";

  /** Of a new catalog. */
  public static final Names NONE = new Names(new TreeMap<>());

  public Names {
    TreeMap<String, Database> all = new TreeMap<>(databases);
    all.putIfAbsent(DEFAULT, new Database(DatabaseInfo.PLAIN, Map.of(), Map.of()));
    databases = Collections.unmodifiableSortedMap(all);
  }

  /**
   * One database.
   *
   * @param relations tables and views by name
   * @param functions by name
   */
  public record Database(
      DatabaseInfo info, Map<String, Entry> relations, Map<String, StoredFunction> functions) {
    public Database {
      relations = Collections.unmodifiableSortedMap(new TreeMap<>(relations));
      functions = Collections.unmodifiableSortedMap(new TreeMap<>(functions));
    }

    public Database with(String name, Entry entry) {
      Map<String, Entry> more = new TreeMap<>(relations);
      more.put(name, entry);
      return new Database(info, more, functions);
    }

    public Database without(String name) {
      Map<String, Entry> fewer = new TreeMap<>(relations);
      fewer.remove(name);
      return new Database(info, fewer, functions);
    }

    public Database with(String name, StoredFunction function) {
      Map<String, StoredFunction> more = new TreeMap<>(functions);
      more.put(name, function);
      return new Database(info, relations, more);
    }

    public Database withoutFunction(String name) {
      Map<String, StoredFunction> fewer = new TreeMap<>(functions);
      fewer.remove(name);
      return new Database(info, relations, fewer);
    }

    public Database with(DatabaseInfo changed) {
      return new Database(changed, relations, functions);
    }
  }

  public Optional<Database> database(String name) {
    return Optional.ofNullable(databases.get(name));
  }

  /** What a name in a database stands for. */
  public Optional<Entry> relation(TableName name) {
    return database(name.database()).map(database -> database.relations().get(name.name()));
  }

  public Names with(String name, Database database) {
    TreeMap<String, Database> more = new TreeMap<>(databases);
    more.put(name, database);
    return new Names(more);
  }

  public Names without(String name) {
    TreeMap<String, Database> fewer = new TreeMap<>(databases);
    fewer.remove(name);
    return new Names(fewer);
  }
}
