package io.brasa.sql;

import static java.util.Objects.requireNonNull;

import io.brasa.columnar.type.AtomicType;
import io.brasa.columnar.type.StructType;
import io.brasa.columnar.vector.Batch;
import io.brasa.columnar.vector.Values;
import io.brasa.sql.expression.AggregateCall;
import io.brasa.sql.expression.Attribute;
import io.brasa.sql.expression.Literal;
import io.brasa.sql.logical.Aggregate;
import io.brasa.sql.logical.Limit;
import io.brasa.sql.logical.LogicalPlan;
import io.brasa.sql.logical.Named;
import io.brasa.sql.logical.PlanText;
import io.brasa.sql.physical.PhysicalText;
import io.brasa.sql.syntax.Origin;
import io.brasa.sql.syntax.Relation;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * Rows with named columns, as a query that is run when its rows are asked for. Immutable and
 * thread-safe.
 */
public final class DataFrame {
  private static final int SHOWN_ROWS = 20;
  private static final int SHOWN_WIDTH = 20;

  private final BrasaSession session;
  private final LogicalPlan plan;

  DataFrame(BrasaSession session, LogicalPlan plan) {
    this.session = requireNonNull(session);
    this.plan = requireNonNull(plan);
  }

  LogicalPlan plan() {
    return plan;
  }

  public StructType schema() {
    return plan.schema();
  }

  public String[] columns() {
    return schema().fieldNames().toArray(String[]::new);
  }

  public void printSchema() {
    System.out.println(schema().treeString());
  }

  /** All rows. They must fit into the driver's memory. */
  public List<Row> collectAsList() {
    return Rows.of(session.execution().collect(plan, "collect"), schema());
  }

  /** As {@link #collectAsList()}. */
  public Row[] collect() {
    return collectAsList().toArray(Row[]::new);
  }

  /** The first rows. */
  public List<Row> takeAsList(int count) {
    return limit(count).collectAsList();
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
    Attribute count = new Attribute(session.newAttribute(), "count", AtomicType.LONG, false);
    LogicalPlan counted = new Aggregate(List.of(), List.of(new Named(call, count)), plan);
    Batch batch = session.execution().collect(counted, "count").getFirst();
    return (Long) Values.get(batch.column(0), 0);
  }

  /** At most so many rows. */
  public DataFrame limit(int count) {
    if (count < 0) throw new IllegalArgumentException("limit " + count);
    return session.frame(new Limit(OptionalLong.of(count), 0, plan));
  }

  /** Lets queries of the session name these rows; replaces a view of this name. */
  public void createOrReplaceTempView(String name) {
    session.views().put(name, new Relation.Analyzed(plan, Origin.NONE), true);
  }

  /** As {@link #createOrReplaceTempView}. Fails with {@code TABLE_EXISTS}. */
  public void createTempView(String name) {
    session.views().put(name, new Relation.Analyzed(plan, Origin.NONE), false);
  }

  /** Prints the first 20 rows, long values cut. */
  public void show() {
    show(SHOWN_ROWS);
  }

  public void show(int rowCount) {
    System.out.println(showString(rowCount, SHOWN_WIDTH));
  }

  /** Prints rows as a table, with values of any length if {@code truncate} is false. */
  public void show(int rowCount, boolean truncate) {
    System.out.println(showString(rowCount, truncate ? SHOWN_WIDTH : 0));
  }

  String showString(int rowCount, int width) {
    return ShownTable.of(session, plan, Math.max(0, rowCount), width);
  }

  /** Prints how the query is run. */
  public void explain() {
    explain("simple");
  }

  /** Prints the plans: {@code simple}, {@code extended}, or {@code analyze}, which runs it. */
  public void explain(String mode) {
    System.out.println(explainString(mode));
  }

  String explainString(String mode) {
    Execution execution = session.execution();
    String physical = "== Physical Plan ==\n";
    return switch (mode) {
      case "simple" -> physical + PhysicalText.of(execution.physical(plan, execution.evaluation()));
      case "extended" ->
          "== Logical Plan ==\n"
              + PlanText.of(plan)
              + "\n== Optimized Logical Plan ==\n"
              + PlanText.of(execution.optimized(plan, execution.evaluation()))
              + "\n"
              + physical
              + PhysicalText.of(execution.physical(plan, execution.evaluation()));
      case "analyze" -> physical + execution.analyse(plan).text();
      default -> throw new IllegalArgumentException("explain mode '" + mode + "'");
    };
  }
}
