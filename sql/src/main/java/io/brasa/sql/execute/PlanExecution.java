package io.brasa.sql.execute;

import io.brasa.columnar.packed.PackedBatch;
import io.brasa.columnar.vector.Batch;
import io.brasa.core.Assembly;
import io.brasa.core.closure.CallSite;
import io.brasa.core.execute.JobRequest;
import io.brasa.core.execute.TaskResult;
import io.brasa.core.lineage.Dependency;
import io.brasa.core.lineage.Lineage;
import io.brasa.sql.physical.PhysicalPlan;
import io.brasa.sql.typed.TypedSource;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Function;

/** Runs plans on a context. Thread-safe. */
public final class PlanExecution {
  private final Assembly assembly;
  private final ExecutionSettings settings;
  private final String text;

  /**
   * @param text what is run, for people
   */
  public PlanExecution(Assembly assembly, ExecutionSettings settings, String text) {
    this.assembly = assembly;
    this.settings = settings;
    this.text = text;
  }

  /** All rows, in the order of partitions. They must fit into the driver's memory. */
  public List<Batch> collect(PhysicalPlan plan, CallSite site) {
    try (Run run = new Run(plan, site, new OperatorMetrics.Told())) {
      return run.counted(run.whole(rows -> collected(rows, site)));
    }
  }

  @SuppressWarnings("unchecked")
  private List<Batch> collected(Lineage<Batch> rows, CallSite site) {
    List<Batch> all = new ArrayList<>();
    for (TaskResult result : assembly.run(new JobRequest(rows, CollectBatches.INSTANCE, site)))
      all.addAll((List<Batch>) result.value());
    return all;
  }

  /** Does something with the rows as a dataset, which is gone afterwards. */
  public void use(PhysicalPlan plan, CallSite site, Consumer<Lineage<Batch>> work) {
    try (Run run = new Run(plan, site, new OperatorMetrics.Told())) {
      run.whole(
          rows -> {
            work.accept(rows);
            return null;
          });
      run.query.succeeded(-1);
    }
  }

  /** One run of a plan that others may look at. */
  private final class Run implements AutoCloseable {
    final Fragments fragments;
    final ObservedQuery query;
    private final PhysicalPlan plan;

    Run(PhysicalPlan plan, CallSite site, OperatorMetrics metrics) {
      this.plan = plan;
      NodeRemarks remarks = new NodeRemarks();
      this.fragments = new Fragments(assembly, settings, site, metrics, remarks);
      this.query =
          new ObservedQuery(assembly, text.isEmpty() ? site.toString() : text, plan, remarks);
    }

    /** Makes something of the rows, and forgets what that took. */
    <R> R whole(Function<Lineage<Batch>, R> work) {
      try {
        return work.apply(fragments.whole(plan));
      } catch (RuntimeException | Error e) {
        query.failed(e);
        throw e;
      } finally {
        fragments.release();
      }
    }

    /** Puts the rows together that others ask for when they like. */
    <R> R lasting(Function<Fragments, R> work) {
      try {
        R made = work.apply(fragments);
        query.succeeded(-1);
        return made;
      } catch (RuntimeException | Error e) {
        query.failed(e);
        throw e;
      }
    }

    List<Batch> counted(List<Batch> batches) {
      long rows = 0;
      for (Batch batch : batches) rows += batch.rowCount();
      query.succeeded(rows);
      return batches;
    }

    @Override
    public void close() {
      query.close();
    }
  }

  /**
   * The rows as a dataset, for as long as it is held; exchanges below the last fragment run now.
   */
  public Lineage<Batch> dataset(PhysicalPlan plan, CallSite site) {
    try (Run run = new Run(plan, site, new OperatorMetrics.Told())) {
      return run.lasting(fragments -> fragments.whole(plan));
    }
  }

  /** As {@link #dataset}, each row as an object. */
  public Lineage<Object> objects(PhysicalPlan plan, TypedSource.Read values, CallSite site) {
    try (Run run = new Run(plan, site, new OperatorMetrics.Told())) {
      return run.lasting(fragments -> fragments.wholeObjects(plan, values));
    }
  }

  /** As {@link #dataset}, its batches packed; nothing is kept yet. */
  public Lineage<PackedBatch> packed(PhysicalPlan plan, CallSite site) {
    Lineage<Batch> rows = dataset(plan, site);
    return assembly.dataset(
        new PackBatches(), List.of(new Dependency.Narrow(rows)), rows.partitionCount(), site);
  }

  /**
   * Runs a plan and forgets its rows.
   *
   * @param counts registered with the context
   */
  public Analysis analyse(PhysicalPlan plan, NodeCounter counts, CallSite site) {
    try (Run run = new Run(plan, site, new OperatorMetrics.Counted(counts.counts()))) {
      long began = assembly.environment().nanoTime();
      List<Batch> batches = run.counted(run.whole(all -> collected(all, site)));
      long nanos = assembly.environment().nanoTime() - began;
      long rows = 0;
      for (Batch batch : batches) rows += batch.rowCount();
      return new Analysis(plan, rows, nanos, run.fragments.remarks(), counts.counts().value());
    }
  }
}
