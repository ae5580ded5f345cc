package io.brasa.sql;

import io.brasa.core.Assembly;
import io.brasa.core.block.StorageLevel;
import io.brasa.sql.expression.AttributeIds;
import io.brasa.sql.expression.SubqueryExpression;
import io.brasa.sql.logical.LogicalPlan;
import io.brasa.sql.logical.Renewal;
import io.brasa.sql.logical.Scan;
import io.brasa.sql.physical.KeptTable;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.IntStream;

/**
 * The plans whose rows are kept: queries that contain such a plan, in sub-queries too, read what is
 * kept of it. Plans count as equal if they differ in the identities of the columns that they make,
 * which are new where a table is named twice, and in the names of scans alone. Thread-safe; a plan
 * is put together outside of the lock, so two queries may do so at once, of which one's work is
 * used.
 */
final class KeptPlans {
  /** What is kept of a plan: the table is made by the first query that needs it. */
  private static final class Kept {
    private final StorageLevel level;
    private KeptTable table;

    Kept(StorageLevel level) {
      this.level = level;
    }
  }

  private final Assembly assembly;

  /** By {@link #shape}. */
  private final Map<LogicalPlan, Kept> kept = new HashMap<>();

  KeptPlans(Assembly assembly) {
    this.assembly = assembly;
  }

  synchronized void keep(LogicalPlan plan, StorageLevel level) {
    kept.putIfAbsent(shape(plan), new Kept(level));
  }

  synchronized StorageLevel level(LogicalPlan plan) {
    Kept found = kept.get(shape(plan));
    return found == null ? StorageLevel.NONE : found.level;
  }

  void drop(LogicalPlan plan) {
    Kept dropped;
    synchronized (this) {
      dropped = kept.remove(shape(plan));
    }
    if (dropped != null) release(dropped);
  }

  void dropAll() {
    Map<LogicalPlan, Kept> all;
    synchronized (this) {
      all = new HashMap<>(kept);
      kept.clear();
    }
    all.values().forEach(this::release);
  }

  private void release(Kept dropped) {
    KeptTable table;
    synchronized (this) {
      table = dropped.table;
    }
    if (table != null) assembly.rdd(table.dataset()).unpersist();
  }

  /**
   * The same plan, reading what is kept.
   *
   * @param running makes what is kept of a plan
   */
  LogicalPlan reading(LogicalPlan plan, Function<LogicalPlan, KeptTable> running) {
    synchronized (this) {
      if (kept.isEmpty()) return plan;
    }
    Kept found = find(plan);
    if (found == null) return below(plan, running);
    List<Integer> places = IntStream.range(0, plan.output().size()).boxed().toList();
    return new Scan(table(plan, found, running), "kept", plan.output(), places, List.of());
  }

  private synchronized Kept find(LogicalPlan plan) {
    for (LogicalPlan each : kept.keySet())
      if (each.getClass() == plan.getClass()) return kept.get(shape(plan));
    return null;
  }

  private LogicalPlan below(LogicalPlan plan, Function<LogicalPlan, KeptTable> running) {
    return plan.mapChildren(child -> reading(child, running))
        .mapExpressions(
            expression ->
                expression.transformUp(
                    e ->
                        e instanceof SubqueryExpression query
                            ? query.withPlan(reading(LogicalPlan.of(query), running))
                            : e));
  }

  /** The plan as plans are compared: its columns numbered as they come, its scans without names. */
  private static LogicalPlan shape(LogicalPlan plan) {
    return unnamed(new Renewal(AttributeIds.apart()).of(plan));
  }

  private static LogicalPlan unnamed(LogicalPlan plan) {
    return plan instanceof Scan scan
        ? new Scan(scan.source(), "", scan.output(), scan.columns(), scan.filters())
        : plan.mapChildren(KeptPlans::unnamed);
  }

  private KeptTable table(LogicalPlan plan, Kept found, Function<LogicalPlan, KeptTable> running) {
    synchronized (this) {
      if (found.table != null) return found.table;
    }
    KeptTable made = running.apply(below(plan, running));
    synchronized (this) {
      if (found.table == null) {
        found.table = made;
        assembly.rdd(made.dataset()).persist(found.level);
      }
      return found.table;
    }
  }
}
