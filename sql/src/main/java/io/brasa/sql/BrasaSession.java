package io.brasa.sql;

import static java.util.Objects.requireNonNull;

import io.brasa.columnar.type.AtomicType;
import io.brasa.columnar.type.StructField;
import io.brasa.columnar.type.StructType;
import io.brasa.core.BrasaContext;
import io.brasa.sql.expression.Attribute;
import io.brasa.sql.logical.LocalRows;
import io.brasa.sql.logical.LogicalPlan;
import io.brasa.sql.logical.Range;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;

/**
 * The entry to queries. {@link #local()} needs nothing; {@link #builder()} names another master.
 * Close it when done. Thread-safe.
 */
public final class BrasaSession implements AutoCloseable {
  private final BrasaContext context;
  private final Execution execution;
  private final AtomicLong nextAttribute = new AtomicLong();

  private BrasaSession(BrasaContext context, SessionSettings settings) {
    this.context = context;
    this.execution = new Execution(context, settings);
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
    return nextAttribute.getAndIncrement();
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
