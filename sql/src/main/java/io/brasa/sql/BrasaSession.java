package io.brasa.sql;

import static java.util.Objects.requireNonNull;

import io.brasa.columnar.type.AtomicType;
import io.brasa.columnar.type.StructField;
import io.brasa.columnar.type.StructType;
import io.brasa.core.BrasaContext;
import io.brasa.runtime.error.EngineException;
import io.brasa.sql.analysis.AnalysisContext;
import io.brasa.sql.analysis.Analyzer;
import io.brasa.sql.error.SqlError;
import io.brasa.sql.expression.Attribute;
import io.brasa.sql.expression.AttributeIds;
import io.brasa.sql.function.builtin.BuiltInFunctions;
import io.brasa.sql.logical.LocalRows;
import io.brasa.sql.logical.LogicalPlan;
import io.brasa.sql.logical.Range;
import io.brasa.sql.parser.SqlParser;
import io.brasa.sql.syntax.Origin;
import io.brasa.sql.syntax.Relation;
import io.brasa.sql.syntax.Statement;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The entry to queries. {@link #local()} needs nothing; {@link #builder()} names another master.
 * Close it when done. Thread-safe.
 */
public final class BrasaSession implements AutoCloseable {
  private final BrasaContext context;
  private final Execution execution;
  private final AttributeIds ids = new AttributeIds();
  private final Views views = new Views();
  private final Formats formats;

  private BrasaSession(BrasaContext context, SessionSettings settings) {
    this.context = context;
    this.execution = new Execution(context, settings, ids);
    this.formats = new Formats(execution.storages());
  }

  /** A session in this process. */
  public static BrasaSession local() {
    return builder().build();
  }

  public static Builder builder() {
    return new Builder();
  }

  /** Collects settings. Not thread-safe. */
  public static final class Builder {
    private final BrasaContext.Builder context = BrasaContext.builder();
    private final Map<String, String> own = new LinkedHashMap<>();

    private Builder() {}

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
    public Builder config(String name, String value) {
      if (name.startsWith(SessionSettings.PREFIX)) own.put(name, requireNonNull(value));
      else context.set(name, value);
      return this;
    }

    /** Starts the session. Fails with {@code SETTING_INVALID} by name. */
    public BrasaSession build() {
      SessionSettings settings = SessionSettings.of(own);
      return new BrasaSession(context.build(), settings);
    }
  }

  /** Where datasets come from, and what runs the tasks. */
  public BrasaContext context() {
    return context;
  }

  Execution execution() {
    return execution;
  }

  long newAttribute() {
    return ids.next();
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
    Attribute id = new Attribute(newAttribute(), "id", AtomicType.LONG, false);
    return frame(new Range(start, end, step, partitionCount, id));
  }

  /** Rows of the program's, which are copied now. Fails with {@code TYPE_MISMATCH}. */
  public DataFrame createDataFrame(List<Row> rows, StructType schema) {
    return frame(new LocalRows(attributes(schema), Rows.batches(rows, schema)));
  }

  /** No rows and no columns. */
  public DataFrame emptyDataFrame() {
    return createDataFrame(List.of(), new StructType());
  }

  // ---- queries

  /**
   * What a statement gives. Queries are not run before their rows are asked for; other statements
   * take effect now. Fails with an error that shows the place.
   */
  public DataFrame sql(String text) {
    return run(SqlParser.statement(text));
  }

  private DataFrame run(Statement statement) {
    return switch (statement) {
      case Statement.Query query -> query(query.relation());
      case Statement.CreateView view when view.columns().isEmpty() -> {
        DataFrame frame = query(view.query());
        views.put(view.name(), new Relation.Analyzed(frame.plan(), Origin.NONE), view.replaces());
        yield emptyDataFrame();
      }
      case Statement.DropView view -> {
        if (!views.drop(view.name()) && !view.ifExists())
          throw new EngineException(
              SqlError.TABLE_NOT_FOUND, "There is no view '" + view.name() + "'", "Name another");
        yield emptyDataFrame();
      }
      case Statement.Explain explain -> {
        String mode = explain.mode() == Statement.ExplainMode.ANALYZE ? "analyze" : "extended";
        if (explain.mode() == Statement.ExplainMode.SIMPLE) mode = "simple";
        String shown = run(explain.statement()).explainString(mode);
        StructType schema = new StructType().add("plan", AtomicType.STRING, false);
        yield createDataFrame(List.of(Row.of(shown)), schema);
      }
      default ->
          throw new EngineException(
              SqlError.SQL_UNSUPPORTED,
              "This statement cannot be run by this version: "
                  + statement.getClass().getSimpleName(),
              "Write a query, or CREATE, DROP or EXPLAIN a view");
    };
  }

  private DataFrame query(Relation relation) {
    AnalysisContext around =
        AnalysisContext.of(
            views, formats, BuiltInFunctions.registry(), execution.evaluation(), ids);
    return frame(Analyzer.analyze(relation, around));
  }

  Views views() {
    return views;
  }

  private List<Attribute> attributes(StructType schema) {
    List<Attribute> attributes = new ArrayList<>();
    for (StructField field : schema.fields())
      attributes.add(
          new Attribute(newAttribute(), field.name(), field.dataType(), field.nullable()));
    return attributes;
  }

  DataFrame frame(LogicalPlan plan) {
    return new DataFrame(this, plan);
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
