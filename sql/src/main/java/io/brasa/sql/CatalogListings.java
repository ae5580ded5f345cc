package io.brasa.sql;

import io.brasa.columnar.type.AtomicType;
import io.brasa.columnar.type.StructType;
import io.brasa.sql.analysis.AnalysisContext;
import io.brasa.sql.catalog.DatabaseInfo;
import io.brasa.sql.catalog.Entry;
import io.brasa.sql.catalog.Names;
import io.brasa.sql.catalog.TableName;
import io.brasa.sql.error.QueryErrors;
import io.brasa.sql.error.SqlError;
import io.brasa.sql.syntax.CatalogStatement;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** What SHOW lists of the catalog. */
record CatalogListings(BrasaSession session, AnalysisContext context) {
  DataFrame show(CatalogStatement.Show show) {
    return switch (show.what()) {
      case CATALOGS ->
          rows(
              NamePattern.matching(List.of(SessionCatalog.CATALOG), show.pattern()).stream()
                  .map(name -> Row.of(name))
                  .toList(),
              "catalog");
      case DATABASES -> databases(show);
      case TABLES, VIEWS -> tables(show);
      case TABLES_EXTENDED -> extended(show);
      case PARTITIONS -> partitions(show);
      case TBLPROPERTIES -> properties(show);
      case CREATE_TABLE ->
          rows(
              List.of(
                  Row.of(new TableDescriptions(session).statement(show.of().get(), show.origin()))),
              "createtab_stmt");
      case CURRENT_NAMESPACE ->
          rows(
              List.of(Row.of(SessionCatalog.CATALOG, session.tables().current())),
              "catalog",
              "namespace");
    };
  }

  private DataFrame databases(CatalogStatement.Show show) {
    show.of()
        .ifPresent(of -> CatalogStatements.requireCatalog(String.join(".", of), show.origin()));
    Names names = session.tables().store().names();
    return rows(
        NamePattern.matching(List.copyOf(names.databases().keySet()), show.pattern()).stream()
            .map(name -> Row.of(name))
            .toList(),
        "namespace");
  }

  private String database(CatalogStatement.Show show) {
    String name =
        show.of()
            .map(of -> SessionCatalog.databaseName(of, show.origin()))
            .orElse(session.tables().current());
    SessionCatalog.database(session.tables().store().names(), name, show.origin());
    return name;
  }

  private DataFrame tables(CatalogStatement.Show show) {
    boolean isViews = show.what() == CatalogStatement.Shown.VIEWS;
    String global = "global_temp";
    boolean isGlobal = show.of().filter(of -> of.equals(List.of(global))).isPresent();
    List<Row> rows = new ArrayList<>();
    if (!isGlobal) {
      String database = database(show);
      Map<String, Entry> relations =
          session.tables().store().names().databases().get(database).relations();
      for (String name : NamePattern.matching(List.copyOf(relations.keySet()), show.pattern()))
        if (!isViews || relations.get(name) instanceof Entry.View)
          rows.add(Row.of(database, name, false));
    }
    for (String name : session.views().names()) {
      boolean isOfGlobal = name.startsWith(global + ".");
      if (isOfGlobal && !isGlobal) continue;
      String plain = isOfGlobal ? name.substring(global.length() + 1) : name;
      if (!NamePattern.matching(List.of(plain), show.pattern()).isEmpty())
        rows.add(Row.of(isOfGlobal ? global : "", plain, true));
    }
    return rows(rows, "namespace", isViews ? "viewName" : "tableName", "isTemporary");
  }

  private DataFrame extended(CatalogStatement.Show show) {
    String database = database(show);
    Map<String, Entry> relations =
        session.tables().store().names().databases().get(database).relations();
    List<Row> rows = new ArrayList<>();
    for (String name : NamePattern.matching(List.copyOf(relations.keySet()), show.pattern()))
      rows.add(
          Row.of(
              database,
              name,
              false,
              new TableDescriptions(session).information(new TableName(database, name))));
    return rows(rows, "namespace", "tableName", "isTemporary", "information");
  }

  private DataFrame partitions(CatalogStatement.Show show) {
    SessionCatalog.Found found = session.tables().table(show.of().get(), show.origin());
    if (found.definition().partitioning().isEmpty())
      throw QueryErrors.at(
          SqlError.SQL_UNSUPPORTED,
          show.origin(),
          "The table " + found.name() + " has no partitions",
          "Name a table that is PARTITIONED BY columns");
    PartitionSpecs specs = new PartitionSpecs(session, context);
    PartitionSpecs.Spec spec = specs.of(found.definition(), show.partition());
    List<Row> rows = new ArrayList<>();
    for (List<String> each : specs.all(found))
      if (spec.takes(each)) rows.add(Row.of(PartitionSpecs.shown(found.definition(), each)));
    return rows(rows, "partition");
  }

  private DataFrame properties(CatalogStatement.Show show) {
    List<String> parts = show.of().get();
    Map<String, String> properties = new TreeMap<>();
    if (!session.tables().isTemporary(parts)) {
      Entry entry = session.tables().entry(parts).orElse(null);
      if (entry instanceof Entry.View view) properties.putAll(view.properties());
      else
        properties.putAll(session.tables().table(parts, show.origin()).definition().properties());
    }
    List<Row> rows = new ArrayList<>();
    if (show.key().isPresent()) {
      String name = show.key().get();
      String value = properties.get(name);
      rows.add(
          Row.of(
              name,
              value != null
                  ? value
                  : "Table "
                      + SessionCatalog.CATALOG
                      + "."
                      + session.tables().name(parts, show.origin())
                      + " does not have property: "
                      + name));
    } else {
      properties.forEach((name, value) -> rows.add(Row.of(name, value)));
    }
    return rows(rows, "key", "value");
  }

  DataFrame describe(CatalogStatement.DescribeDatabase describe) {
    String name = SessionCatalog.databaseName(describe.name(), describe.origin());
    DatabaseInfo info =
        SessionCatalog.database(session.tables().store().names(), name, describe.origin()).info();
    List<Row> rows = new ArrayList<>();
    rows.add(Row.of("Catalog Name", SessionCatalog.CATALOG));
    rows.add(Row.of("Namespace Name", name));
    rows.add(Row.of("Comment", info.comment().orElse("")));
    rows.add(Row.of("Location", location(name, info)));
    if (describe.isExtended()) {
      Map<String, String> properties = new TreeMap<>(info.properties());
      StringBuilder text = new StringBuilder();
      properties.forEach(
          (key, value) ->
              text.append(text.isEmpty() ? "" : ", ")
                  .append('(')
                  .append(key)
                  .append(',')
                  .append(value)
                  .append(')'));
      rows.add(Row.of("Properties", text.isEmpty() ? "" : "(" + text + ")"));
    }
    return rows(rows, "info_name", "info_value");
  }

  /** Where the tables of a database are. */
  String location(String name, DatabaseInfo info) {
    String warehouse =
        session
            .execution()
            .assembly()
            .storages()
            .resolve(session.conf().settings().warehouse())
            .path();
    return info.location().orElse(warehouse + "/" + name.toLowerCase(Locale.ROOT) + ".db");
  }

  DataFrame rows(List<Row> rows, String... names) {
    StructType schema = new StructType();
    for (String name : names)
      schema =
          schema.add(
              name, name.equals("isTemporary") ? AtomicType.BOOLEAN : AtomicType.STRING, true);
    return session.createDataFrame(rows, schema);
  }

  Optional<Names.Database> database(String name) {
    return session.tables().store().names().database(name);
  }
}
