package io.brasa.sql;

import io.brasa.core.Assembly;
import io.brasa.runtime.error.EngineException;
import io.brasa.runtime.storage.Storages.Located;
import io.brasa.sql.analysis.Tables;
import io.brasa.sql.catalog.CatalogStore;
import io.brasa.sql.catalog.Entry;
import io.brasa.sql.catalog.Names;
import io.brasa.sql.catalog.TableDefinition;
import io.brasa.sql.catalog.TableName;
import io.brasa.sql.catalog.TableState;
import io.brasa.sql.catalog.warehouse.WarehouseStore;
import io.brasa.sql.error.Nearest;
import io.brasa.sql.error.QueryErrors;
import io.brasa.sql.error.SqlError;
import io.brasa.sql.parser.SqlParser;
import io.brasa.sql.syntax.Origin;
import io.brasa.sql.syntax.Relation;
import io.brasa.sql.syntax.Statement;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * What names of tables mean in a session: temporary views first, then what the catalog has. The
 * catalog's folder is looked at when the first name is that no view has. Thread-safe.
 */
final class SessionCatalog implements Tables {
  /** The only catalog, by the name that programs know. */
  static final String CATALOG = "spark_catalog";

  private final BrasaSession session;
  private final Views views;
  private final TableSources sources;
  private CatalogStore store;
  private String current = Names.DEFAULT;

  /** A table by its full name, as it is now. */
  record Found(TableName name, Entry.Table table, TableState state) {
    TableDefinition definition() {
      return state.definition();
    }
  }

  SessionCatalog(BrasaSession session, Views views) {
    this.session = session;
    this.views = views;
    this.sources = new TableSources(session, this);
  }

  /** The rows of tables. */
  TableSources sources() {
    return sources;
  }

  synchronized CatalogStore store() {
    if (store == null) {
      Assembly assembly = session.execution().assembly();
      SessionSettings settings = session.conf().settings();
      Located warehouse = assembly.storages().resolve(settings.warehouse());
      store =
          new WarehouseStore(
              warehouse,
              assembly.ownership(),
              assembly.environment(),
              1_000L * settings.retentionSeconds());
    }
    return store;
  }

  // ---- names

  synchronized String current() {
    return current;
  }

  synchronized void use(String database) {
    current = database;
  }

  /** The full name; fails with {@code TABLE_NOT_FOUND} if it names a catalog that there is not. */
  TableName name(List<String> parts, Origin origin) {
    return name(parts, current())
        .orElseThrow(
            () ->
                QueryErrors.at(
                    SqlError.TABLE_NOT_FOUND,
                    origin,
                    "No catalog holds " + String.join(".", parts),
                    "Name a table, or a database and a table; the catalog is called " + CATALOG));
  }

  private static Optional<TableName> name(List<String> parts, String database) {
    return switch (parts.size()) {
      case 1 -> Optional.of(new TableName(database, parts.getFirst()));
      case 2 -> Optional.of(new TableName(parts.getFirst(), parts.getLast()));
      case 3 ->
          parts.getFirst().equalsIgnoreCase(CATALOG)
              ? Optional.of(new TableName(parts.get(1), parts.getLast()))
              : Optional.empty();
      default -> Optional.empty();
    };
  }

  /** The name of a database; fails with {@code DATABASE_NOT_FOUND} on one of another catalog. */
  static String databaseName(List<String> parts, Origin origin) {
    boolean isFull = parts.size() == 2 && parts.getFirst().equalsIgnoreCase(CATALOG);
    if (parts.size() == 1 || isFull) return parts.getLast().toLowerCase(Locale.ROOT);
    throw QueryErrors.at(
        SqlError.DATABASE_NOT_FOUND,
        origin,
        "No catalog holds a database " + String.join(".", parts),
        "Name a database; the catalog is called " + CATALOG);
  }

  /** Fails with {@code DATABASE_NOT_FOUND}. */
  static Names.Database database(Names names, String name, Origin origin) {
    return names
        .database(name)
        .orElseThrow(
            () ->
                QueryErrors.at(
                    SqlError.DATABASE_NOT_FOUND,
                    origin,
                    "There is no database " + name,
                    QueryErrors.perhaps(
                        Nearest.of(name, List.copyOf(names.databases().keySet()), 3),
                        "Create it first")));
  }

  /** Whether a name stands for a temporary view, which hides what the catalog has. */
  boolean isTemporary(List<String> parts) {
    return views.has(String.join(".", parts));
  }

  Optional<Entry> entry(List<String> parts) {
    return name(parts, current()).flatMap(name -> store().names().relation(name));
  }

  /** Fails with {@code TABLE_NOT_FOUND}, also on views. */
  Found table(List<String> parts, Origin origin) {
    TableName name = name(parts, origin);
    if (parts.size() == 1 && isTemporary(parts))
      throw QueryErrors.at(
          SqlError.TABLE_NOT_FOUND,
          origin,
          parts.getFirst() + " is a temporary view, and no table",
          "If the table behind it is meant, name its database too: " + name);
    Names names = store().names();
    Entry entry = names.relation(name).orElseThrow(() -> notFound(names, name, parts, origin));
    if (!(entry instanceof Entry.Table table))
      throw QueryErrors.at(
          SqlError.TABLE_NOT_FOUND, origin, name + " is a view, and no table", "Name a table");
    return new Found(name, table, state(table, name, origin));
  }

  private TableState state(Entry.Table table, TableName name, Origin origin) {
    return store()
        .state(table)
        .orElseThrow(
            () ->
                QueryErrors.at(
                    SqlError.TABLE_NOT_FOUND,
                    origin,
                    "The table " + name + " has been dropped meanwhile",
                    "Create it again"));
  }

  EngineException notFound(Names names, TableName name, List<String> parts, Origin origin) {
    return notFound(names, name, parts, origin, "Create a table of this name first");
  }

  /**
   * @param remedy where no name is like it
   */
  EngineException notFound(
      Names names, TableName name, List<String> parts, Origin origin, String remedy) {
    List<String> known = new ArrayList<>(views.names());
    names.databases().forEach((database, each) -> addNames(known, database, each));
    return QueryErrors.at(
        SqlError.TABLE_NOT_FOUND,
        origin,
        "There is no table " + name,
        QueryErrors.perhaps(Nearest.of(String.join(".", parts), known, 3), remedy));
  }

  private void addNames(List<String> known, String database, Names.Database names) {
    for (String each : names.relations().keySet())
      known.add(database.equals(current()) ? each : database + "." + each);
  }

  // ---- as the analyser asks

  @Override
  public Optional<Relation> find(List<String> name) {
    return temporary(name, views)
        .or(() -> lasting(name, current(), Set.of()))
        .or(() -> views.find(name));
  }

  @Override
  public List<String> fullName(List<String> name) {
    boolean mayBeTemporary = name.size() == 1 || views.has(String.join(".", name));
    return mayBeTemporary && views.find(name).isPresent() ? name : fullName(name, current());
  }

  private List<String> fullName(List<String> parts, String database) {
    Optional<TableName> name = name(parts, database);
    return name.flatMap(each -> store().names().relation(each))
        .map(_ -> List.of(CATALOG, name.get().database(), parts.getLast()))
        .orElse(parts);
  }

  @Override
  public List<String> names() {
    List<String> known = new ArrayList<>(views.names());
    store().names().databases().forEach((database, each) -> addNames(known, database, each));
    return known;
  }

  @Override
  public String currentDatabase() {
    return current();
  }

  @Override
  public Optional<LastingFunction> function(List<String> parts) {
    return function(parts, current());
  }

  private Optional<LastingFunction> function(List<String> parts, String database) {
    Optional<TableName> name = name(parts, database);
    return name.flatMap(each -> store().names().database(each.database()))
        .map(found -> found.functions().get(name.get().name()))
        .map(
            stored ->
                new LastingFunction(
                    StoredFunctions.parsed(stored),
                    new WithinView(this, stored.database(), Set.of())));
  }

  /** Names as a view that lasts sees them: temporary ones are none. */
  private record WithinView(SessionCatalog catalog, String database, Set<TableName> around)
      implements Tables {
    @Override
    public Optional<Relation> find(List<String> name) {
      return catalog.lasting(name, database, around);
    }

    @Override
    public List<String> fullName(List<String> name) {
      return catalog.fullName(name, database);
    }

    @Override
    public List<String> names() {
      return catalog.names();
    }

    @Override
    public String currentDatabase() {
      return database;
    }

    @Override
    public Optional<LastingFunction> function(List<String> parts) {
      return catalog.function(parts, database);
    }
  }

  /** What a view that is made now in a database sees. */
  Tables within(String database, TableName view) {
    return new WithinView(this, database, Set.of(view));
  }

  private static Optional<Relation> temporary(List<String> name, Views views) {
    boolean mayBeTemporary = name.size() == 1 || views.has(String.join(".", name));
    return mayBeTemporary ? views.find(name) : Optional.empty();
  }

  /** Names as a temporary view sees them that is made now: other views as they are now. */
  Named named() {
    return new Named(this, current(), views.copy(), new AtomicBoolean());
  }

  /**
   * What a temporary view sees.
   *
   * @param isLasting set when it has seen what the catalog has, whose rows others may change
   */
  record Named(SessionCatalog catalog, String database, Views views, AtomicBoolean isLasting)
      implements Tables {
    @Override
    public Optional<Relation> find(List<String> name) {
      Optional<Relation> found = temporary(name, views);
      if (found.isEmpty()) {
        found = catalog.lasting(name, database, Set.of());
        if (found.isPresent()) isLasting.set(true);
      }
      if (found.isEmpty()) found = views.find(name);
      if (views.isMadeAnew(name)) isLasting.set(true);
      return found;
    }

    @Override
    public List<String> fullName(List<String> name) {
      return temporary(name, views).isPresent() ? name : catalog.fullName(name, database);
    }

    @Override
    public List<String> names() {
      return catalog.names();
    }

    @Override
    public String currentDatabase() {
      return database;
    }

    @Override
    public Optional<LastingFunction> function(List<String> parts) {
      Optional<LastingFunction> found = catalog.function(parts, database);
      if (found.isPresent()) isLasting.set(true);
      return found;
    }
  }

  private Optional<Relation> lasting(List<String> parts, String database, Set<TableName> around) {
    Optional<TableName> name = name(parts, database);
    Optional<Entry> entry = name.flatMap(each -> store().names().relation(each));
    return entry.map(
        found ->
            switch (found) {
              case Entry.Table table ->
                  sources.relation(
                      new Found(name.get(), table, state(table, name.get(), Origin.NONE)));
              case Entry.View view -> relation(name.get(), view, around);
            });
  }

  private Relation relation(TableName name, Entry.View view, Set<TableName> around) {
    if (around.contains(name))
      throw new EngineException(
          SqlError.TABLE_NOT_FOUND,
          "The view " + name + " is defined by itself",
          "Alter one of the views on the way");
    Set<TableName> more = new HashSet<>(around);
    more.add(name);
    DataFrame frame =
        session.analyzed(
            ((Statement.Query) SqlParser.statement(view.text())).relation(),
            session.analysis(new WithinView(this, view.database(), more)));
    Relation rows = frame.relation(Origin.NONE);
    return view.columns().isEmpty()
        ? rows
        : new Relation.Aliased(rows, name.name(), view.columns(), Origin.NONE);
  }
}
