package io.brasa.sql;

import io.brasa.columnar.type.AtomicType;
import io.brasa.columnar.vector.Batch;
import io.brasa.columnar.vector.Values;
import io.brasa.core.RDD;
import io.brasa.core.block.StorageLevel;
import io.brasa.core.closure.CallSite;
import io.brasa.core.function.Function2;
import io.brasa.core.function.VoidFunction;
import io.brasa.sql.error.QueryErrors;
import io.brasa.sql.error.SqlError;
import io.brasa.sql.expression.AggregateCall;
import io.brasa.sql.expression.Attribute;
import io.brasa.sql.expression.Literal;
import io.brasa.sql.logical.Aggregate;
import io.brasa.sql.logical.LogicalPlan;
import io.brasa.sql.logical.Named;
import io.brasa.sql.logical.PlanText;
import io.brasa.sql.optimize.RowEstimates;
import io.brasa.sql.physical.PhysicalText;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;

/**
 * What a dataset is asked for in the end: rows, figures, names for its rows, and what is shown of
 * it.
 */
public abstract sealed class DatasetActions<T> permits DatasetShapes {
  private static final int SHOWN_ROWS = 20;
  private static final int SHOWN_WIDTH = 20;

  DatasetActions() {}

  abstract LogicalPlan plan();

  abstract BrasaSession session();

  /** How rows are values of T. */
  abstract Encoder<T> encoder();

  /** The same rows as rows, with their columns. Fails if nothing is known of columns. */
  public abstract DataFrame toDF();

  abstract Dataset<T> self();

  // ---- actions

  /** All rows. They must fit into the driver's memory. */
  public List<T> collectAsList() {
    return TypedRows.of(session(), encoder()).collect(plan(), "collect");
  }

  /** As {@link #collectAsList()}. */
  public T[] collect() {
    return encoder().array(collectAsList());
  }

  /** The rows one partition after the other; the driver has one at a time. */
  public Iterator<T> toLocalIterator() {
    return rdd().toLocalIterator();
  }

  /** The first rows. */
  public List<T> takeAsList(int count) {
    return TypedRows.of(session(), encoder()).collect(self().limit(count).plan(), "take");
  }

  /** The first rows. */
  public T[] take(int count) {
    return encoder().array(takeAsList(count));
  }

  /** As {@link #take}. */
  public T[] head(int count) {
    return take(count);
  }

  /** The first row. Fails with {@code java.util.NoSuchElementException} if there is none. */
  public T head() {
    return takeAsList(1).getFirst();
  }

  /** As {@link #head()}. */
  public T first() {
    return head();
  }

  /** The last rows, in their order. All rows go through the driver's memory. */
  public T[] tail(int count) {
    List<T> all = collectAsList();
    return encoder().array(all.subList(Math.max(0, all.size() - count), all.size()));
  }

  public boolean isEmpty() {
    return takeAsList(1).isEmpty();
  }

  /** The number of rows. */
  public long count() {
    AggregateCall call =
        new AggregateCall(
            "count",
            List.of(Literal.of(1)),
            false,
            Optional.empty(),
            List.of(),
            AtomicType.LONG,
            false);
    Attribute count = session().ids().attribute("count", AtomicType.LONG, false);
    LogicalPlan counted = new Aggregate(List.of(), List.of(new Named(call, count)), plan());
    Batch batch = session().execution().collect(counted, "count").getFirst();
    return (Long) Values.get(batch.column(0), 0);
  }

  /** Calls a function for each row, in tasks. */
  public void foreach(VoidFunction<? super T> function) {
    rdd().foreach(function);
  }

  public void foreachPartition(VoidFunction<Iterator<T>> function) {
    rdd().foreachPartition(function);
  }

  /**
   * One value of all: of two by the function, and so on, in the order of partitions. Fails with
   * {@code DATASET_EMPTY} if there is none.
   */
  public T reduce(Function2<T, T, T> function) {
    return rdd().reduce(function);
  }

  /**
   * The rows as a dataset of core's. What goes through exchanges before the last step does so now.
   */
  public RDD<T> rdd() {
    return TypedRows.of(session(), encoder()).rdd(plan(), CallSite.here("rdd"));
  }

  /** As {@link #rdd()}. */
  public RDD<T> javaRDD() {
    return TypedRows.of(session(), encoder()).rdd(plan(), CallSite.here("javaRDD"));
  }

  /** As {@link #rdd()}. */
  public RDD<T> toJavaRDD() {
    return TypedRows.of(session(), encoder()).rdd(plan(), CallSite.here("toJavaRDD"));
  }

  // ---- views, keeping, writing

  /** Gives it a name in SQL. */
  public void createOrReplaceTempView(String name) {
    session().views().put(name, toDF(), true, Columns.here("createOrReplaceTempView"));
  }

  /** As {@link #createOrReplaceTempView}. Fails with {@code TABLE_EXISTS} if the name is taken. */
  public void createTempView(String name) {
    session().views().put(name, toDF(), false, Columns.here("createTempView"));
  }

  /** As {@link #createOrReplaceTempView}, under {@code global_temp.name}. */
  public void createOrReplaceGlobalTempView(String name) {
    createOrReplaceTempView(Views.global(name));
  }

  public void createGlobalTempView(String name) {
    createTempView(Views.global(name));
  }

  /** Keeps the rows from the first query on that needs them, in memory and then on disk. */
  public Dataset<T> cache() {
    return persist(StorageLevel.MEMORY_AND_DISK);
  }

  /** As {@link #cache}. */
  public Dataset<T> persist() {
    return cache();
  }

  /** Keeps the rows; a level that is set stays. */
  public Dataset<T> persist(StorageLevel level) {
    session().execution().kept().keep(plan(), level);
    return self();
  }

  /** Gives back the rows that are kept. */
  public Dataset<T> unpersist() {
    session().execution().kept().drop(plan());
    return self();
  }

  public StorageLevel storageLevel() {
    return session().execution().kept().level(plan());
  }

  /** Begins to write the rows. */
  public DataFrameWriter write() {
    return new DataFrameWriter(toDF());
  }

  /** Begins to make a table of the rows, or to put them into one. */
  public DataFrameWriterV2 writeTo(String table) {
    return new DataFrameWriterV2(toDF(), table);
  }

  /** Begins to change the rows of a table by these where a condition holds of both. */
  public MergeIntoWriter mergeInto(String table, Column condition) {
    return new MergeIntoWriter(toDF(), table, condition);
  }

  // ---- showing

  /** Prints the first 20 rows, long values cut. */
  public void show() {
    show(SHOWN_ROWS);
  }

  public void show(int rowCount) {
    show(rowCount, true);
  }

  public void show(boolean truncate) {
    show(SHOWN_ROWS, truncate);
  }

  /** Prints rows as a table, with values of any length if {@code truncate} is false. */
  public void show(int rowCount, boolean truncate) {
    show(rowCount, truncate ? SHOWN_WIDTH : 0);
  }

  /** Prints rows as a table, values cut to a length unless it is 0. */
  public void show(int rowCount, int truncate) {
    show(rowCount, truncate, false);
  }

  /** As {@link #show(int, int)}; or each row as a list of its values. */
  public void show(int rowCount, int truncate, boolean vertical) {
    System.out.println(showString(rowCount, truncate, vertical));
  }

  String showString(int rowCount, int width) {
    return showString(rowCount, width, false);
  }

  String showString(int rowCount, int width, boolean vertical) {
    return ShownTable.of(session(), plan(), Math.max(0, rowCount), width, vertical);
  }

  /** Prints how the query is run. */
  public void explain() {
    explain("simple");
  }

  /** Prints how the query is run, and what it means if wanted. */
  public void explain(boolean extended) {
    explain(extended ? "extended" : "simple");
  }

  /**
   * Prints the plans: {@code simple}, {@code extended}, {@code formatted}, {@code cost}, {@code
   * codegen}, which has nothing to add here, or {@code analyze}, which runs the query. Fails with
   * {@code INVALID_ARGUMENT_VALUE} on others.
   */
  public void explain(String mode) {
    System.out.println(explainString(mode));
  }

  private String optimized(boolean isWithCost) {
    Execution execution = session().execution();
    LogicalPlan optimized = execution.optimized(plan(), execution.evaluation());
    if (!isWithCost) return PlanText.of(optimized);
    RowEstimates estimates = execution.estimates();
    return PlanText.of(
        optimized,
        node ->
            ", Statistics(sizeInBytes="
                + TableFigures.bytes((long) estimates.bytes(node))
                + ", rowCount="
                + Math.round(estimates.rows(node))
                + ")");
  }

  /** What {@link #explain(String)} prints. */
  public String explainString(String mode) {
    Execution execution = session().execution();
    String title = "== Physical Plan ==\n";
    return switch (mode) {
      case "simple", "formatted" ->
          title + PhysicalText.of(execution.physical(plan(), execution.evaluation()));
      case "extended", "cost" ->
          "== Analyzed Logical Plan ==\n"
              + PlanText.of(plan())
              + "\n== Optimized Logical Plan ==\n"
              + optimized(mode.equals("cost"))
              + "\n"
              + title
              + PhysicalText.of(execution.physical(plan(), execution.evaluation()));
      case "analyze" -> title + execution.analyse(plan()).text();
      case "codegen" ->
          "No code is generated for a query: its loops are kernels, which were compiled with the"
              + " engine.\n"
              + title
              + PhysicalText.of(execution.physical(plan(), execution.evaluation()));
      default ->
          throw QueryErrors.at(
              SqlError.INVALID_ARGUMENT_VALUE,
              Columns.here("explain"),
              "There is no way of explaining called " + mode,
              "Use simple, extended, formatted, cost, codegen or analyze");
    };
  }
}
