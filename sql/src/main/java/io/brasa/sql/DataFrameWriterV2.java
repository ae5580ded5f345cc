package io.brasa.sql;

import io.brasa.sql.analysis.AnalysisContext;
import io.brasa.sql.error.QueryErrors;
import io.brasa.sql.error.SqlError;
import io.brasa.sql.logical.LogicalPlan;
import io.brasa.sql.syntax.CatalogStatement;
import io.brasa.sql.syntax.CatalogStatement.TableClauses;
import io.brasa.sql.syntax.Origin;
import io.brasa.sql.syntax.Syntax;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Collects how rows are to become those of a table, and makes them: {@code
 * frame.writeTo("sales").partitionedBy(col("day")).create()}. Columns go by their names. Each of
 * the last calls is one commit. Not thread-safe.
 */
public final class DataFrameWriterV2 {
  private final DataFrame frame;
  private final List<String> table;
  private final Map<String, String> options = new LinkedHashMap<>();
  private final Map<String, String> properties = new LinkedHashMap<>();
  private final List<String> partitions = new ArrayList<>();
  private String provider = Formats.DEFAULT;

  DataFrameWriterV2(DataFrame frame, String table) {
    this.frame = frame;
    this.table = Columns.parts(table, Columns.here("writeTo"));
  }

  /** The format of a table to be made, {@code parquet} if nothing is said. */
  public DataFrameWriterV2 using(String format) {
    provider = format;
    return this;
  }

  /** What the format knows: case of names does not count. */
  public DataFrameWriterV2 option(String name, Object value) {
    options.put(name, String.valueOf(value));
    return this;
  }

  public DataFrameWriterV2 options(Map<String, String> values) {
    options.putAll(values);
    return this;
  }

  /** A property of a table to be made. */
  public DataFrameWriterV2 tableProperty(String name, String value) {
    properties.put(name, value);
    return this;
  }

  /**
   * By which columns a table to be made is divided into partitions. Fails with {@code
   * SQL_UNSUPPORTED} on what is no column.
   */
  public DataFrameWriterV2 partitionedBy(Column column, Column... more) {
    List<Column> all = new ArrayList<>(List.of(column));
    all.addAll(List.of(more));
    for (Column each : all) partitions.add(name(each));
    return this;
  }

  private static String name(Column column) {
    Syntax syntax = column.syntax();
    if (syntax instanceof Syntax.Name name) return name.parts().getLast();
    if (syntax instanceof Syntax.Resolved(var expression, var _)
        && expression instanceof io.brasa.sql.expression.Attribute attribute)
      return attribute.name();
    throw QueryErrors.at(
        SqlError.SQL_UNSUPPORTED,
        Columns.here("partitionedBy"),
        "Tables are divided by columns, and not by " + column,
        "Make a column of it first");
  }

  // ---- tables

  /** Makes a table of the rows. Fails with {@code TABLE_EXISTS}. */
  public void create() {
    make(false, Columns.here("create"));
  }

  /** Makes a table in the place of one that is there. Fails with {@code TABLE_NOT_FOUND}. */
  public void replace() {
    Origin origin = Columns.here("replace");
    frame.session().tables().table(table, origin);
    make(true, origin);
  }

  /** Makes a table, in the place of one if there is one. */
  public void createOrReplace() {
    make(true, Columns.here("createOrReplace"));
  }

  private void make(boolean replaces, Origin origin) {
    BrasaSession session = frame.session();
    AnalysisContext context = context();
    TableClauses clauses =
        new TableClauses(
            Optional.of(provider),
            List.of(),
            partitions,
            Optional.empty(),
            options,
            properties,
            Optional.empty(),
            Optional.empty());
    new TableCreation(session, context)
        .create(
            session.tables().name(table, origin),
            new TableDefinitions(session, context)
                .of(TableDefinitions.columns(frame.plan(), origin), clauses, origin),
            Optional.of(frame.plan()),
            false,
            replaces,
            origin);
  }

  private AnalysisContext context() {
    return frame.session().analysis(List.of(), Map.of());
  }

  // ---- rows

  /** Adds the rows to a table. Fails with {@code TABLE_NOT_FOUND}. */
  public void append() {
    insert(Optional.empty(), Columns.here("append"));
  }

  /** Puts the rows in the place of those for which a condition holds. */
  public void overwrite(Column condition) {
    insert(Optional.of(condition.syntax()), Columns.here("overwrite"));
  }

  private void insert(Optional<Syntax> replaced, Origin origin) {
    CatalogStatement.Insert insert =
        new CatalogStatement.Insert(
            table,
            false,
            List.of(),
            false,
            List.of(),
            true,
            replaced,
            frame.relation(origin),
            origin);
    frame.session().catalogStatements(context()).run(insert);
  }

  /** Puts the rows in the place of those partitions that they belong to. */
  public void overwritePartitions() {
    Origin origin = Columns.here("overwritePartitions");
    BrasaSession session = frame.session();
    SessionCatalog.Found found = session.tables().table(table, origin);
    StoredRows stored = new StoredRows(session, context(), found.definition(), origin);
    LogicalPlan rows = stored.of(frame.plan(), stored.byName(frame.plan(), List.of()));
    new Inserts(session, context()).putIntoPartitions(found, rows, origin);
  }
}
