package io.brasa.sql.execute;

import io.brasa.columnar.vector.Batch;
import io.brasa.core.Assembly;
import io.brasa.core.closure.CallSite;
import io.brasa.core.execute.JobRequest;
import io.brasa.core.execute.TaskResult;
import io.brasa.core.lineage.Dependency;
import io.brasa.core.lineage.Lineage;
import io.brasa.core.lineage.Source;
import io.brasa.core.operation.Union;
import io.brasa.core.shared.Broadcast;
import io.brasa.core.shuffle.IndexPartitioner;
import io.brasa.core.shuffle.MapOutput;
import io.brasa.core.shuffle.ShuffleSpec;
import io.brasa.sql.logical.WorkTable;
import io.brasa.sql.operator.exchange.Scattered;
import io.brasa.sql.physical.Coalesce;
import io.brasa.sql.physical.DatasetTable;
import io.brasa.sql.physical.Exchange;
import io.brasa.sql.physical.FragmentInput;
import io.brasa.sql.physical.HashJoin;
import io.brasa.sql.physical.KeptTable;
import io.brasa.sql.physical.LocalTable;
import io.brasa.sql.physical.Partitioning;
import io.brasa.sql.physical.PhysicalPlan;
import io.brasa.sql.physical.ProgramRows;
import io.brasa.sql.physical.RangeTable;
import io.brasa.sql.physical.Reading;
import io.brasa.sql.physical.RecursiveRows;
import io.brasa.sql.physical.ScanSource;
import io.brasa.sql.physical.SharedCell;
import io.brasa.sql.physical.UnionRows;
import io.brasa.sql.typed.ReadRows;
import io.brasa.sql.typed.TypedCode;
import io.brasa.sql.typed.TypedSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * Makes datasets of a plan, from below: what is under an exchange is run before what is above it is
 * put together, so that its size is known. For one run of one plan by one thread.
 */
final class Fragments {
  /** So much one task looks through at once. */
  private static final long SMALL_BYTES = 4L << 20;

  private final Assembly assembly;
  private final ExecutionSettings settings;
  private final CallSite site;
  private final OperatorMetrics metrics;
  private final NodeRemarks remarks;
  private final Map<Run, List<Batch>> recursions = new HashMap<>();
  private final RuntimeFilters filters;

  /** A node that stands in several places of a plan is run once. */
  private final Map<PhysicalPlan, Exchanged> done = new IdentityHashMap<>();

  /** In the order in which they were made: later ones read what earlier ones wrote. */
  private final List<Dependency.Shuffle> shuffles = new ArrayList<>();

  Fragments(
      Assembly assembly,
      ExecutionSettings settings,
      CallSite site,
      OperatorMetrics metrics,
      NodeRemarks remarks) {
    this.remarks = remarks;
    this.assembly = assembly;
    this.settings = settings;
    this.site = site;
    this.metrics = metrics;
    this.filters = new RuntimeFilters(assembly, site, remarks);
  }

  /**
   * What has gone through an exchange.
   *
   * @param bytes by target
   * @param maps what each task has written
   */
  record Exchanged(Dependency.Shuffle shuffle, long[] bytes, long rows, List<MapOutput> maps) {
    long totalBytes() {
      long sum = 0;
      for (long each : bytes) sum += each;
      return sum;
    }
  }

  /**
   * Forgets what went through exchanges, once nobody reads what this has made any more. The
   * collector would find out too, but late: until then it would take memory from other queries.
   */
  void release() {
    for (Dependency.Shuffle shuffle : shuffles.reversed()) assembly.drop(shuffle);
    shuffles.clear();
    done.clear();
  }

  Broadcast<SharedCell> newCell() {
    return assembly.broadcast(new SharedCell());
  }

  ExecutionSettings settings() {
    return settings;
  }

  NodeRemarks remarks() {
    return remarks;
  }

  boolean isMeasured() {
    return !(metrics instanceof OperatorMetrics.None);
  }

  /** The batches of a whole plan. */
  Lineage<Batch> whole(PhysicalPlan plan) {
    filters.count(plan);
    return dataset(plan);
  }

  /** The batches of a part of a plan. */
  Lineage<Batch> dataset(PhysicalPlan plan) {
    return switch (plan) {
      case ScanSource scan when scan.source() instanceof KeptTable kept -> kept(scan, kept);
      case ScanSource scan -> source(scanned(scan));
      case LocalTable table ->
          source(new LocalSource(table.batches(), Math.max(1, partitions(table))));
      case DatasetTable table -> table.dataset();
      case RangeTable range ->
          source(
              new RangeBatches(
                  range.start(),
                  range.end(),
                  range.step(),
                  range.partitionCount() > 0 ? range.partitionCount() : settings.slots()));
      case UnionRows union -> union(union);
      case RecursiveRows recursive -> recursive(recursive);
      case ProgramRows program -> programs().rows(program);
      case Coalesce coalesce -> coalesced(coalesce);
      default -> fragment(plan, Optional.empty());
    };
  }

  private Programs programs() {
    return new Programs(assembly, site, this::dataset);
  }

  /**
   * The rows of a whole plan as objects, which a program at its top gives as they are.
   *
   * @param values what each row is read as
   */
  Lineage<Object> wholeObjects(PhysicalPlan plan, TypedSource.Read values) {
    filters.count(plan);
    boolean isMade =
        plan instanceof ProgramRows program
            && program.code() instanceof TypedCode code
            && code.gives(values);
    return isMade
        ? programs().objects((ProgramRows) plan)
        : programs().narrow(new ReadRows(values), dataset(plan));
  }

  /** What is run step by step; several readers in one plan get the same rows. */
  private record Run(WorkTable last, OptionalLong enough) {}

  private Lineage<Batch> recursive(RecursiveRows recursive) {
    List<Batch> rows =
        recursions.computeIfAbsent(
            new Run(recursive.last(), recursive.enough()),
            _ -> new Recursion(recursive, this::collected).rows());
    return source(new LocalSource(rows, Math.clamp(rows.size(), 1, settings.slots())));
  }

  /** All rows of a plan of its own. */
  @SuppressWarnings("unchecked")
  private List<Batch> collected(PhysicalPlan plan) {
    Fragments own =
        new Fragments(assembly, settings, site, new OperatorMetrics.None(), new NodeRemarks());
    List<Batch> all = new ArrayList<>();
    try {
      JobRequest request = new JobRequest(own.whole(plan), CollectBatches.INSTANCE, site);
      for (TaskResult result : assembly.run(request)) all.addAll((List<Batch>) result.value());
      return all;
    } finally {
      own.release();
    }
  }

  private ScanOperation scanned(ScanSource scan) {
    return new ScanOperation(
        scan,
        filters.of(scan),
        settings.slots(),
        settings.operators().evaluation(),
        new DriverSource(
            assembly.storages(), settings.operators().evaluation().zone(), assembly::warn));
  }

  private Lineage<Batch> kept(ScanSource scan, KeptTable table) {
    KeptScan operation =
        new KeptScan(
            scan, filters.of(scan), settings.operators().evaluation(), metrics, remarks.id(scan));
    return assembly.dataset(
        operation,
        List.of(new Dependency.Narrow(table.dataset())),
        table.dataset().partitionCount(),
        site);
  }

  private int partitions(LocalTable table) {
    return Math.min(settings.slots(), table.batches().size());
  }

  private <T> Lineage<T> source(Source source) {
    return assembly.source(source, site);
  }

  private <T> Lineage<T> fragment(PhysicalPlan plan, Optional<Partitioning> partitioning) {
    Fragment fragment = new Fragment(this);
    PhysicalPlan root = fragment.translate(plan);
    root = fragment.balanced(root);
    return assembly.dataset(
        new FragmentOperation(root, partitioning, settings.operators(), metrics),
        fragment.dependencies(),
        fragment.partitionCount(),
        site);
  }

  private Lineage<Batch> union(UnionRows union) {
    List<Dependency> dependencies = new ArrayList<>();
    int total = 0;
    for (PhysicalPlan child : union.children()) {
      Lineage<Batch> part = dataset(child);
      dependencies.add(new Dependency.Narrow(part, total));
      total += part.partitionCount();
    }
    return assembly.dataset(new Union(), dependencies, total, site);
  }

  private Lineage<Batch> coalesced(Coalesce coalesce) {
    Lineage<Batch> child = dataset(coalesce.child());
    int count = child.partitionCount();
    if (count <= coalesce.count()) return child;
    var operation = new io.brasa.core.operation.Coalesce(count, coalesce.count());
    return assembly.dataset(
        operation,
        List.of(new Dependency.Narrow(child, operation.reach())),
        coalesce.count(),
        site);
  }

  /**
   * Builds what a join builds, and before it what smaller joins build that probe for it: scans of
   * the larger ones learn what these leave out.
   */
  Exchanged built(HashJoin join) {
    List<BuildOrder.Step> steps = BuildOrder.of(join);
    for (BuildOrder.Step step : steps) {
      Exchanged built = exchange(step.build());
      filters.offer(
          step.join(), step.above(), () -> rows(built), settings.operators().evaluation());
      if (step.join() == join) return built;
    }
    throw new IllegalStateException("a join is among those below it");
  }

  /** What has gone through an exchange, in few partitions. */
  private Lineage<Batch> rows(Exchanged exchanged) {
    int count = exchanged.bytes().length;
    boolean isSmall = exchanged.totalBytes() < SMALL_BYTES;
    int parts = isSmall ? 1 : Math.min(count, settings.slots());
    List<Integer> starts = new ArrayList<>();
    for (int i = 0; i <= parts; i++) starts.add(count * i / parts);
    FragmentInput input = new FragmentInput(0, true, new Reading.Grouped(starts), List.of());
    return assembly.dataset(
        new FragmentOperation(
            input, Optional.empty(), settings.operators(), new OperatorMetrics.None()),
        List.of(exchanged.shuffle()),
        parts,
        site);
  }

  /** Runs what is below an exchange. */
  Exchanged exchange(Exchange exchange) {
    Exchanged known = done.get(exchange);
    if (known != null) return known;
    Partitioning partitioning = exchange.partitioning();
    if (partitioning instanceof Partitioning.ByRange range && range.bounds().isEmpty())
      partitioning = new RangeSample(this, assembly, site).bounded(range, exchange.child());
    Lineage<?> written = fragment(exchange.child(), Optional.of(partitioning));
    Dependency.Shuffle shuffle =
        assembly.shuffle(
            written,
            ShuffleSpec.plain(
                "exchange",
                new IndexPartitioner(partitioning.count()),
                Scattered.digest(exchange.child(), settings.operators().evaluation())));
    shuffles.add(shuffle);
    long[] bytes = new long[partitioning.count()];
    long rows = 0;
    List<MapOutput> outputs = assembly.materialise(shuffle);
    for (MapOutput output : outputs) {
      for (int i = 0; i < bytes.length; i++) bytes[i] += output.bytes()[i];
      rows += output.totalRows();
    }
    Exchanged exchanged = new Exchanged(shuffle, bytes, rows, outputs);
    remarks.remark(exchange, rows + " batches, " + exchanged.totalBytes() + " bytes");
    done.put(exchange, exchanged);
    return exchanged;
  }
}
