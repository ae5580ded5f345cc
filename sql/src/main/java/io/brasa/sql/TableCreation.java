package io.brasa.sql;

import io.brasa.columnar.type.StructType;
import io.brasa.core.closure.CallSite;
import io.brasa.sql.analysis.AnalysisContext;
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
import io.brasa.sql.syntax.CatalogStatement.TableClauses;
import io.brasa.sql.syntax.Origin;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Makes tables and drops them. A table with rows is there with all of them or not at all. */
record TableCreation(BrasaSession session, AnalysisContext context) {
  private static final String NOTHING_TO_DROP =
      "Check the name, or write IF EXISTS to pass over what is not there";

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
            ? definitions()
                .of(
                    TableDefinitions.columns(rows.get(), create.origin()),
                    create.clauses(),
                    create.origin())
            : definitions().of(create);
    create(name, definition, rows, create.ifNotExists(), create.replaces(), create.origin());
    return session.emptyDataFrame();
  }

  private TableDefinitions definitions() {
    return new TableDefinitions(session, context);
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
      else if (replaced[0] instanceof Entry.Table old) store.drop(old);
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
      definition = definitions().of(columns, merged, like.origin());
    } else {
      StructType schema =
          session
              .analyzed(new io.brasa.sql.syntax.Relation.Table(like.like(), like.origin()), context)
              .schema();
      definition =
          definitions().of(TableDefinitions.columns(schema, like.origin()), clauses, like.origin());
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
                ? session.views().notFound(plain, drop.origin(), NOTHING_TO_DROP)
                : session
                    .tables()
                    .notFound(names, name, drop.name(), drop.origin(), NOTHING_TO_DROP);
          requireKind(drop, name, dropped[0]);
          Names.Database database = names.databases().get(name.database());
          return names.with(name.database(), database.without(name.name()));
        });
    if (dropped[0] instanceof Entry.Table table) {
      if (drop.isPurged()) store.delete(table);
      else store.drop(table);
    }
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
