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

  public PlanExecution(Assembly assembly, ExecutionSettings settings) {
    this.assembly = assembly;
    this.settings = settings;
  }

  /** All rows, in the order of partitions. They must fit into the driver's memory. */
  public List<Batch> collect(PhysicalPlan plan, CallSite site) {
    return collect(new Fragments(assembly, settings, site, new OperatorMetrics.None()), plan, site);
  }

  private List<Batch> collect(Fragments fragments, PhysicalPlan plan, CallSite site) {
    return use(fragments, plan, rows -> collected(rows, site));
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
    Fragments fragments = new Fragments(assembly, settings, site, new OperatorMetrics.None());
    use(
        fragments,
        plan,
        rows -> {
          work.accept(rows);
          return null;
        });
  }

  private static <R> R use(
      Fragments fragments, PhysicalPlan plan, Function<Lineage<Batch>, R> work) {
    try {
      return work.apply(fragments.whole(plan));
    } finally {
      fragments.release();
    }
  }

  /**
   * The rows as a dataset, for as long as it is held; exchanges below the last fragment run now.
   */
  public Lineage<Batch> dataset(PhysicalPlan plan, CallSite site) {
    return new Fragments(assembly, settings, site, new OperatorMetrics.None()).whole(plan);
  }

  /** As {@link #dataset}, each row as an object. */
  public Lineage<Object> objects(PhysicalPlan plan, TypedSource.Read values, CallSite site) {
    return new Fragments(assembly, settings, site, new OperatorMetrics.None())
        .wholeObjects(plan, values);
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
    Fragments fragments =
        new Fragments(assembly, settings, site, new OperatorMetrics.Counted(counts.counts()));
    long began = assembly.environment().nanoTime();
    long rows = 0;
    for (Batch batch : collect(fragments, plan, site)) rows += batch.rowCount();
    long nanos = assembly.environment().nanoTime() - began;
    return new Analysis(plan, rows, nanos, fragments.remarks(), counts.counts().value());
  }
}
