package io.brasa.sql;

import io.brasa.columnar.source.SourceOptions;
import io.brasa.columnar.type.StructType;
import io.brasa.sql.parser.SqlParser;
import io.brasa.sql.syntax.Origin;
import io.brasa.sql.syntax.Relation;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Collects what is to be read, and opens it: {@code session.read().option("header",
 * true).csv("people.csv")}. Formats are connectors on the class path. Not thread-safe.
 */
public final class DataFrameReader {
  private final BrasaSession session;
  private final Map<String, String> options = new LinkedHashMap<>();
  private String format = Formats.DEFAULT;
  private Optional<StructType> schema = Optional.empty();

  DataFrameReader(BrasaSession session) {
    this.session = session;
  }

  /** The format, {@code parquet} if nothing is said. */
  public DataFrameReader format(String name) {
    format = name;
    return this;
  }

  /** What the format knows: case of names does not count. */
  public DataFrameReader option(String name, Object value) {
    options.put(name, String.valueOf(value));
    return this;
  }

  public DataFrameReader options(Map<String, String> values) {
    options.putAll(values);
    return this;
  }

  /** The columns, instead of those that would be found. */
  public DataFrameReader schema(StructType columns) {
    schema = Optional.of(columns);
    return this;
  }

  /** As above, as SQL writes it: {@code id BIGINT, name STRING}. Fails with {@code SQL_SYNTAX}. */
  public DataFrameReader schema(String columns) {
    return schema(SqlParser.schema(columns));
  }

  /**
   * Opens files, folders or patterns. Fails with {@code FORMAT_NOT_FOUND}, naming what to add to
   * the class path, and as the format does: {@code PATH_NOT_FOUND} and the like.
   */
  public DataFrame load(String... paths) {
    return load(Columns.here("load"), paths);
  }

  private DataFrame load(Origin origin, String... paths) {
    List<String> all = List.of(paths);
    if (all.isEmpty() && options.containsKey("path")) all = List.of(options.get("path"));
    SourceOptions given = new SourceOptions(all, options, schema);
    return session.analyzed(new Relation.Opened(session.formats().open(format, given), origin));
  }

  public DataFrame parquet(String... paths) {
    return format("parquet").load(Columns.here("parquet"), paths);
  }

  public DataFrame csv(String... paths) {
    return format("csv").load(Columns.here("csv"), paths);
  }

  public DataFrame json(String... paths) {
    return format("json").load(Columns.here("json"), paths);
  }

  public DataFrame text(String... paths) {
    return format("text").load(Columns.here("text"), paths);
  }

  /** The lines of text files. */
  public Dataset<String> textFile(String... paths) {
    return text(paths).as(Encoders.STRING());
  }

  public DataFrame orc(String... paths) {
    return format("orc").load(Columns.here("orc"), paths);
  }

  /** A view of the session. Fails with {@code TABLE_NOT_FOUND}. */
  public DataFrame table(String name) {
    return session.table(name);
  }
}
