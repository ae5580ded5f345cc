package io.brasa.sql;

import io.brasa.columnar.vector.Batch;
import io.brasa.core.Assembly;
import io.brasa.core.block.StorageLevel;
import io.brasa.core.lineage.Lineage;
import io.brasa.sql.logical.DatasetRows;
import io.brasa.sql.logical.LogicalPlan;
import java.util.IdentityHashMap;
import java.util.Map;
import java.util.function.Function;

/**
 * The plans whose rows are kept: queries that contain such a plan read what is kept of it. Plans
 * are told apart by identity: a query made from a DataFrame contains that DataFrame's plan itself.
 * Thread-safe; a plan is put together outside of the lock, so two queries may do so at once, of
 * which one's work is used.
 */
final class KeptPlans {
  /** What is kept of a plan: the dataset is made by the first query that needs it. */
  private static final class Kept {
    private final StorageLevel level;
    private Lineage<Batch> dataset;

    Kept(StorageLevel level) {
      this.level = level;
    }
  }

  private final Assembly assembly;
  private final Map<LogicalPlan, Kept> kept = new IdentityHashMap<>();

  KeptPlans(Assembly assembly) {
    this.assembly = assembly;
  }

  synchronized void keep(LogicalPlan plan, StorageLevel level) {
    kept.putIfAbsent(plan, new Kept(level));
  }

  synchronized StorageLevel level(LogicalPlan plan) {
    Kept found = kept.get(plan);
    return found == null ? StorageLevel.NONE : found.level;
  }

  void drop(LogicalPlan plan) {
    Kept dropped;
    synchronized (this) {
      dropped = kept.remove(plan);
    }
    if (dropped != null) release(dropped);
  }

  void dropAll() {
    Map<LogicalPlan, Kept> all;
    synchronized (this) {
      all = new IdentityHashMap<>(kept);
      kept.clear();
    }
    all.values().forEach(this::release);
  }

  private void release(Kept dropped) {
    Lineage<Batch> dataset;
    synchronized (this) {
      dataset = dropped.dataset;
    }
    if (dataset != null) assembly.rdd(dataset).unpersist();
  }

  /**
   * The same plan, reading what is kept.
   *
   * @param running makes the dataset of a plan
   */
  LogicalPlan reading(LogicalPlan plan, Function<LogicalPlan, Lineage<Batch>> running) {
    synchronized (this) {
      if (kept.isEmpty()) return plan;
    }
    Kept found;
    synchronized (this) {
      found = kept.get(plan);
    }
    if (found == null) return plan.mapChildren(child -> reading(child, running));
    return new DatasetRows("Kept", plan.output(), dataset(plan, found, running));
  }

  private Lineage<Batch> dataset(
      LogicalPlan plan, Kept found, Function<LogicalPlan, Lineage<Batch>> running) {
    synchronized (this) {
      if (found.dataset != null) return found.dataset;
    }
    LogicalPlan below = plan.mapChildren(child -> reading(child, running));
    Lineage<Batch> made = running.apply(below);
    synchronized (this) {
      if (found.dataset == null) {
        found.dataset = made;
        assembly.rdd(made).persist(found.level);
      }
      return found.dataset;
    }
  }
}
