package io.brasa.sql;

import io.brasa.columnar.source.SourceOptions;
import io.brasa.columnar.type.ArrayType;
import io.brasa.columnar.type.AtomicType;
import io.brasa.columnar.type.DataType;
import io.brasa.columnar.type.DecimalType;
import io.brasa.columnar.type.MapType;
import io.brasa.columnar.type.StructField;
import io.brasa.columnar.type.StructType;
import io.brasa.core.closure.CallSite;
import io.brasa.sql.analysis.AnalysisContext;
import io.brasa.sql.catalog.Buckets;
import io.brasa.sql.catalog.CatalogStore;
import io.brasa.sql.catalog.Entry;
import io.brasa.sql.catalog.Names;
import io.brasa.sql.catalog.TableColumn;
import io.brasa.sql.catalog.TableDefinition;
import io.brasa.sql.catalog.TableName;
import io.brasa.sql.catalog.TableState;
import io.brasa.sql.error.QueryErrors;
import io.brasa.sql.error.SqlError;
import io.brasa.sql.logical.LogicalPlan;
import io.brasa.sql.syntax.CatalogStatement;
import io.brasa.sql.syntax.CatalogStatement.Clustering;
import io.brasa.sql.syntax.CatalogStatement.ColumnDefinition;
import io.brasa.sql.syntax.CatalogStatement.TableClauses;
import io.brasa.sql.syntax.Origin;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/** Makes tables and drops them. A table with rows is there with all of them or not at all. */
record TableCreation(BrasaSession session, AnalysisContext context) {
  DataFrame create(CatalogStatement.CreateTable create) {
    TableName name = session.tables().name(create.name(), create.origin());
    Optional<LogicalPlan> rows =
        create.query().map(query -> session.analyzed(query, context).plan());
    if (rows.isPresent() && !create.columns().isEmpty())
      throw QueryErrors.at(
          SqlError.SQL_UNSUPPORTED,
          create.origin(),
          "A table that is made of a query has the columns of the query",
          "Leave the columns out, and cast and name them in the query");
    TableDefinition definition =
        rows.isPresent()
            ? definition(
                columns(rows.get().schema(), create.origin()), create.clauses(), create.origin())
            : definition(create);
    create(name, definition, rows, create.ifNotExists(), create.replaces(), create.origin());
    return session.emptyDataFrame();
  }

  /** Makes a table, perhaps of rows. */
  void create(
      TableName name,
      TableDefinition definition,
      Optional<LogicalPlan> rows,
      boolean ifNotExists,
      boolean replaces,
      Origin origin) {
    CatalogStore store = session.tables().store();
    String commit = CatalogStatements.newId(session);
    if (store.hasChangedNames(commit)) return;
    Names.Database before = SessionCatalog.database(store.names(), name.database(), origin);
    if (before.relations().containsKey(name.name())) {
      if (ifNotExists) return;
      if (!replaces) throw ViewStatements.exists(name, origin);
    }
    if (definition.isExternal() && rows.isPresent())
      writeOutside(
          definition, rows.get(), replaces ? SaveMode.Overwrite : SaveMode.ErrorIfExists, origin);
    Entry.Table table = store.create(name.database(), name.name(), TableState.of(definition));
    try {
      if (!definition.isExternal() && rows.isPresent())
        writeInside(name, table, definition, rows.get(), origin);
      Entry[] replaced = {null};
      boolean[] isOurs = {true};
      store.changeNames(
          commit,
          names -> {
            Names.Database database = SessionCatalog.database(names, name.database(), origin);
            replaced[0] = database.relations().get(name.name());
            isOurs[0] = replaced[0] == null || replaces;
            if (!isOurs[0] && ifNotExists) return names;
            if (!isOurs[0] || replaced[0] instanceof Entry.View)
              throw ViewStatements.exists(name, origin);
            return names.with(name.database(), database.with(name.name(), table));
          });
      if (!isOurs[0]) store.delete(table);
      else if (replaced[0] instanceof Entry.Table old) store.delete(old);
    } catch (RuntimeException e) {
      if (store.names().relation(name).filter(table::equals).isEmpty()) discard(table, e);
      throw e;
    }
  }

  private void discard(Entry.Table table, RuntimeException failure) {
    try {
      session.tables().store().delete(table);
    } catch (RuntimeException e) {
      failure.addSuppressed(e);
    }
  }

  private void writeInside(
      TableName name,
      Entry.Table table,
      TableDefinition definition,
      LogicalPlan rows,
      Origin origin) {
    StoredRows stored = new StoredRows(session, context, definition, origin);
    TableWrites writes = new TableWrites(session, origin);
    SessionCatalog.Found found = new SessionCatalog.Found(name, table, TableState.of(definition));
    LogicalPlan plan = stored.of(rows, stored.byName(rows, List.of()));
    writes.commit(
        found, writes.write(table, definition, plan, CallSite.here("createTable")), _ -> Set.of());
  }

  private void writeOutside(
      TableDefinition definition, LogicalPlan rows, SaveMode mode, Origin origin) {
    StoredRows stored = new StoredRows(session, context, definition, origin);
    LogicalPlan plan = stored.of(rows, stored.byName(rows, List.of()));
    String path = definition.location().get();
    new TableSave(session.execution(), path, CallSite.here("createTable"))
        .run(
            BucketedWrites.divided(definition, plan),
            mode,
            new TableWrites(session, origin)
                .sink(definition, path, TableWrites.folders(definition).columns()),
            TableWrites.folders(definition));
  }

  // ---- definitions

  private TableDefinition definition(CatalogStatement.CreateTable create) {
    TableClauses clauses = create.clauses();
    List<ColumnDefinition> written = new ArrayList<>(create.columns());
    written.addAll(clauses.partitionColumns());
    if (written.isEmpty()) return found(clauses, create.origin());
    List<TableColumn> columns = new ArrayList<>();
    for (ColumnDefinition each : written)
      columns.add(column(each, columns.size(), create.origin()));
    return definition(columns, clauses, create.origin());
  }

  TableColumn column(ColumnDefinition written, int place, Origin origin) {
    TableColumn column =
        new TableColumn(
            written.name(),
            written.type(),
            written.isNullable(),
            written.comment(),
            written.defaultValue(),
            written.name(),
            place,
            false);
    // What the default cannot be is told now.
    if (column.defaultValue().isPresent())
      new StoredRows(session, context, null, written.origin()).defaultOf(column);
    return column;
  }

  /** The columns that files have. */
  TableDefinition found(TableClauses clauses, Origin origin) {
    Optional<String> location = location(clauses);
    if (location.isEmpty())
      throw QueryErrors.at(
          SqlError.INVALID_ARGUMENT_VALUE,
          origin,
          "The table has no columns",
          "Give it columns, a query, or the LOCATION of files that have some");
    SourceOptions given =
        new SourceOptions(
            List.of(SessionCatalog.literal(location.get())), clauses.options(), Optional.empty());
    StructType schema = session.formats().open(provider(clauses), given).schema();
    return definition(columns(schema, origin), clauses, origin);
  }

  static List<TableColumn> columns(StructType schema, Origin origin) {
    List<TableColumn> columns = new ArrayList<>();
    for (StructField field : schema.fields())
      columns.add(
          new TableColumn(
              field.name(),
              field.dataType(),
              true,
              Optional.empty(),
              Optional.empty(),
              field.name(),
              columns.size(),
              false));
    return columns;
  }

  static String provider(TableClauses clauses) {
    return clauses.provider().orElse(Formats.DEFAULT);
  }

  private Optional<String> location(TableClauses clauses) {
    return clauses
        .location()
        .or(
            () ->
                clauses.options().entrySet().stream()
                    .filter(option -> option.getKey().equalsIgnoreCase("path"))
                    .map(Map.Entry::getValue)
                    .findFirst())
        .map(path -> session.execution().assembly().storages().resolve(path).path());
  }

  TableDefinition definition(List<TableColumn> columns, TableClauses clauses, Origin origin) {
    List<String> partitioning = new ArrayList<>();
    List<TableColumn> ordered = new ArrayList<>(columns);
    for (String name : clauses.partitioning()) {
      TableColumn column = require(columns, name, origin);
      requirePlain(column, origin);
      partitioning.add(column.name());
      ordered.remove(column);
      ordered.add(column);
    }
    requireDifferent(ordered, origin);
    if (!partitioning.isEmpty() && partitioning.size() == columns.size())
      throw QueryErrors.at(
          SqlError.INVALID_ARGUMENT_VALUE,
          origin,
          "All columns are for dividing the rows",
          "Leave a column for the files");
    TreeMap<String, String> options = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
    options.putAll(clauses.options());
    options.remove("path");
    TableDefinition definition =
        new TableDefinition(
            provider(clauses),
            location(clauses),
            ordered,
            partitioning,
            buckets(columns, clauses, partitioning, origin),
            options,
            clauses.properties(),
            clauses.comment(),
            session.execution().assembly().environment().currentTimeMillis());
    if (!definition.isExternal())
      new TableWrites(session, origin)
          .sink(
              definition,
              session.conf().settings().warehouse(),
              TableWrites.folders(definition).columns());
    return definition;
  }

  private static TableColumn require(List<TableColumn> columns, String name, Origin origin) {
    for (TableColumn column : columns) if (column.name().equalsIgnoreCase(name)) return column;
    throw QueryErrors.at(
        SqlError.COLUMN_NOT_FOUND,
        origin,
        "There is no column " + name + " to divide the rows by",
        "Name a column of the table");
  }

  static void requireDifferent(List<TableColumn> columns, Origin origin) {
    for (int i = 0; i < columns.size(); i++)
      for (int j = 0; j < i; j++)
        if (!columns.get(i).isDropped()
            && !columns.get(j).isDropped()
            && columns.get(i).name().equalsIgnoreCase(columns.get(j).name()))
          throw QueryErrors.at(
              SqlError.COLUMN_EXISTS,
              origin,
              "The table would have two columns " + columns.get(i).name(),
              "Choose another name");
  }

  private static void requirePlain(TableColumn column, Origin origin) {
    boolean isPlain =
        column.type() instanceof DecimalType
            || column.type() instanceof AtomicType atomic
                && switch (atomic) {
                  case BOOLEAN, BYTE, SHORT, INTEGER, LONG, FLOAT, DOUBLE, STRING, DATE -> true;
                  default -> false;
                };
    if (!isPlain)
      throw QueryErrors.at(
          SqlError.INVALID_ARGUMENT_VALUE,
          origin,
          "The column "
              + column.name()
              + " is of type "
              + column.type().sql()
              + ", whose values name no folders",
          "Divide the rows by a column of numbers, strings, dates or truths");
  }

  private static Optional<Buckets> buckets(
      List<TableColumn> columns, TableClauses clauses, List<String> partitioning, Origin origin) {
    if (clauses.clustering().isEmpty()) return Optional.empty();
    Clustering clustering = clauses.clustering().get();
    List<String> by = new ArrayList<>();
    for (String name : clustering.columns()) {
      TableColumn column = require(columns, name, origin);
      if (partitioning.contains(column.name()) || isUnhashed(column.type()))
        throw QueryErrors.at(
            SqlError.INVALID_ARGUMENT_VALUE,
            origin,
            "The column " + name + " cannot divide rows among buckets",
            "Choose one that divides no partitions and is no map");
      by.add(column.name());
    }
    List<String> sorting = new ArrayList<>();
    for (String name : clustering.sorting()) sorting.add(require(columns, name, origin).name());
    return Optional.of(new Buckets(clustering.count(), by, sorting));
  }

  private static boolean isUnhashed(DataType type) {
    return switch (type) {
      case MapType _ -> true;
      case ArrayType array -> isUnhashed(array.elementType());
      case StructType struct -> struct.fields().stream().anyMatch(f -> isUnhashed(f.dataType()));
      default -> false;
    };
  }

  // ---- others

  DataFrame like(CatalogStatement.CreateTableLike like) {
    TableName name = session.tables().name(like.name(), like.origin());
    TableClauses clauses = like.clauses();
    boolean isTable =
        !session.tables().isTemporary(like.like())
            && session.tables().entry(like.like()).orElse(null) instanceof Entry.Table;
    TableDefinition definition;
    if (isTable) {
      TableDefinition model = session.tables().table(like.like(), like.origin()).definition();
      List<TableColumn> columns = new ArrayList<>();
      for (TableColumn column : model.visible())
        columns.add(
            new TableColumn(
                column.name(),
                column.declared(),
                column.isNullable(),
                column.comment(),
                column.defaultValue(),
                column.name(),
                columns.size(),
                false));
      TableClauses merged =
          new TableClauses(
              clauses.provider().or(() -> Optional.of(model.provider())),
              List.of(),
              model.partitioning(),
              model
                  .buckets()
                  .map(each -> new Clustering(each.columns(), each.sorting(), each.count())),
              clauses.options().isEmpty() ? model.options() : clauses.options(),
              clauses.properties(),
              clauses.location(),
              clauses.comment());
      definition = definition(columns, merged, like.origin());
    } else {
      StructType schema =
          session
              .analyzed(new io.brasa.sql.syntax.Relation.Table(like.like(), like.origin()), context)
              .schema();
      definition = definition(columns(schema, like.origin()), clauses, like.origin());
    }
    create(name, definition, Optional.empty(), like.ifNotExists(), false, like.origin());
    return session.emptyDataFrame();
  }

  DataFrame drop(CatalogStatement.DropTable drop) {
    String plain = String.join(".", drop.name());
    if (drop.isView() && session.views().remove(plain)) return session.emptyDataFrame();
    if (!drop.isView()
        && session.tables().entry(drop.name()).isEmpty()
        && session.views().remove(plain)) return session.emptyDataFrame();
    TableName name = session.tables().name(drop.name(), drop.origin());
    CatalogStore store = session.tables().store();
    Entry[] dropped = {null};
    store.changeNames(
        CatalogStatements.newId(session),
        names -> {
          dropped[0] = names.relation(name).orElse(null);
          if (dropped[0] == null && drop.ifExists()) return names;
          if (dropped[0] == null || drop.isView() && session.tables().entry(drop.name()).isEmpty())
            throw drop.isView()
                ? session.views().notFound(plain, drop.origin())
                : session.tables().notFound(names, name, drop.name(), drop.origin());
          requireKind(drop, name, dropped[0]);
          Names.Database database = names.databases().get(name.database());
          return names.with(name.database(), database.without(name.name()));
        });
    if (dropped[0] instanceof Entry.Table table) store.delete(table);
    return session.emptyDataFrame();
  }

  private static void requireKind(CatalogStatement.DropTable drop, TableName name, Entry entry) {
    if (drop.isView() && entry instanceof Entry.Table)
      throw QueryErrors.at(
          SqlError.TABLE_NOT_FOUND,
          drop.origin(),
          name + " is a table, and no view",
          "Write DROP TABLE");
  }
}
