package io.brasa.sql.catalog.warehouse;

import io.brasa.core.commit.Ownership;
import io.brasa.runtime.environment.Environment;
import io.brasa.runtime.error.EngineException;
import io.brasa.runtime.error.RuntimeError;
import io.brasa.runtime.storage.Storage;
import io.brasa.runtime.storage.Storages.Located;
import io.brasa.runtime.storage.StoredFile;
import io.brasa.sql.catalog.CatalogStore;
import io.brasa.sql.catalog.DataFile;
import io.brasa.sql.catalog.Entry;
import io.brasa.sql.catalog.Names;
import io.brasa.sql.catalog.Retired;
import io.brasa.sql.catalog.TableState;
import io.brasa.sql.error.SqlError;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.UnaryOperator;

/**
 * A catalog in a folder, which is made by the first change. What commits have left behind is taken
 * away by later ones: retired files when nobody can want them any more, and what processes wrote
 * that died before they could commit it.
 */
public final class WarehouseStore implements CatalogStore {
  private static final String LOG = "/_log";

  /** What the log of a dropped table is called, and behind it since when. */
  private static final String DROPPED = "_dropped-";

  private static final int MOST_NAME = 60;

  private final Storage storage;
  private final String root;
  private final Ownership ownership;
  private final Environment environment;
  private final long keepMillis;
  private final VersionLog<Names> names;
  private final Map<String, VersionLog<TableState>> tables = new ConcurrentHashMap<>();

  /**
   * @param keepMillis how long files stay that a commit has replaced, and those of dropped tables
   */
  public WarehouseStore(
      Located warehouse, Ownership ownership, Environment environment, long keepMillis) {
    this.storage = warehouse.storage();
    this.root = warehouse.path();
    this.ownership = ownership;
    this.environment = environment;
    this.keepMillis = keepMillis;
    this.names =
        new VersionLog<>(
            storage,
            root + "/_names",
            ownership,
            environment,
            NamesForm.FORM,
            Optional.of(Names.NONE));
  }

  @Override
  public Names names() {
    return names.value().orElseThrow();
  }

  @Override
  public Names changeNames(String commit, UnaryOperator<Names> change) {
    return names.commit(commit, before -> change.apply(before.orElseThrow()));
  }

  @Override
  public boolean hasChangedNames(String commit) {
    return names.hasMade(commit);
  }

  private String newId() {
    return Long.toUnsignedString(environment.newRandom().nextLong(), 36);
  }

  @Override
  public Entry.Table create(String database, String hint, TableState first) {
    Names.Database named = names().databases().get(database);
    String parent =
        Optional.ofNullable(named)
            .flatMap(each -> each.info().location())
            .orElse(plain(database) + ".db");
    clear(parent);
    String id = newId();
    Entry.Table table =
        new Entry.Table(parent + "/" + plain(hint) + "-" + id + "~" + ownership.self());
    log(table).commit(id, _ -> first);
    return table;
  }

  /** What is left of a text that may be part of the name of a file. */
  private static String plain(String text) {
    StringBuilder plain = new StringBuilder();
    for (int i = 0; i < Math.min(text.length(), MOST_NAME); i++) {
      char c = text.charAt(i);
      boolean isPlain = c >= 'a' && c <= 'z' || c >= '0' && c <= '9' || c == '_';
      plain.append(isPlain ? c : '_');
    }
    return plain.toString();
  }

  private VersionLog<TableState> log(Entry.Table table) {
    return tables.computeIfAbsent(
        table.folder(),
        folder ->
            new VersionLog<>(
                storage,
                absolute(folder) + LOG,
                ownership,
                environment,
                StateForm.FORM,
                Optional.empty()));
  }

  @Override
  public Optional<TableState> state(Entry.Table table) {
    return log(table).value();
  }

  @Override
  public TableState change(Entry.Table table, String commit, UnaryOperator<TableState> change) {
    List<Retired> old = new ArrayList<>();
    TableState after =
        log(table)
            .commit(
                commit,
                before -> {
                  old.clear();
                  TableState state = before.orElseThrow(() -> gone(table));
                  return forgetting(change.apply(state), state, old);
                });
    clean(table, old);
    return after;
  }

  private static EngineException gone(Entry.Table table) {
    return new EngineException(
        SqlError.TABLE_NOT_FOUND,
        "The table in " + table.folder() + " has been dropped meanwhile",
        "Create it again");
  }

  /** Who commits forgets files that have been retired for long enough, and then deletes them. */
  private TableState forgetting(TableState after, TableState before, List<Retired> old) {
    if (after == before || after.retired().isEmpty()) return after;
    long until = environment.currentTimeMillis() - keepMillis;
    List<Retired> kept = new ArrayList<>();
    for (Retired each : after.retired()) (each.sinceMillis() <= until ? old : kept).add(each);
    return old.isEmpty() ? after : after.retiring(kept);
  }

  /** What stays is found again by the next commit of a table, or never missed. */
  private void clean(Entry.Table table, List<Retired> old) {
    try {
      Set<String> suspects = new HashSet<>();
      for (Retired each : old) {
        storage.delete(folder(table) + "/" + each.path());
        suspects.add(save(each.path()));
      }
      for (StoredFile file : storage.list(folder(table)))
        if (isAbandoned(name(file))) suspects.add(name(file));
      if (suspects.isEmpty()) return;
      // Asked for after the owners were found dead: what they committed is in the state by now.
      Optional<TableState> state = state(table);
      if (state.isEmpty()) return;
      for (DataFile file : state.get().files()) suspects.remove(save(file.path()));
      for (Retired each : state.get().retired()) suspects.remove(save(each.path()));
      for (String each : suspects) storage.delete(folder(table) + "/" + each);
    } catch (EngineException e) {
      System.getLogger("io.brasa")
          .log(System.Logger.Level.DEBUG, "Old files of " + table.folder() + " stay", e);
    }
  }

  /** The folder of one save, within the table's. */
  private static String save(String path) {
    return path.substring(0, path.indexOf('/'));
  }

  private static String name(StoredFile file) {
    return file.path().substring(file.path().lastIndexOf('/') + 1);
  }

  private boolean isAbandoned(String name) {
    int tilde = name.lastIndexOf('~');
    return tilde > 0 && ownership.isDead(name.substring(tilde + 1));
  }

  @Override
  public String folder(Entry.Table table) {
    return absolute(table.folder());
  }

  /** Databases may lie elsewhere. */
  private String absolute(String folder) {
    return folder.startsWith("/") || folder.contains(":/") ? folder : root + "/" + folder;
  }

  /**
   * Without its log the table has no state, so that nobody commits to it; of its files nothing is
   * touched before the time has come.
   */
  @Override
  public void drop(Entry.Table table) {
    if (keepMillis <= 0) {
      delete(table);
      return;
    }
    tables.remove(table.folder());
    String since = DROPPED + environment.currentTimeMillis();
    storage.publish(folder(table) + LOG, folder(table) + "/" + since);
    clear(table.folder().substring(0, table.folder().lastIndexOf('/')));
  }

  @Override
  public void delete(Entry.Table table) {
    tables.remove(table.folder());
    storage.delete(folder(table));
  }

  /**
   * Takes away tables of a database that have no name: those that dead processes made, since a
   * process that names one of its tables lives until it has, and those dropped long ago.
   */
  private void clear(String parent) {
    List<StoredFile> folders;
    try {
      folders = storage.list(absolute(parent));
    } catch (EngineException e) {
      if (e.code() == RuntimeError.PATH_NOT_FOUND) return;
      throw e;
    }
    Set<String> abandoned = new HashSet<>();
    for (StoredFile each : folders) if (isAbandoned(name(each))) abandoned.add(name(each));
    // Asked for after the owners were found dead: what they named is among the names by now.
    Set<String> named = new HashSet<>();
    for (Names.Database database : names().databases().values())
      for (Entry entry : database.relations().values())
        if (entry instanceof Entry.Table table) named.add(table.folder());
    for (StoredFile each : folders) {
      boolean isTable = name(each).indexOf('~') > 0;
      if (!isTable || named.contains(parent + "/" + name(each))) continue;
      Optional<Long> dropped = dropped(each.path());
      boolean isOver =
          dropped.isPresent()
              ? dropped.get() <= environment.currentTimeMillis() - keepMillis
              : abandoned.contains(name(each));
      if (isOver) storage.delete(each.path());
    }
  }

  /** Since when a table is dropped; empty if it is not, or if another takes it away just now. */
  private Optional<Long> dropped(String folder) {
    try {
      for (StoredFile file : storage.list(folder))
        if (name(file).startsWith(DROPPED))
          return Optional.of(Long.parseLong(name(file).substring(DROPPED.length())));
    } catch (EngineException e) {
      if (e.code() != RuntimeError.PATH_NOT_FOUND) throw e;
    }
    return Optional.empty();
  }
}
