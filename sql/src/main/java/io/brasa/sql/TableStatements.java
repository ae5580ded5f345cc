package io.brasa.sql;

import io.brasa.columnar.source.ColumnStatistics;
import io.brasa.columnar.source.PartitionedSource;
import io.brasa.columnar.source.TableStatistics;
import io.brasa.columnar.type.AtomicType;
import io.brasa.columnar.type.StructField;
import io.brasa.columnar.type.StructType;
import io.brasa.runtime.error.EngineException;
import io.brasa.sql.analysis.AnalysisContext;
import io.brasa.sql.catalog.CatalogStore;
import io.brasa.sql.catalog.Entry;
import io.brasa.sql.catalog.TableColumn;
import io.brasa.sql.catalog.TableState;
import io.brasa.sql.error.QueryErrors;
import io.brasa.sql.error.SqlError;
import io.brasa.sql.logical.LocalRows;
import io.brasa.sql.logical.Project;
import io.brasa.sql.logical.Scan;
import io.brasa.sql.syntax.Origin;
import io.brasa.sql.syntax.Relation;
import io.brasa.sql.syntax.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

/** Statements that find out about tables, and tell of them. */
record TableStatements(BrasaSession session, AnalysisContext context) {
  // ---- ANALYZE

  DataFrame analyze(Statement.Analyze analyze) {
    for (Relation.Table table : analyze.tables()) analyze(table, analyze);
    if (analyze.tables().isEmpty()) {
      String current =
          analyze
              .database()
              .map(parts -> SessionCatalog.databaseName(parts, analyze.origin()))
              .orElseGet(session.tables()::current);
      SessionCatalog.database(session.tables().store().names(), current, analyze.origin());
      session
          .tables()
          .store()
          .names()
          .databases()
          .get(current)
          .relations()
          .forEach(
              (name, entry) -> {
                if (entry instanceof Entry.Table)
                  analyze(new Relation.Table(List.of(current, name), analyze.origin()), analyze);
              });
      List<String> views =
          analyze.database().isPresent() ? List.of() : List.copyOf(session.views().names());
      for (String name : views) {
        Relation.Table table = new Relation.Table(List.of(name.split("\\.")), analyze.origin());
        if (frame(table).plan() instanceof Scan) analyze(table, analyze);
      }
    }
    return session.emptyDataFrame();
  }

  private DataFrame frame(Relation.Table table) {
    return session.analyzed(table, context);
  }

  private void analyze(Relation.Table table, Statement.Analyze analyze) {
    DataFrame frame = asStored(table, frame(table));
    if (isEmpty(table, frame)) {
      keep(table, new TableStatistics(0, 0, java.util.Map.of()));
      return;
    }
    if (!(frame.plan() instanceof Scan scan))
      throw QueryErrors.at(
          SqlError.SQL_UNSUPPORTED,
          table.origin(),
          String.join(".", table.name()) + " is a query, of which no statistics are kept",
          "Analyze the tables that it reads");
    TableFigures figures = new TableFigures(frame, scan);
    TableStatistics found;
    try {
      found = found(figures, scan, analyze);
    } catch (EngineException e) {
      throw QueryErrors.located(e, analyze.origin());
    }
    session.execution().statistics().put(scan.source(), found);
    keep(table, found);
  }

  /** Of a table that lasts it lasts too, until its rows change. */
  private void keep(Relation.Table table, TableStatistics found) {
    if (session.tables().isTemporary(table.name())) return;
    if (!(session.tables().entry(table.name()).orElse(null) instanceof Entry.Table entry)) return;
    CatalogStore store = session.tables().store();
    Optional<TableState> now = store.state(entry);
    // Files that are others' too change without a commit: what was found may not hold then.
    if (now.isEmpty() || now.get().definition().isExternal()) return;
    long version = now.get().dataVersion();
    TableStatistics all =
        frame(table).plan() instanceof Scan scan
            ? session.execution().statistics().analyzed(scan.source()).orElse(found)
            : found;
    store.change(
        entry,
        CatalogStatements.newId(session),
        state -> state.dataVersion() == version ? state.with(all) : state);
  }

  /** Of a table whose texts are filled up when they are read, what is read. */
  private DataFrame asStored(Relation.Table table, DataFrame frame) {
    boolean isTable =
        !session.tables().isTemporary(table.name())
            && session.tables().entry(table.name()).orElse(null) instanceof Entry.Table;
    return isTable && frame.plan() instanceof Project(var _, Scan scan)
        ? session.frame(scan)
        : frame;
  }

  private boolean isEmpty(Relation.Table table, DataFrame frame) {
    return frame.plan() instanceof LocalRows
        && !session.tables().isTemporary(table.name())
        && session.tables().entry(table.name()).orElse(null) instanceof Entry.Table;
  }

  private TableStatistics found(TableFigures figures, Scan scan, Statement.Analyze analyze) {
    return switch (analyze.mode()) {
      case SIZE -> {
        Optional<TableStatistics> before = session.execution().statistics(scan.source());
        yield new TableStatistics(
            before.map(TableStatistics::rowCount).orElse(figures.sizeBytes() / 100),
            figures.sizeBytes(),
            java.util.Map.of());
      }
      case ROWS -> figures.of(List.of());
      case SOME_COLUMNS -> figures.of(figures.places(analyze.columns()));
      case ALL_COLUMNS -> figures.of(IntStream.range(0, scan.output().size()).boxed().toList());
    };
  }

  // ---- DESCRIBE

  DataFrame describe(Statement.Describe describe) {
    if (describe.column().isEmpty() && describe.relation() instanceof Relation.Table table) {
      Optional<DataFrame> known =
          new TableDescriptions(session)
              .describe(table.name(), describe.isExtended(), describe.origin());
      if (known.isPresent()) return known.get();
    }
    DataFrame frame = session.analyzed(describe.relation(), context);
    if (describe.column().isPresent()) return column(frame, describe);
    List<Row> rows = new ArrayList<>();
    for (StructField field : frame.schema().fields())
      rows.add(Row.of(field.name(), field.dataType().simpleString(), null));
    partitions(frame, rows);
    Optional<String> name =
        switch (describe.relation()) {
          case Relation.Table table -> Optional.of(String.join(".", table.name()));
          case Relation.Path path -> Optional.of(path.path());
          default -> Optional.empty();
        };
    if (describe.isExtended() && name.isPresent()) details(frame, name.get(), rows);
    return rows(rows, "col_name", "data_type", "comment");
  }

  private static void partitions(DataFrame frame, List<Row> rows) {
    boolean isPartitioned =
        frame.plan() instanceof Scan scan
            && scan.source() instanceof PartitionedSource source
            && !source.partitionColumns().isEmpty();
    if (!isPartitioned) return;
    rows.add(Row.of("# Partition Information", "", ""));
    rows.add(Row.of("# col_name", "data_type", "comment"));
    Scan scan = (Scan) frame.plan();
    for (int column : ((PartitionedSource) scan.source()).partitionColumns()) {
      StructField field = scan.source().schema().field(column);
      rows.add(Row.of(field.name(), field.dataType().simpleString(), null));
    }
  }

  private void details(DataFrame frame, String name, List<Row> rows) {
    rows.add(Row.of("", "", ""));
    rows.add(Row.of("# Detailed Table Information", "", ""));
    rows.add(Row.of("Table", name, ""));
    if (!(frame.plan() instanceof Scan scan)) {
      rows.add(Row.of("Type", "VIEW", ""));
      return;
    }
    rows.add(Row.of("Type", "TEMPORARY", ""));
    rows.add(Row.of("Source", scan.source().description(), ""));
    session
        .execution()
        .statistics(scan.source())
        .ifPresent(
            known ->
                rows.add(
                    Row.of(
                        "Statistics",
                        known.sizeBytes() + " bytes, " + known.rowCount() + " rows",
                        "")));
  }

  private DataFrame column(DataFrame frame, Statement.Describe describe) {
    String name = describe.column().orElseThrow();
    StructField field = field(frame, name, describe.origin());
    List<Row> rows = new ArrayList<>();
    rows.add(Row.of("col_name", field.name()));
    rows.add(Row.of("data_type", field.dataType().simpleString()));
    rows.add(Row.of("comment", comment(describe.relation(), name, describe.origin())));
    if (describe.isExtended()) {
      ColumnStatistics known = known(frame, frame.schema().fields().indexOf(field));
      rows.add(Row.of("min", text(known.min())));
      rows.add(Row.of("max", text(known.max())));
      rows.add(Row.of("num_nulls", text(known.nullCount().stream().boxed().findFirst())));
      rows.add(Row.of("distinct_count", text(known.distinctCount().stream().boxed().findFirst())));
      rows.add(Row.of("avg_col_len", text(known.averageBytes().stream().boxed().findFirst())));
    }
    return rows(rows, "info_name", "info_value");
  }

  private String comment(Relation relation, String column, Origin origin) {
    boolean isTable =
        relation instanceof Relation.Table table
            && !session.tables().isTemporary(table.name())
            && session.tables().entry(table.name()).orElse(null) instanceof Entry.Table;
    if (!isTable) return "NULL";
    return session
        .tables()
        .table(((Relation.Table) relation).name(), origin)
        .definition()
        .column(column)
        .flatMap(TableColumn::comment)
        .orElse("NULL");
  }

  private ColumnStatistics known(DataFrame frame, int place) {
    return frame.plan() instanceof Scan scan
        ? session
            .execution()
            .statistics(scan.source())
            .map(known -> known.columns().get(scan.columns().get(place)))
            .orElse(ColumnStatistics.UNKNOWN)
        : ColumnStatistics.UNKNOWN;
  }

  private static StructField field(DataFrame frame, String name, Origin origin) {
    for (StructField field : frame.schema().fields())
      if (field.name().equalsIgnoreCase(name)) return field;
    try {
      frame.col("`" + name.replace("`", "``") + "`");
    } catch (EngineException e) {
      throw QueryErrors.located(e, origin);
    }
    throw new IllegalStateException("a column that was found is a field: " + name);
  }

  private static String text(Optional<?> value) {
    return value.map(Object::toString).orElse("NULL");
  }

  private DataFrame rows(List<Row> rows, String... names) {
    StructType schema = new StructType();
    for (String name : names) schema = schema.add(name, AtomicType.STRING, true);
    return session.createDataFrame(rows, schema);
  }
}
