package io.brasa.sql;

import io.brasa.columnar.source.Sink;
import io.brasa.columnar.source.SourceOptions;
import io.brasa.columnar.type.ArrayType;
import io.brasa.columnar.type.DataType;
import io.brasa.columnar.type.MapType;
import io.brasa.columnar.type.StructField;
import io.brasa.columnar.type.StructType;
import io.brasa.core.closure.CallSite;
import io.brasa.runtime.error.EngineException;
import io.brasa.sql.analysis.AnalysisContext;
import io.brasa.sql.error.Nearest;
import io.brasa.sql.error.QueryErrors;
import io.brasa.sql.error.SqlError;
import io.brasa.sql.execute.PartitionFolders;
import io.brasa.sql.logical.LogicalPlan;
import io.brasa.sql.syntax.CatalogStatement.Clustering;
import io.brasa.sql.syntax.CatalogStatement.TableClauses;
import io.brasa.sql.syntax.Origin;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * Collects how rows are to be written, and writes them: {@code
 * frame.write().partitionBy("day").parquet("sales")}. A folder appears with all rows or not at all,
 * whatever fails and is tried again. Not thread-safe.
 */
public final class DataFrameWriter {
  /** The option that says what the setting {@code sql.partitionOverwriteMode} says else. */
  private static final String OVERWRITE_MODE = "partitionOverwriteMode";

  private final DataFrame frame;
  private final Map<String, String> options = new LinkedHashMap<>();
  private String format = Formats.DEFAULT;
  private SaveMode mode = SaveMode.ErrorIfExists;
  private List<String> partitions = List.of();
  private int bucketCount;
  private List<String> buckets = List.of();
  private List<String> sorting = List.of();

  DataFrameWriter(DataFrame frame) {
    this.frame = frame;
  }

  /** The format, {@code parquet} if nothing is said. */
  public DataFrameWriter format(String name) {
    format = name;
    return this;
  }

  /** What is done where something is already. */
  public DataFrameWriter mode(SaveMode chosen) {
    mode = chosen;
    return this;
  }

  /**
   * As above: {@code append}, {@code overwrite}, {@code ignore}, {@code error}. Fails with {@code
   * INVALID_ARGUMENT_VALUE} on others.
   */
  public DataFrameWriter mode(String name) {
    return mode(
        switch (name.toLowerCase(Locale.ROOT)) {
          case "append" -> SaveMode.Append;
          case "overwrite" -> SaveMode.Overwrite;
          case "ignore" -> SaveMode.Ignore;
          case "error", "errorifexists", "default" -> SaveMode.ErrorIfExists;
          default ->
              throw invalid(
                  "mode",
                  "There is no mode of saving called " + name,
                  QueryErrors.perhaps(
                      Nearest.of(name, List.of("append", "overwrite", "ignore", "error"), 1),
                      "Use append, overwrite, ignore or error"));
        });
  }

  /** What the format knows: case of names does not count. */
  public DataFrameWriter option(String name, Object value) {
    options.put(name, String.valueOf(value));
    return this;
  }

  public DataFrameWriter options(Map<String, String> values) {
    options.putAll(values);
    return this;
  }

  /** Divides rows into folders by the values of columns: {@code day=1/shop=2}. */
  public DataFrameWriter partitionBy(String... columns) {
    partitions = List.of(columns);
    return this;
  }

  /**
   * Divides the rows of a table among so many files by the hash of columns: queries that join or
   * group by these move no rows. For {@link #saveAsTable} alone.
   */
  public DataFrameWriter bucketBy(int count, String column, String... more) {
    if (count < 1)
      throw invalid("bucketBy", count + " is no number of buckets", "Give one from 1 on");
    bucketCount = count;
    buckets = all(column, more);
    return this;
  }

  /** Puts the rows of each bucket in order. */
  public DataFrameWriter sortBy(String column, String... more) {
    sorting = all(column, more);
    return this;
  }

  private static List<String> all(String first, String... more) {
    List<String> all = new ArrayList<>(List.of(first));
    all.addAll(List.of(more));
    return List.copyOf(all);
  }

  /**
   * Makes a table of the rows, or puts them into one that is there, as the mode says: appended rows
   * go by the names of columns; overwriting makes another table. Fails with {@code TABLE_EXISTS},
   * and as {@link #save(String)}.
   */
  public void saveAsTable(String name) {
    Origin origin = Columns.here("saveAsTable");
    List<String> parts = Columns.parts(name, origin);
    BrasaSession session = frame.session();
    AnalysisContext context = session.analysis(List.of(), Map.of());
    boolean isThere = session.tables().entry(parts).isPresent();
    if (isThere && mode == SaveMode.Append) {
      SessionCatalog.Found found = session.tables().table(parts, origin);
      StoredRows stored = new StoredRows(session, context, found.definition(), origin);
      LogicalPlan rows = stored.of(frame.plan(), stored.byName(frame.plan(), List.of()));
      put(found, rows, false, context, origin);
      return;
    }
    if (sorting.size() > 0 && bucketCount == 0)
      throw invalid(
          "saveAsTable", "sortBy puts buckets in order, and there are none", "Add bucketBy");
    TableClauses clauses =
        new TableClauses(
            Optional.of(format),
            List.of(),
            partitions,
            bucketCount == 0
                ? Optional.empty()
                : Optional.of(new Clustering(buckets, sorting, bucketCount)),
            options,
            Map.of(),
            Optional.empty(),
            Optional.empty());
    TableCreation creation = new TableCreation(session, context);
    creation.create(
        session.tables().name(parts, origin),
        new TableDefinitions(session, context)
            .of(TableDefinitions.columns(frame.plan(), origin), clauses, origin),
        Optional.of(frame.plan()),
        mode == SaveMode.Ignore,
        mode == SaveMode.Overwrite,
        origin);
  }

  private void put(
      SessionCatalog.Found found,
      LogicalPlan rows,
      boolean overwrites,
      AnalysisContext context,
      Origin origin) {
    BrasaSession session = frame.session();
    PartitionSpecs.Spec all =
        new PartitionSpecs(session, context).of(found.definition(), List.of());
    new Inserts(session, context).put(found, rows, overwrites, all, origin);
  }

  /**
   * Puts the rows into a table, by the places of columns; with the mode {@code overwrite} instead
   * of what it has. Fails with {@code TABLE_NOT_FOUND} and {@code TYPE_MISMATCH}.
   */
  public void insertInto(String name) {
    Origin origin = Columns.here("insertInto");
    if (!partitions.isEmpty() || bucketCount > 0)
      throw invalid(
          "insertInto",
          "The table says how its rows are divided",
          "Leave partitionBy and bucketBy out");
    BrasaSession session = frame.session();
    AnalysisContext context = session.analysis(List.of(), Map.of());
    SessionCatalog.Found found = session.tables().table(Columns.parts(name, origin), origin);
    StoredRows stored = new StoredRows(session, context, found.definition(), origin);
    LogicalPlan rows = stored.of(frame.plan(), stored.byPlace(frame.plan(), List.of(), List.of()));
    put(found, rows, mode == SaveMode.Overwrite, context, origin);
  }

  /**
   * Writes the rows. Fails with {@code FORMAT_NOT_FOUND}, {@code OUTPUT_EXISTS}, {@code
   * COLUMN_NOT_FOUND} of partition columns, and as the format and the storage do.
   */
  public void save(String path) {
    save("save", path);
  }

  /** As {@link #save(String)}, to what the option {@code path} names. */
  public void save() {
    String path = options.get("path");
    if (path == null) throw invalid("save", "No path is given to save to", "Call save with a path");
    save("save", path);
  }

  public void parquet(String path) {
    format("parquet").save("parquet", path);
  }

  public void csv(String path) {
    format("csv").save("csv", path);
  }

  public void json(String path) {
    format("json").save("json", path);
  }

  public void text(String path) {
    format("text").save("text", path);
  }

  public void orc(String path) {
    format("orc").save("orc", path);
  }

  private void save(String operation, String path) {
    if (bucketCount > 0 || !sorting.isEmpty())
      throw invalid(
          operation,
          "Files alone do not tell that they are buckets",
          "Write a table by saveAsTable");
    BrasaSession session = frame.session();
    StructType schema = frame.schema();
    List<Integer> places = places(operation, schema);
    Map<String, String> others = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
    others.putAll(options);
    String overwriting = others.remove(OVERWRITE_MODE);
    boolean isByPartition =
        overwriting == null
            ? session.conf().settings().overwritesDynamically()
            : SessionSettings.isDynamic(overwriting);
    SourceOptions given = new SourceOptions(List.of(path), others, Optional.empty());
    Sink sink =
        session
            .formats()
            .sink(format)
            .open(given, schema, places, session.execution().assembly().storages());
    List<StructField> fields = places.stream().map(schema::field).toList();
    PartitionFolders folders =
        new PartitionFolders(
            places,
            fields.stream().map(StructField::name).toList(),
            fields.stream().map(StructField::dataType).toList());
    new TableSave(session.execution(), path, CallSite.here(operation))
        .run(frame.plan(), mode, sink, folders, isByPartition);
  }

  private List<Integer> places(String operation, StructType schema) {
    List<Integer> places = new ArrayList<>();
    for (String name : partitions) {
      int place = -1;
      for (int i = 0; i < schema.size(); i++)
        if (schema.field(i).name().equalsIgnoreCase(name)) place = i;
      if (place < 0)
        throw QueryErrors.at(
            SqlError.COLUMN_NOT_FOUND,
            Columns.here(operation),
            "There is no column " + name + " to divide the rows by",
            QueryErrors.perhaps(
                Nearest.of(name, schema.fieldNames(), 3), "Name a column of the rows"));
      if (isNested(schema.field(place).dataType()))
        throw invalid(
            operation,
            "The column "
                + name
                + " is of type "
                + schema.field(place).dataType().sql()
                + ", whose values name no folders",
            "Divide the rows by a column of plain values");
      places.add(place);
    }
    if (!places.isEmpty() && places.size() == schema.size())
      throw invalid(
          operation, "All columns are for dividing the rows", "Leave a column for the files");
    return places;
  }

  private static boolean isNested(DataType type) {
    return type instanceof ArrayType || type instanceof MapType || type instanceof StructType;
  }

  private static EngineException invalid(String operation, String what, String remedy) {
    return QueryErrors.at(SqlError.INVALID_ARGUMENT_VALUE, Columns.here(operation), what, remedy);
  }
}
