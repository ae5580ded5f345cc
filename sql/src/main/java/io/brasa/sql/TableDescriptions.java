package io.brasa.sql;

import io.brasa.columnar.source.TableStatistics;
import io.brasa.columnar.type.AtomicType;
import io.brasa.columnar.type.StructField;
import io.brasa.columnar.type.StructType;
import io.brasa.sql.analysis.AnalysisContext;
import io.brasa.sql.catalog.Buckets;
import io.brasa.sql.catalog.DataFile;
import io.brasa.sql.catalog.Entry;
import io.brasa.sql.catalog.TableColumn;
import io.brasa.sql.catalog.TableDefinition;
import io.brasa.sql.catalog.TableName;
import io.brasa.sql.error.QueryErrors;
import io.brasa.sql.error.SqlError;
import io.brasa.sql.syntax.CatalogStatement;
import io.brasa.sql.syntax.Origin;
import java.time.Instant;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** Tells of tables and views of the catalog. */
record TableDescriptions(BrasaSession session) {
  /** The rows of DESCRIBE; empty if the name stands for nothing that lasts. */
  Optional<DataFrame> describe(List<String> parts, boolean isExtended, Origin origin) {
    if (session.tables().isTemporary(parts)) return Optional.empty();
    Optional<Entry> entry = session.tables().entry(parts);
    if (entry.isEmpty()) return Optional.empty();
    TableName name = session.tables().name(parts, origin);
    List<Row> rows = new ArrayList<>();
    switch (entry.get()) {
      case Entry.Table _ -> {
        SessionCatalog.Found found = session.tables().table(parts, origin);
        columns(found.definition(), rows);
        if (isExtended) {
          heading("# Detailed Table Information", rows);
          details(found, rows);
        }
      }
      case Entry.View view -> {
        columns(name, view, rows);
        if (isExtended) {
          heading("# Detailed Table Information", rows);
          details(name, view, rows);
        }
      }
    }
    return Optional.of(rows(rows, "col_name", "data_type", "comment"));
  }

  private DataFrame rows(List<Row> rows, String... names) {
    StructType schema = new StructType();
    for (String name : names) schema = schema.add(name, AtomicType.STRING, true);
    return session.createDataFrame(rows, schema);
  }

  private static void heading(String text, List<Row> rows) {
    rows.add(Row.of("", "", ""));
    rows.add(Row.of(text, "", ""));
  }

  private static void columns(TableDefinition definition, List<Row> rows) {
    for (TableColumn column : definition.visible()) rows.add(row(column));
    if (!definition.partitioning().isEmpty()) {
      rows.add(Row.of("# Partition Information", "", ""));
      rows.add(Row.of("# col_name", "data_type", "comment"));
      for (TableColumn column : definition.partitionColumns()) rows.add(row(column));
    }
    List<TableColumn> defaults =
        definition.visible().stream().filter(each -> each.defaultValue().isPresent()).toList();
    if (!defaults.isEmpty()) heading("# Column Default Values", rows);
    for (TableColumn column : defaults)
      rows.add(
          Row.of(column.name(), column.declared().simpleString(), column.defaultValue().get()));
  }

  private static Row row(TableColumn column) {
    return Row.of(column.name(), column.declared().simpleString(), column.comment().orElse(null));
  }

  private void columns(TableName name, Entry.View view, List<Row> rows) {
    StructType schema = session.table(name.toString()).schema();
    for (int i = 0; i < schema.size(); i++) {
      StructField field = schema.field(i);
      String comment = i < view.comments().size() ? view.comments().get(i) : "";
      rows.add(
          Row.of(
              field.name(), field.dataType().simpleString(), comment.isEmpty() ? null : comment));
    }
  }

  private void details(SessionCatalog.Found found, List<Row> rows) {
    TableDefinition definition = found.definition();
    naming(found.name(), rows);
    add(rows, "Created Time", time(definition.createdMillis()));
    add(rows, "Type", definition.isExternal() ? "EXTERNAL" : "MANAGED");
    add(rows, "Provider", definition.provider());
    definition
        .buckets()
        .ifPresent(
            buckets -> {
              add(rows, "Num Buckets", Integer.toString(buckets.count()));
              add(rows, "Bucket Columns", quoted(buckets.columns()));
              add(rows, "Sort Columns", quoted(buckets.sorting()));
            });
    definition.comment().ifPresent(comment -> add(rows, "Comment", comment));
    if (!definition.properties().isEmpty())
      add(rows, "Table Properties", listed(definition.properties()));
    found.state().statistics().ifPresent(known -> add(rows, "Statistics", text(known)));
    add(rows, "Location", location(found));
    if (!definition.options().isEmpty())
      add(rows, "Storage Properties", listed(definition.options()));
    if (!definition.partitioning().isEmpty()) add(rows, "Partition Provider", "Catalog");
  }

  private static void naming(TableName name, List<Row> rows) {
    add(rows, "Catalog", SessionCatalog.CATALOG);
    add(rows, "Database", name.database());
    add(rows, "Table", name.name());
  }

  private static void add(List<Row> rows, String name, String value) {
    rows.add(Row.of(name, value, ""));
  }

  private static String quoted(List<String> names) {
    return "[" + String.join(", ", names.stream().map(name -> "`" + name + "`").toList()) + "]";
  }

  private static String listed(Map<String, String> properties) {
    List<String> all = new ArrayList<>();
    new TreeMap<>(properties).forEach((name, value) -> all.add(name + "=" + value));
    return "[" + String.join(", ", all) + "]";
  }

  private static String text(TableStatistics known) {
    return known.sizeBytes() + " bytes, " + known.rowCount() + " rows";
  }

  private String time(long millis) {
    return LocalDateTime.ofInstant(Instant.ofEpochMilli(millis), session.conf().settings().zone())
        .toString();
  }

  String location(SessionCatalog.Found found) {
    return found
        .definition()
        .location()
        .orElseGet(() -> session.tables().store().folder(found.table()));
  }

  private void details(TableName name, Entry.View view, List<Row> rows) {
    naming(name, rows);
    add(rows, "Type", "VIEW");
    view.comment().ifPresent(comment -> add(rows, "Comment", comment));
    add(rows, "View Text", view.text());
    add(rows, "View Catalog and Namespace", SessionCatalog.CATALOG + "." + view.database());
    if (!view.properties().isEmpty()) add(rows, "Table Properties", listed(view.properties()));
  }

  /** As SHOW TABLE EXTENDED tells it: lines of a name and a value. */
  String information(TableName name) {
    List<String> parts = List.of(name.database(), name.name());
    List<Row> rows = new ArrayList<>();
    Entry entry = session.tables().entry(parts).orElseThrow();
    if (entry instanceof Entry.View view) details(name, view, rows);
    else details(session.tables().table(parts, Origin.NONE), rows);
    StringBuilder text = new StringBuilder();
    for (Row row : rows)
      text.append((String) row.get(0)).append(": ").append((String) row.get(1)).append('\n');
    return text.toString();
  }

  DataFrame describe(CatalogStatement.DescribePartition describe, AnalysisContext context) {
    SessionCatalog.Found found = session.tables().table(describe.name(), describe.origin());
    PartitionSpecs specs = new PartitionSpecs(session, context);
    List<String> partition =
        specs.whole(found.definition(), describe.partition(), describe.origin()).partition();
    if (!specs.all(found).contains(partition))
      throw QueryErrors.at(
          SqlError.PARTITION_NOT_FOUND,
          describe.origin(),
          "The table " + found.name() + " has no such partition",
          "SHOW PARTITIONS lists what there is");
    List<Row> rows = new ArrayList<>();
    columns(found.definition(), rows);
    if (describe.isExtended()) {
      heading("# Detailed Partition Information", rows);
      add(rows, "Database", found.name().database());
      add(rows, "Table", found.name().name());
      add(
          rows,
          "Partition Values",
          "[" + PartitionSpecs.shown(found.definition(), partition).replace("/", ", ") + "]");
      long bytes = 0;
      for (DataFile file : found.state().files())
        if (file.partition().equals(partition)) bytes += file.bytes();
      Long rowCount = found.state().partitionRows().get(partition);
      if (!found.definition().isExternal())
        add(
            rows,
            "Partition Statistics",
            bytes + " bytes" + (rowCount == null ? "" : ", " + rowCount + " rows"));
    }
    return rows(rows, "col_name", "data_type", "comment");
  }

  // ---- SHOW CREATE TABLE

  String statement(List<String> parts, Origin origin) {
    Optional<Entry> entry = session.tables().entry(parts);
    TableName name = session.tables().name(parts, origin);
    String full = SessionCatalog.CATALOG + "." + name;
    if (entry.orElse(null) instanceof Entry.View view) {
      String columns =
          view.columns().isEmpty() ? "" : " (\n  " + String.join(",\n  ", columns(view)) + ")";
      return "CREATE VIEW "
          + full
          + columns
          + view.comment().map(c -> "\nCOMMENT " + literal(c)).orElse("")
          + properties("\nTBLPROPERTIES ", view.properties())
          + "\nAS "
          + view.text()
          + "\n";
    }
    SessionCatalog.Found found = session.tables().table(parts, origin);
    TableDefinition definition = found.definition();
    List<String> columns = new ArrayList<>();
    for (TableColumn column : definition.visible()) columns.add(column(column));
    StringBuilder text = new StringBuilder("CREATE TABLE ").append(full);
    text.append(" (\n  ").append(String.join(",\n  ", columns)).append(")");
    text.append("\nUSING ").append(definition.provider());
    text.append(properties("\nOPTIONS ", definition.options()));
    if (!definition.partitioning().isEmpty())
      text.append("\nPARTITIONED BY (").append(names(definition.partitioning())).append(")");
    definition.buckets().ifPresent(buckets -> text.append(clustering(buckets)));
    definition.comment().ifPresent(comment -> text.append("\nCOMMENT ").append(literal(comment)));
    definition.location().ifPresent(path -> text.append("\nLOCATION ").append(literal(path)));
    text.append(properties("\nTBLPROPERTIES ", definition.properties()));
    return text.append('\n').toString();
  }

  private static List<String> columns(Entry.View view) {
    List<String> columns = new ArrayList<>();
    for (int i = 0; i < view.columns().size(); i++) {
      String comment = view.comments().get(i);
      columns.add(
          name(view.columns().get(i)) + (comment.isEmpty() ? "" : " COMMENT " + literal(comment)));
    }
    return columns;
  }

  private static String clustering(Buckets buckets) {
    return "\nCLUSTERED BY ("
        + names(buckets.columns())
        + ")"
        + (buckets.sorting().isEmpty() ? "" : "\nSORTED BY (" + names(buckets.sorting()) + ")")
        + "\nINTO "
        + buckets.count()
        + " BUCKETS";
  }

  private static String column(TableColumn column) {
    return name(column.name())
        + " "
        + column.declared().sql()
        + (column.isNullable() ? "" : " NOT NULL")
        + column.defaultValue().map(value -> " DEFAULT " + value).orElse("")
        + column.comment().map(comment -> " COMMENT " + literal(comment)).orElse("");
  }

  private static String names(List<String> names) {
    return String.join(", ", names.stream().map(TableDescriptions::name).toList());
  }

  private static String name(String name) {
    boolean isPlain = !name.isEmpty() && !Character.isDigit(name.charAt(0));
    for (int i = 0; i < name.length(); i++) {
      char c = name.charAt(i);
      isPlain &= c == '_' || c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z' || c >= '0' && c <= '9';
    }
    return isPlain ? name : "`" + name.replace("`", "``") + "`";
  }

  private static String literal(String text) {
    return "'" + text.replace("\\", "\\\\").replace("'", "\\'") + "'";
  }

  private static String properties(String clause, Map<String, String> properties) {
    if (properties.isEmpty()) return "";
    List<String> all = new ArrayList<>();
    new TreeMap<>(properties)
        .forEach((name, value) -> all.add(literal(name) + " = " + literal(value)));
    return clause + "(\n  " + String.join(",\n  ", all) + ")";
  }
}
