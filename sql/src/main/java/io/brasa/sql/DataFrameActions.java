package io.brasa.sql;

import io.brasa.columnar.type.AtomicType;
import io.brasa.columnar.vector.Batch;
import io.brasa.columnar.vector.Values;
import io.brasa.core.Assembly;
import io.brasa.core.RDD;
import io.brasa.core.block.StorageLevel;
import io.brasa.core.closure.CallSite;
import io.brasa.core.function.VoidFunction;
import io.brasa.core.lineage.Dependency;
import io.brasa.core.lineage.Lineage;
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
 * What a DataFrame is asked for in the end: rows, figures, names for its rows, and what is shown of
 * it.
 */
public abstract sealed class DataFrameActions permits DataFrameShapes {
  private static final int SHOWN_ROWS = 20;
  private static final int SHOWN_WIDTH = 20;

  DataFrameActions() {}

  abstract LogicalPlan plan();

  abstract BrasaSession session();

  abstract DataFrame self();

  // ---- actions

  /** All rows. They must fit into the driver's memory. */
  public List<Row> collectAsList() {
    return rows(plan(), "collect");
  }

  private List<Row> rows(LogicalPlan wanted, String operation) {
    return Rows.of(session().execution().collect(wanted, operation), wanted.schema());
  }

  /** As {@link #collectAsList()}. */
  public Row[] collect() {
    return collectAsList().toArray(Row[]::new);
  }

  /** The rows one partition after the other; the driver has one at a time. */
  public Iterator<Row> toLocalIterator() {
    return rdd().toLocalIterator();
  }

  /** The first rows. */
  public List<Row> takeAsList(int count) {
    return rows(self().limit(count).plan(), "take");
  }

  /** The first rows. */
  public Row[] take(int count) {
    return takeAsList(count).toArray(Row[]::new);
  }

  /** As {@link #take}. */
  public Row[] head(int count) {
    return take(count);
  }

  /** The first row. Fails with {@code java.util.NoSuchElementException} if there is none. */
  public Row head() {
    return takeAsList(1).getFirst();
  }

  /** As {@link #head()}. */
  public Row first() {
    return head();
  }

  /** The last rows, in their order. All rows go through the driver's memory. */
  public Row[] tail(int count) {
    List<Row> all = collectAsList();
    return all.subList(Math.max(0, all.size() - count), all.size()).toArray(Row[]::new);
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
  public void foreach(VoidFunction<Row> function) {
    rdd().foreach(function);
  }

  public void foreachPartition(VoidFunction<Iterator<Row>> function) {
    rdd().foreachPartition(function);
  }

  /** The rows as a dataset. What goes through exchanges before the last step does so now. */
  public RDD<Row> rdd() {
    CallSite site = CallSite.here("rdd");
    Assembly assembly = session().execution().assembly();
    Lineage<Batch> batches = session().execution().dataset(plan(), site);
    Lineage<Row> rows =
        assembly.dataset(
            new RowsOfBatches(self().schema()),
            List.of(new Dependency.Narrow(batches)),
            batches.partitionCount(),
            site);
    return assembly.rdd(rows);
  }

  // ---- views, keeping, writing

  /** Gives it a name in SQL. */
  public void createOrReplaceTempView(String name) {
    session().views().put(name, self(), true, Columns.here("createOrReplaceTempView"));
  }

  /** As {@link #createOrReplaceTempView}. Fails with {@code TABLE_EXISTS} if the name is taken. */
  public void createTempView(String name) {
    session().views().put(name, self(), false, Columns.here("createTempView"));
  }

  /** As {@link #createOrReplaceTempView}, under {@code global_temp.name}. */
  public void createOrReplaceGlobalTempView(String name) {
    createOrReplaceTempView(Views.global(name));
  }

  public void createGlobalTempView(String name) {
    createTempView(Views.global(name));
  }

  /** Keeps the rows from the first query on that needs them, in memory and then on disk. */
  public DataFrame cache() {
    return persist(StorageLevel.MEMORY_AND_DISK);
  }

  /** As {@link #cache}. */
  public DataFrame persist() {
    return cache();
  }

  /** Keeps the rows; a level that is set stays. */
  public DataFrame persist(StorageLevel level) {
    session().execution().kept().keep(plan(), level);
    return self();
  }

  /** Gives back the rows that are kept. */
  public DataFrame unpersist() {
    session().execution().kept().drop(plan());
    return self();
  }

  public StorageLevel storageLevel() {
    return session().execution().kept().level(plan());
  }

  /** Begins to write the rows. */
  public DataFrameWriter write() {
    return new DataFrameWriter(self());
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

  String explainString(String mode) {
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
