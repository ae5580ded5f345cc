package io.brasa.sql;

import io.brasa.runtime.storage.Storages;
import io.brasa.sql.analysis.AnalysisContext;
import io.brasa.sql.catalog.DatabaseInfo;
import io.brasa.sql.catalog.Entry;
import io.brasa.sql.catalog.Names;
import io.brasa.sql.catalog.TableName;
import io.brasa.sql.error.QueryErrors;
import io.brasa.sql.error.SqlError;
import io.brasa.sql.syntax.CatalogStatement;
import io.brasa.sql.syntax.Origin;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** Runs statements about what lasts: databases here, the rest by the classes named for it. */
record CatalogStatements(BrasaSession session, AnalysisContext context) {
  DataFrame run(CatalogStatement statement) {
    return switch (statement) {
      case CatalogStatement.UseDatabase use -> use(use);
      case CatalogStatement.UseCatalog use -> use(use);
      case CatalogStatement.CreateDatabase create -> create(create);
      case CatalogStatement.DropDatabase drop -> drop(drop);
      case CatalogStatement.AlterDatabase alter -> alter(alter);
      case CatalogStatement.CreateTable create ->
          new TableCreation(session, context).create(create);
      case CatalogStatement.CreateTableLike like -> new TableCreation(session, context).like(like);
      case CatalogStatement.DropTable drop -> new TableCreation(session, context).drop(drop);
      case CatalogStatement.CreateView create -> new ViewStatements(session).create(create);
      case CatalogStatement.AlterView alter -> new ViewStatements(session).alter(alter);
      case CatalogStatement.AlterTable alter ->
          alter.isView()
              ? new ViewStatements(session).change(alter)
              : new TableAlterations(session, context).alter(alter);
      case CatalogStatement.Insert insert -> new Inserts(session, context).insert(insert);
      case CatalogStatement.InsertFolder insert ->
          new Inserts(session, context).insertFolder(insert);
      case CatalogStatement.Truncate truncate -> new Inserts(session, context).truncate(truncate);
      case CatalogStatement.Delete delete -> new RowChanges(session, context).delete(delete);
      case CatalogStatement.Update update -> new RowChanges(session, context).update(update);
      case CatalogStatement.Merge merge -> new Merges(session, context).merge(merge);
      case CatalogStatement.Show show -> new CatalogListings(session, context).show(show);
      case CatalogStatement.DescribeDatabase describe ->
          new CatalogListings(session, context).describe(describe);
      case CatalogStatement.AnalyzePartitions analyze ->
          new PartitionFigures(session, context).analyze(analyze);
      case CatalogStatement.DescribePartition describe ->
          new TableDescriptions(session).describe(describe, context);
      case CatalogStatement.Refresh refresh -> refresh(refresh);
    };
  }

  static String newId(BrasaSession session) {
    return Long.toUnsignedString(session.execution().newSeed(), 36);
  }

  private DataFrame use(CatalogStatement.UseDatabase use) {
    String name = SessionCatalog.databaseName(use.name(), use.origin());
    SessionCatalog.database(session.tables().store().names(), name, use.origin());
    session.tables().use(name);
    return session.emptyDataFrame();
  }

  private DataFrame use(CatalogStatement.UseCatalog use) {
    requireCatalog(use.name(), use.origin());
    return session.emptyDataFrame();
  }

  static void requireCatalog(String name, Origin origin) {
    if (!name.equalsIgnoreCase(SessionCatalog.CATALOG))
      throw QueryErrors.at(
          SqlError.DATABASE_NOT_FOUND,
          origin,
          "There is no catalog " + name,
          "The only one is called " + SessionCatalog.CATALOG);
  }

  // ---- databases

  private DataFrame create(CatalogStatement.CreateDatabase create) {
    String name = SessionCatalog.databaseName(create.name(), create.origin());
    Optional<String> location = create.location().map(path -> location(path, create.origin()));
    DatabaseInfo info = new DatabaseInfo(create.comment(), location, create.properties());
    session
        .tables()
        .store()
        .changeNames(
            CatalogStatements.newId(session),
            names -> {
              if (names.database(name).isEmpty())
                return names.with(name, new Names.Database(info, Map.of(), Map.of()));
              if (create.ifNotExists()) return names;
              throw QueryErrors.at(
                  SqlError.DATABASE_EXISTS,
                  create.origin(),
                  "There is a database " + name + " already",
                  "Choose another name, or write IF NOT EXISTS");
            });
    return session.emptyDataFrame();
  }

  /** Tables of a database are kept by the storage that keeps the warehouse. */
  private String location(String path, Origin origin) {
    Storages storages = session.execution().assembly().storages();
    Storages.Located place = storages.resolve(path);
    if (place.storage() != storages.resolve(session.conf().settings().warehouse()).storage())
      throw QueryErrors.at(
          SqlError.SQL_UNSUPPORTED,
          origin,
          "The place " + path + " is in another storage than the warehouse",
          "Choose a folder of the same, or give single tables a LOCATION");
    return place.path();
  }

  private DataFrame drop(CatalogStatement.DropDatabase drop) {
    String name = SessionCatalog.databaseName(drop.name(), drop.origin());
    List<Entry> dropped = new ArrayList<>();
    session
        .tables()
        .store()
        .changeNames(
            CatalogStatements.newId(session),
            names -> {
              dropped.clear();
              if (names.database(name).isEmpty() && drop.ifExists()) return names;
              Names.Database database = SessionCatalog.database(names, name, drop.origin());
              requireDroppable(name, database, drop);
              dropped.addAll(database.relations().values());
              return names.without(name);
            });
    for (Entry entry : dropped)
      if (entry instanceof Entry.Table table) session.tables().store().delete(table);
    if (session.tables().current().equals(name)) session.tables().use(Names.DEFAULT);
    return session.emptyDataFrame();
  }

  private static void requireDroppable(
      String name, Names.Database database, CatalogStatement.DropDatabase drop) {
    if (name.equals(Names.DEFAULT))
      throw QueryErrors.at(
          SqlError.SQL_UNSUPPORTED,
          drop.origin(),
          "The database " + name + " is always there",
          "Drop its tables one by one");
    int count = database.relations().size() + database.functions().size();
    if (!drop.cascades() && count > 0)
      throw QueryErrors.at(
          SqlError.DATABASE_NOT_EMPTY,
          drop.origin(),
          "The database " + name + " holds " + count + " tables, views and functions",
          "Write CASCADE to drop them too");
  }

  private DataFrame alter(CatalogStatement.AlterDatabase alter) {
    String name = SessionCatalog.databaseName(alter.name(), alter.origin());
    Optional<String> location = alter.location().map(path -> location(path, alter.origin()));
    session
        .tables()
        .store()
        .changeNames(
            CatalogStatements.newId(session),
            names -> {
              Names.Database database = SessionCatalog.database(names, name, alter.origin());
              DatabaseInfo before = database.info();
              Map<String, String> properties = new TreeMap<>(before.properties());
              properties.putAll(alter.properties());
              alter.unset().forEach(properties::remove);
              DatabaseInfo after =
                  new DatabaseInfo(
                      alter.comment().orElse(before.comment()),
                      location.or(before::location),
                      properties);
              return names.with(name, database.with(after));
            });
    return session.emptyDataFrame();
  }

  // ---- what has been looked at

  private DataFrame refresh(CatalogStatement.Refresh refresh) {
    if (refresh.name().isPresent() && !session.tables().isTemporary(refresh.name().get())) {
      List<String> parts = refresh.name().get();
      TableName name = session.tables().name(parts, refresh.origin());
      Names names = session.tables().store().names();
      Entry entry =
          names
              .relation(name)
              .orElseThrow(() -> session.tables().notFound(names, name, parts, refresh.origin()));
      if (entry instanceof Entry.Table table) session.tables().sources().refresh(table);
    }
    return session.emptyDataFrame();
  }
}
