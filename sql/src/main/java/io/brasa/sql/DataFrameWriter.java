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
import io.brasa.sql.error.Nearest;
import io.brasa.sql.error.QueryErrors;
import io.brasa.sql.error.SqlError;
import io.brasa.sql.execute.PartitionFolders;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * Collects how rows are to be written, and writes them: {@code
 * frame.write().partitionBy("day").parquet("sales")}. A folder appears with all rows or not at all,
 * whatever fails and is tried again. Not thread-safe.
 */
public final class DataFrameWriter {
  private final DataFrame frame;
  private final Map<String, String> options = new LinkedHashMap<>();
  private String format = Formats.DEFAULT;
  private SaveMode mode = SaveMode.ErrorIfExists;
  private List<String> partitions = List.of();

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
    BrasaSession session = frame.session();
    StructType schema = frame.schema();
    List<Integer> places = places(operation, schema);
    SourceOptions given = new SourceOptions(List.of(path), options, Optional.empty());
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
        .run(frame.plan(), mode, sink, folders);
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
