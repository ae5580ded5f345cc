package io.brasa.sql;

import static java.util.Objects.requireNonNull;

import io.brasa.columnar.type.AtomicType;
import io.brasa.columnar.type.StructField;
import io.brasa.columnar.type.StructType;
import io.brasa.columnar.vector.Batch;
import io.brasa.core.Assembly;
import io.brasa.core.BrasaContext;
import io.brasa.core.RDD;
import io.brasa.core.closure.CallSite;
import io.brasa.core.lineage.Dependency;
import io.brasa.core.lineage.Lineage;
import io.brasa.sql.analysis.AnalysisContext;
import io.brasa.sql.analysis.Analyzer;
import io.brasa.sql.analysis.Tables;
import io.brasa.sql.error.QueryErrors;
import io.brasa.sql.error.SqlError;
import io.brasa.sql.expression.Attribute;
import io.brasa.sql.expression.AttributeIds;
import io.brasa.sql.expression.Literal;
import io.brasa.sql.function.builtin.BuiltInFunctions;
import io.brasa.sql.logical.DatasetRows;
import io.brasa.sql.logical.LocalRows;
import io.brasa.sql.logical.LogicalPlan;
import io.brasa.sql.logical.Range;
import io.brasa.sql.parser.SqlParser;
import io.brasa.sql.shape.BatchWriter;
import io.brasa.sql.syntax.Origin;
import io.brasa.sql.syntax.Relation;
import io.brasa.sql.syntax.Statement;
import io.brasa.sql.typed.WriteRows;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.IntStream;

/**
 * The entry to queries. {@link #local()} needs nothing; {@link #builder()} names another master.
 * Close it when done. Thread-safe.
 */
public final class BrasaSession implements AutoCloseable {
  private final BrasaContext context;
  private final RuntimeConfig config;
  private final Execution execution;
  private final AttributeIds ids = new AttributeIds();
  private final Views views = new Views();
  private final SessionCatalog tables = new SessionCatalog(this, views);
  private final Formats formats;
  private final UDFRegistration functions;
  private final SessionVariables variables = new SessionVariables();
  private final SessionFunctions sqlFunctions;

  private BrasaSession(BrasaContext context, RuntimeConfig config) {
    this.context = context;
    this.config = config;
    this.execution = new Execution(context, config, ids);
    this.formats = new Formats(execution.assembly(), execution.looks(), config::settings);
    this.functions = new UDFRegistration(execution.assembly());
    this.sqlFunctions = new SessionFunctions(context.version(), context.sparkUser());
  }

  /** A session in this process. */
  public static BrasaSession local() {
    return builder().build();
  }

  public static Builder builder() {
    return new Builder(BrasaContext.builder());
  }

  /** On a context that is set up otherwise already, with listeners or file systems of one's own. */
  public static Builder builder(BrasaContext.Builder context) {
    return new Builder(requireNonNull(context));
  }

  /** Collects settings. Not thread-safe. */
  public static final class Builder {
    private final BrasaContext.Builder context;
    private final Map<String, String> own = new LinkedHashMap<>();

    private Builder(BrasaContext.Builder context) {
      this.context = context;
    }

    /** Where tasks run: {@code local[*]}, {@code local-cluster[2,1,512m]}. */
    public Builder master(String url) {
      context.master(url);
      return this;
    }

    public Builder appName(String name) {
      context.appName(name);
      return this;
    }

    /** Changes a setting, of queries if it begins with {@code sql.}, else of the context. */
    public Builder config(String name, Object value) {
      return config(name, value.toString());
    }

    /** As {@link #config(String, Object)}. */
    public Builder config(String name, String value) {
      if (name.startsWith(SessionSettings.PREFIX)) own.put(name, requireNonNull(value));
      else context.set(name, value);
      return this;
    }

    /** Starts the session. Fails with {@code SETTING_INVALID} by name. */
    public BrasaSession build() {
      RuntimeConfig config = new RuntimeConfig(own);
      return new BrasaSession(context.build(), config);
    }

    /** As {@link #build()}: sessions are never shared behind the program's back. */
    public BrasaSession getOrCreate() {
      return build();
    }
  }

  /** Where datasets come from, and what runs the tasks. */
  public BrasaContext context() {
    return context;
  }

  Execution execution() {
    return execution;
  }

  Views views() {
    return views;
  }

  SessionCatalog tables() {
    return tables;
  }

  CatalogStatements catalogStatements(AnalysisContext context) {
    return new CatalogStatements(this, context);
  }

  Formats formats() {
    return formats;
  }

  /** The settings of queries. */
  public RuntimeConfig conf() {
    return config;
  }

  SessionVariables variables() {
    return variables;
  }

  SessionFunctions sqlFunctions() {
    return sqlFunctions;
  }

  /** Makes functions of the program's known to queries. */
  public UDFRegistration udf() {
    return functions;
  }

  /** What views and functions there are. */
  public Catalog catalog() {
    return new Catalog(this);
  }

  /** The version of the engine. */
  public String version() {
    return context.version();
  }

  // ---- queries

  AnalysisContext analysis(List<Literal> places, Map<String, Literal> parameters) {
    return analysis(tables, places, parameters);
  }

  /** Where names of tables mean something else. */
  AnalysisContext analysis(Tables named) {
    return analysis(named, List.of(), Map.of());
  }

  private AnalysisContext analysis(
      Tables named, List<Literal> places, Map<String, Literal> parameters) {
    return new AnalysisContext(
        named,
        formats,
        BuiltInFunctions.registry(),
        functions.functions(),
        execution.evaluation(),
        places,
        parameters,
        variables.values(),
        sqlFunctions.all(),
        ids,
        execution.assembly()::warn);
  }

  /** The rows of a relation; names are found now. */
  DataFrame analyzed(Relation relation) {
    return analyzed(relation, analysis(List.of(), Map.of()));
  }

  Analyzer.Analysis analysisOf(Relation relation) {
    return Analyzer.analysis(relation, analysis(List.of(), Map.of()));
  }

  DataFrame analyzed(Relation relation, AnalysisContext with) {
    return new DataFrame(this, QueryErrors.withinStack(() -> Analyzer.analysis(relation, with)));
  }

  /**
   * Runs a statement: a query's rows are computed when they are asked for, other statements act now
   * and give what they have to say as rows. Fails with {@code SQL_SYNTAX} and as analysis does,
   * showing the piece of the text.
   */
  public DataFrame sql(String text) {
    return sql(text, Map.of());
  }

  /** As {@link #sql(String)}, with values for {@code ?} in order. */
  public DataFrame sql(String text, Object... values) {
    List<Literal> places = new ArrayList<>();
    for (Object value : values) places.add(Columns.literal(value, Columns.here("sql")));
    return run(text, analysis(places, Map.of()));
  }

  /** As {@link #sql(String)}, with values for {@code :name}. */
  public DataFrame sql(String text, Map<String, ?> values) {
    Map<String, Literal> parameters = new HashMap<>();
    values.forEach(
        (name, value) -> parameters.put(name, Columns.literal(value, Columns.here("sql"))));
    return run(text, analysis(List.of(), parameters));
  }

  private DataFrame run(String text, AnalysisContext context) {
    DataFrame rows =
        QueryErrors.withinStack(
            text.length(), () -> new Statements(this, context).run(parsed(text, context)));
    execution.texts().note(rows.plan(), text);
    return rows;
  }

  /** A statement in whose text names may be values of variables and parameters. */
  Statement parsed(String text, AnalysisContext context) {
    return SqlParser.statement(text, new Identifiers(context));
  }

  /** A view by its name. Fails with {@code TABLE_NOT_FOUND}, naming what may be meant. */
  public DataFrame table(String name) {
    Origin origin = Columns.here("table");
    return analyzed(new Relation.Table(Columns.parts(name, origin), origin));
  }

  /** Begins to read a table from outside. */
  public DataFrameReader read() {
    return new DataFrameReader(this);
  }

  // ---- tables

  /** The column {@code id} of long integers from zero to before an end. */
  public DataFrame range(long end) {
    return range(0, end);
  }

  /** From {@code start} to before {@code end}. */
  public DataFrame range(long start, long end) {
    return range(start, end, 1);
  }

  /** From {@code start} to before {@code end} by a step. */
  public DataFrame range(long start, long end, long step) {
    return range(start, end, step, context.defaultParallelism());
  }

  /** As above in so many partitions. */
  public DataFrame range(long start, long end, long step, int partitionCount) {
    if (step == 0) throw new IllegalArgumentException("step 0");
    Attribute id = ids.attribute("id", AtomicType.LONG, false);
    return frame(new Range(start, end, step, partitionCount, id));
  }

  /** Rows of the program's, which are copied now. Fails with {@code TYPE_MISMATCH}. */
  public DataFrame createDataFrame(List<Row> rows, StructType schema) {
    return frame(new LocalRows(attributes(schema), Rows.batches(rows, schema)));
  }

  /**
   * Rows of a dataset; what a row does not have becomes null. Rows that do not fit the schema fail
   * with {@code TYPE_MISMATCH} when they are read.
   */
  public DataFrame createDataFrame(RDD<Row> rows, StructType schema) {
    Assembly assembly = execution.assembly();
    Lineage<Row> lineage = assembly.lineage(rows);
    Lineage<Batch> batches =
        assembly.dataset(
            new BatchesOfRows(schema),
            List.of(new Dependency.Narrow(lineage)),
            lineage.partitionCount(),
            CallSite.here("createDataFrame"));
    return frame(new DatasetRows("Rows", attributes(schema), batches));
  }

  /**
   * Values of the program's, which are copied now; their class is that of the first. Fails with
   * {@code RESULT_TYPE_UNKNOWN} if that does not tell what columns there are, and with {@code
   * TYPE_WITHOUT_COLUMNS} if it has none.
   */
  @SuppressWarnings("unchecked")
  public <T> Dataset<T> createDataset(List<T> values) {
    Origin origin = Columns.here("createDataset");
    Object first = values.stream().filter(Objects::nonNull).findFirst().orElse(null);
    if (first == null || first.getClass().getTypeParameters().length > 0)
      throw QueryErrors.at(
          SqlError.RESULT_TYPE_UNKNOWN,
          origin,
          first == null
              ? "There is no value to find a class from"
              : "A value of "
                  + first.getClass().getSimpleName()
                  + " says nothing of its type arguments",
          "Give an encoder behind the values, such as Encoders.of(Person.class)");
    Class<?> type =
        first instanceof Enum<?> constant ? constant.getDeclaringClass() : first.getClass();
    return createDataset(values, (Encoder<T>) Encoders.of(type));
  }

  /** As {@link #createDataset(List)}, told what the values are. */
  public <T> Dataset<T> createDataset(List<T> values, Encoder<T> encoder) {
    BatchWriter writer = new BatchWriter(encoder.shape(), execution.assembly().codecs());
    List<Batch> batches = new ArrayList<>();
    WriteRows.of(values.iterator(), writer).forEachRemaining(batches::add);
    return TypedRows.dataset(
        this, new LocalRows(attributes(encoder.shape().schema()), batches), encoder);
  }

  /** As {@link #createDataset(List)}, told the class of the values: of a record, bean or value. */
  public <T> Dataset<T> createDataset(List<T> values, Class<T> type) {
    return createDataset(values, Encoders.of(type));
  }

  /** As {@link #createDataset(RDD, Encoder)}, told the class of the values. */
  public <T> Dataset<T> createDataset(RDD<T> values, Class<T> type) {
    return createDataset(values, Encoders.of(type));
  }

  /** The records of a dataset of core's as rows. */
  public <T> Dataset<T> createDataset(RDD<T> values, Encoder<T> encoder) {
    Assembly assembly = execution.assembly();
    Lineage<T> lineage = assembly.lineage(values);
    Lineage<Batch> batches =
        assembly.dataset(
            new WriteRows(
                encoder.shape(), IntStream.range(0, encoder.shape().width()).boxed().toList()),
            List.of(new Dependency.Narrow(lineage)),
            lineage.partitionCount(),
            CallSite.here("createDataset"));
    return TypedRows.dataset(
        this, new DatasetRows("Objects", attributes(encoder.shape().schema()), batches), encoder);
  }

  /** No rows of a class. */
  public <T> Dataset<T> emptyDataset(Encoder<T> encoder) {
    return createDataset(List.of(), encoder);
  }

  /** No rows of a class. */
  public <T> Dataset<T> emptyDataset(Class<T> type) {
    return emptyDataset(Encoders.of(type));
  }

  /** No rows and no columns. */
  public DataFrame emptyDataFrame() {
    return createDataFrame(List.of(), new StructType());
  }

  List<Attribute> attributes(StructType schema) {
    List<Attribute> attributes = new ArrayList<>();
    for (StructField field : schema.fields())
      attributes.add(ids.attribute(field.name(), field.dataType(), field.nullable()));
    return attributes;
  }

  AttributeIds ids() {
    return ids;
  }

  DataFrame frame(LogicalPlan plan) {
    return new DataFrame(this, new Analyzer.Analysis(plan, List.of()));
  }

  /** Ends running queries and gives back all they held. Idempotent. */
  @Override
  public void close() {
    context.close();
  }

  /** As {@link #close()}. */
  public void stop() {
    close();
  }
}
