package io.brasa.sql;

import io.brasa.columnar.type.ArrayType;
import io.brasa.columnar.type.AtomicType;
import io.brasa.columnar.type.StructType;
import io.brasa.core.block.StorageLevel;
import io.brasa.sql.catalog.Database;
import io.brasa.sql.catalog.DatabaseInfo;
import io.brasa.sql.catalog.Entry;
import io.brasa.sql.catalog.Function;
import io.brasa.sql.catalog.Names;
import io.brasa.sql.catalog.Table;
import io.brasa.sql.catalog.TableColumn;
import io.brasa.sql.catalog.TableDefinition;
import io.brasa.sql.error.QueryErrors;
import io.brasa.sql.error.SqlError;
import io.brasa.sql.function.builtin.BuiltInFunctions;
import io.brasa.sql.syntax.CatalogStatement.TableClauses;
import io.brasa.sql.syntax.Origin;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * What databases, tables, views and functions there are: those of the session, and those that last
 * in the warehouse folder. Names are written as in SQL: {@code t}, {@code db.t}, {@code
 * spark_catalog.db.t}. Thread-safe.
 */
public final class Catalog {
  private static final StructType TABLES =
      new StructType()
          .add("name", AtomicType.STRING)
          .add("catalog", AtomicType.STRING)
          .add("namespace", new ArrayType(AtomicType.STRING, false))
          .add("description", AtomicType.STRING)
          .add("tableType", AtomicType.STRING)
          .add("isTemporary", AtomicType.BOOLEAN);

  private final BrasaSession session;

  Catalog(BrasaSession session) {
    this.session = session;
  }

  private static Origin here(String operation) {
    return Columns.here(operation);
  }

  private static List<String> parts(String name, String operation) {
    return Columns.parts(name, here(operation));
  }

  private Names names() {
    return session.tables().store().names();
  }

  private Names.Database database(String name, String operation) {
    String key = SessionCatalog.databaseName(parts(name, operation), here(operation));
    return SessionCatalog.database(names(), key, here(operation));
  }

  // ---- where names are looked for

  /** The only catalog. */
  public String currentCatalog() {
    return SessionCatalog.CATALOG;
  }

  /** Fails with {@code DATABASE_NOT_FOUND} on any but {@link #currentCatalog()}. */
  public void setCurrentCatalog(String name) {
    CatalogStatements.requireCatalog(name, here("setCurrentCatalog"));
  }

  public DataFrame listCatalogs() {
    return listCatalogs("*");
  }

  /** Those whose names a pattern takes: stars for any text, bars between alternatives. */
  public DataFrame listCatalogs(String pattern) {
    List<Row> rows =
        NamePattern.matching(List.of(SessionCatalog.CATALOG), Optional.of(pattern)).stream()
            .map(name -> Row.of(name, null))
            .toList();
    return session.createDataFrame(
        rows,
        new StructType().add("name", AtomicType.STRING).add("description", AtomicType.STRING));
  }

  public String currentDatabase() {
    return session.tables().current();
  }

  /** Fails with {@code DATABASE_NOT_FOUND}. */
  public void setCurrentDatabase(String name) {
    String key =
        SessionCatalog.databaseName(parts(name, "setCurrentDatabase"), here("setCurrentDatabase"));
    database(name, "setCurrentDatabase");
    session.tables().use(key);
  }

  // ---- databases

  public DataFrame listDatabases() {
    return listDatabases("*");
  }

  /** As {@link #listCatalogs(String)}. */
  public DataFrame listDatabases(String pattern) {
    List<Row> rows = new ArrayList<>();
    for (String name :
        NamePattern.matching(List.copyOf(names().databases().keySet()), Optional.of(pattern))) {
      Database each = database(name);
      rows.add(Row.of(each.name(), each.catalog(), each.description(), each.locationUri()));
    }
    return session.createDataFrame(
        rows,
        new StructType()
            .add("name", AtomicType.STRING)
            .add("catalog", AtomicType.STRING)
            .add("description", AtomicType.STRING)
            .add("locationUri", AtomicType.STRING));
  }

  private Database database(String name) {
    DatabaseInfo info = names().databases().get(name).info();
    String location =
        new CatalogListings(session, session.analysis(List.of(), Map.of())).location(name, info);
    return new Database(name, SessionCatalog.CATALOG, info.comment().orElse(""), location);
  }

  /** Fails with {@code DATABASE_NOT_FOUND}. */
  public Database getDatabase(String name) {
    database(name, "getDatabase");
    return database(SessionCatalog.databaseName(parts(name, "getDatabase"), here("getDatabase")));
  }

  public boolean databaseExists(String name) {
    List<String> parts = parts(name, "databaseExists");
    boolean isOurs =
        parts.size() == 1
            || parts.size() == 2 && parts.getFirst().equalsIgnoreCase(SessionCatalog.CATALOG);
    return isOurs && names().database(parts.getLast().toLowerCase(Locale.ROOT)).isPresent();
  }

  /** Fails with {@code DATABASE_EXISTS}. */
  public void createDatabase(String name) {
    createDatabase(name, false);
  }

  public void createDatabase(String name, boolean ifNotExists) {
    createDatabase(name, ifNotExists, Map.of());
  }

  public void createDatabase(String name, boolean ifNotExists, Map<String, String> properties) {
    statements()
        .run(
            new io.brasa.sql.syntax.CatalogStatement.CreateDatabase(
                parts(name, "createDatabase"),
                ifNotExists,
                Optional.ofNullable(properties.get("comment")),
                Optional.ofNullable(properties.get("location")),
                properties,
                here("createDatabase")));
  }

  /** Drops a database, with {@code cascade} what it holds too. */
  public void dropDatabase(String name, boolean ifExists, boolean cascade) {
    statements()
        .run(
            new io.brasa.sql.syntax.CatalogStatement.DropDatabase(
                parts(name, "dropDatabase"), ifExists, cascade, here("dropDatabase")));
  }

  private CatalogStatements statements() {
    return session.catalogStatements(session.analysis(List.of(), Map.of()));
  }

  // ---- tables and views

  /** The tables and views of the current database, and temporary views. */
  public DataFrame listTables() {
    return listTables(currentDatabase());
  }

  public DataFrame listTables(String database) {
    return listTables(database, "*");
  }

  /** As {@link #listCatalogs(String)}. */
  public DataFrame listTables(String database, String pattern) {
    return tables(database, pattern, false, "listTables");
  }

  /** The views of the current database, and temporary ones. */
  public DataFrame listViews() {
    return listViews(currentDatabase());
  }

  public DataFrame listViews(String database) {
    return listViews(database, "*");
  }

  public DataFrame listViews(String database, String pattern) {
    return tables(database, pattern, true, "listViews");
  }

  private DataFrame tables(String database, String pattern, boolean isViews, String operation) {
    String key = SessionCatalog.databaseName(parts(database, operation), here(operation));
    Map<String, Entry> relations = database(database, operation).relations();
    List<Row> rows = new ArrayList<>();
    for (String name :
        NamePattern.matching(List.copyOf(relations.keySet()), Optional.of(pattern))) {
      if (isViews && relations.get(name) instanceof Entry.Table) continue;
      rows.add(row(table(key, name, operation)));
    }
    for (String name : NamePattern.matching(session.views().names(), Optional.of(pattern)))
      rows.add(row(temporary(name)));
    return session.createDataFrame(rows, TABLES);
  }

  private static Row row(Table table) {
    return Row.of(
        table.name(),
        table.catalog().isEmpty() ? null : table.catalog(),
        table.namespace(),
        table.description().isEmpty() ? null : table.description(),
        table.tableType(),
        table.isTemporary());
  }

  private static Table temporary(String name) {
    return new Table(name, "", List.of(), "", "TEMPORARY", true);
  }

  private Table table(String database, String name, String operation) {
    List<String> parts = List.of(database, name);
    if (session.tables().entry(parts).orElse(null) instanceof Entry.View view)
      return new Table(
          name,
          SessionCatalog.CATALOG,
          List.of(database),
          view.comment().orElse(""),
          "VIEW",
          false);
    TableDefinition definition = session.tables().table(parts, here(operation)).definition();
    return new Table(
        name,
        SessionCatalog.CATALOG,
        List.of(database),
        definition.comment().orElse(""),
        definition.isExternal() ? "EXTERNAL" : "MANAGED",
        false);
  }

  /** A table or view. Fails with {@code TABLE_NOT_FOUND}. */
  public Table getTable(String name) {
    if (session.views().has(name)) return temporary(name);
    var full = session.tables().name(parts(name, "getTable"), here("getTable"));
    return table(full.database(), full.name(), "getTable");
  }

  public Table getTable(String database, String name) {
    return table(database.toLowerCase(Locale.ROOT), name.toLowerCase(Locale.ROOT), "getTable");
  }

  public boolean tableExists(String name) {
    return session.views().has(name)
        || session.tables().entry(parts(name, "tableExists")).isPresent();
  }

  public boolean tableExists(String database, String name) {
    return session.tables().entry(List.of(database, name)).isPresent();
  }

  /** The columns of a table or view. Fails with {@code TABLE_NOT_FOUND}. */
  public DataFrame listColumns(String table) {
    List<String> parts = parts(table, "listColumns");
    StructType schema = session.table(table).schema();
    boolean isTable =
        !session.tables().isTemporary(parts)
            && session.tables().entry(parts).orElse(null) instanceof Entry.Table;
    Optional<TableDefinition> known =
        isTable
            ? Optional.of(session.tables().table(parts, here("listColumns")).definition())
            : Optional.empty();
    List<Row> rows = new ArrayList<>();
    for (var field : schema.fields()) {
      Optional<TableColumn> column = known.flatMap(each -> each.column(field.name()));
      boolean isBucket =
          known
              .flatMap(TableDefinition::buckets)
              .filter(buckets -> buckets.columns().contains(field.name()))
              .isPresent();
      rows.add(
          Row.of(
              field.name(),
              column.flatMap(TableColumn::comment).orElse(null),
              field.dataType().simpleString(),
              field.nullable(),
              column.isPresent() && known.get().isPartitioning(column.get()),
              isBucket,
              false));
    }
    return session.createDataFrame(
        rows,
        new StructType()
            .add("name", AtomicType.STRING)
            .add("description", AtomicType.STRING)
            .add("dataType", AtomicType.STRING)
            .add("nullable", AtomicType.BOOLEAN)
            .add("isPartition", AtomicType.BOOLEAN)
            .add("isBucket", AtomicType.BOOLEAN)
            .add("isCluster", AtomicType.BOOLEAN));
  }

  public DataFrame listColumns(String database, String table) {
    return listColumns("`" + database.replace("`", "``") + "`.`" + table.replace("`", "``") + "`");
  }

  /** The partitions of a table: {@code day=1/shop=2}. */
  public DataFrame listPartitions(String table) {
    return session.sql("SHOW PARTITIONS " + quoted(table));
  }

  private static String quoted(String name) {
    List<String> quoted = new ArrayList<>();
    for (String part : parts(name, "catalog")) quoted.add("`" + part.replace("`", "``") + "`");
    return String.join(".", quoted);
  }

  /** Its properties by name. */
  public Map<String, String> getTableProperties(String table) {
    return session
        .tables()
        .table(parts(table, "getTableProperties"), here("getTableProperties"))
        .definition()
        .properties();
  }

  /** The statement that makes a table or view like it. */
  public String getCreateTableString(String table) {
    return new TableDescriptions(session)
        .statement(parts(table, "getCreateTableString"), here("getCreateTableString"));
  }

  // ---- making and dropping

  /** A table of the files at a path, of the default format. */
  public DataFrame createTable(String name, String path) {
    return createTable(name, path, Formats.DEFAULT);
  }

  /** A table of the files at a path. */
  public DataFrame createTable(String name, String path, String source) {
    return createTable(name, source, Map.of("path", path));
  }

  /** A table of files; the option {@code path} names them. */
  public DataFrame createTable(String name, String source, Map<String, String> options) {
    return createTable(name, source, new StructType(), "", options);
  }

  public DataFrame createTable(
      String name, String source, String description, Map<String, String> options) {
    return createTable(name, source, new StructType(), description, options);
  }

  /** A table of these columns; of files, if the option {@code path} names some. */
  public DataFrame createTable(
      String name, String source, StructType schema, Map<String, String> options) {
    return createTable(name, source, schema, "", options);
  }

  public DataFrame createTable(
      String name,
      String source,
      StructType schema,
      String description,
      Map<String, String> options) {
    Origin origin = here("createTable");
    TableClauses clauses =
        new TableClauses(
            Optional.of(source),
            List.of(),
            List.of(),
            Optional.empty(),
            options,
            Map.of(),
            Optional.empty(),
            description.isEmpty() ? Optional.empty() : Optional.of(description));
    TableCreation creation = new TableCreation(session, session.analysis(List.of(), Map.of()));
    TableDefinitions definitions =
        new TableDefinitions(session, session.analysis(List.of(), Map.of()));
    TableDefinition definition =
        schema.size() == 0
            ? definitions.found(clauses, origin)
            : definitions.of(TableDefinitions.columns(schema, origin), clauses, origin);
    creation.create(
        session.tables().name(parts(name, "createTable"), origin),
        definition,
        Optional.empty(),
        false,
        false,
        origin);
    return session.table(name);
  }

  /** As {@link #createTable(String, String)}. */
  public DataFrame createExternalTable(String name, String path) {
    return createTable(name, path);
  }

  public DataFrame createExternalTable(String name, String path, String source) {
    return createTable(name, path, source);
  }

  public DataFrame createExternalTable(String name, String source, Map<String, String> options) {
    return createTable(name, source, options);
  }

  public DataFrame createExternalTable(
      String name, String source, StructType schema, Map<String, String> options) {
    return createTable(name, source, schema, options);
  }

  /**
   * Drops a table; its files go too unless they are others'.
   *
   * @param purge whether they go at once, and not when nobody can be reading them any more
   */
  public void dropTable(String name, boolean ifExists, boolean purge) {
    String exists = ifExists ? "IF EXISTS " : "";
    session.sql("DROP TABLE " + exists + quoted(name) + (purge ? " PURGE" : ""));
  }

  /** Drops a view that lasts, or a temporary one. */
  public void dropView(String name, boolean ifExists) {
    session.sql("DROP VIEW " + (ifExists ? "IF EXISTS " : "") + quoted(name));
  }

  /** Returns whether there was one. */
  public boolean dropTempView(String name) {
    return session.views().remove(name);
  }

  /** Returns whether there was one. */
  public boolean dropGlobalTempView(String name) {
    return session.views().remove(Views.global(name));
  }

  public void truncateTable(String name) {
    session.sql("TRUNCATE TABLE " + quoted(name));
  }

  /** Counts the rows of a table, or with {@code noScan} its bytes alone. */
  public void analyzeTable(String name, boolean noScan) {
    session.sql(
        "ANALYZE TABLE " + quoted(name) + " COMPUTE STATISTICS" + (noScan ? " NOSCAN" : ""));
  }

  /** Counts the partitions again that were dropped and are in the table's folder. */
  public void recoverPartitions(String name) {
    session.sql("ALTER TABLE " + quoted(name) + " RECOVER PARTITIONS");
  }

  /** Looks at a table again: nothing that was found out of it before is used. */
  public void refreshTable(String name) {
    session.sql("REFRESH TABLE " + quoted(name));
  }

  /** Does nothing: the files of a path are looked for whenever it is read. */
  public void refreshByPath(String path) {
    session.sql("REFRESH '" + path.replace("\\", "\\\\").replace("'", "\\'") + "'");
  }

  // ---- functions

  /** The names of all functions. */
  public DataFrame listFunctions() {
    return session.sql("SHOW FUNCTIONS");
  }

  /** Those of a database that last, and all others. */
  public DataFrame listFunctions(String database) {
    database(database, "listFunctions");
    return listFunctions();
  }

  /** As {@link #listCatalogs(String)}. */
  public DataFrame listFunctions(String database, String pattern) {
    database(database, "listFunctions");
    return session.sql(
        "SHOW FUNCTIONS LIKE '" + pattern.replace("\\", "\\\\").replace("'", "\\'") + "'");
  }

  public boolean functionExists(String name) {
    return session.udf().functions().containsKey(name.toLowerCase(Locale.ROOT))
        || session.sqlFunctions().all().containsKey(name.toLowerCase(Locale.ROOT))
        || BuiltInFunctions.registry().find(name).isPresent()
        || new StoredFunctions(session)
            .find(parts(name, "functionExists"), here("functionExists"))
            .isPresent();
  }

  public boolean functionExists(String database, String name) {
    return new StoredFunctions(session)
        .find(List.of(database, name), here("functionExists"))
        .isPresent();
  }

  /** Fails with {@code FUNCTION_NOT_FOUND}. */
  public Function getFunction(String name) {
    List<String> parts = parts(name, "getFunction");
    Origin origin = here("getFunction");
    if (new StoredFunctions(session).find(parts, origin).isPresent()) {
      var full = session.tables().name(parts, origin);
      return stored(full.database(), full.name());
    }
    String plain = name.toLowerCase(Locale.ROOT);
    boolean isUser = session.udf().functions().containsKey(plain);
    if (!isUser && BuiltInFunctions.registry().find(name).isEmpty()) throw notFound(name, origin);
    return new Function(
        plain, "", List.of(), "", isUser ? "a function of the program" : "built in", true);
  }

  private static io.brasa.runtime.error.EngineException notFound(String name, Origin origin) {
    return QueryErrors.at(
        SqlError.FUNCTION_NOT_FOUND,
        origin,
        "There is no function " + name,
        "SHOW FUNCTIONS lists all");
  }

  private static Function stored(String database, String name) {
    return new Function(
        name, SessionCatalog.CATALOG, List.of(database), "", "a statement of SQL", false);
  }

  /** Fails with {@code FUNCTION_NOT_FOUND}. */
  public Function getFunction(String database, String name) {
    if (!functionExists(database, name)) throw notFound(database + "." + name, here("getFunction"));
    return stored(database.toLowerCase(Locale.ROOT), name.toLowerCase(Locale.ROOT));
  }

  // ---- what is kept

  /** Keeps the rows of a table or view from the first query on that needs them. */
  public void cacheTable(String name) {
    session.table(name).cache();
  }

  public void cacheTable(String name, StorageLevel level) {
    session.table(name).persist(level);
  }

  public void uncacheTable(String name) {
    session.table(name).unpersist();
  }

  public boolean isCached(String name) {
    return !session.table(name).storageLevel().equals(StorageLevel.NONE);
  }

  /** Gives back all rows that are kept. */
  public void clearCache() {
    session.execution().kept().dropAll();
  }
}
