package io.brasa.sql.physical;

import io.brasa.columnar.packed.PackedBatch;
import io.brasa.columnar.source.AppliesRowFilters;
import io.brasa.columnar.source.BatchReader;
import io.brasa.columnar.source.HasStatistics;
import io.brasa.columnar.source.ScanRequest;
import io.brasa.columnar.source.Source;
import io.brasa.columnar.source.SourceContext;
import io.brasa.columnar.source.Split;
import io.brasa.columnar.source.TableStatistics;
import io.brasa.columnar.type.StructType;
import io.brasa.core.lineage.Lineage;
import io.brasa.sql.expression.SortKey;
import java.util.List;
import java.util.Optional;

/**
 * The rows of a query that are kept, as packed batches: a source to the optimiser, which tells it
 * the columns and the rows that are wanted. Its pieces are the partitions of a dataset, so who runs
 * plans reads that instead of asking for splits. Never leaves the driver. Equal to itself alone.
 */
public final class KeptTable implements Source, HasStatistics, AppliesRowFilters {
  private static final long serialVersionUID = 1L;

  private final transient Lineage<PackedBatch> dataset;
  private final StructType schema;
  private final transient TableStatistics statistics;
  private final transient List<SortKey> order;
  private final boolean isOrderGlobal;

  /**
   * @param plan that the rows were computed by: they keep the order that they had
   * @param statistics what was thought of the rows before they were computed
   */
  public KeptTable(
      StructType schema,
      Lineage<PackedBatch> dataset,
      PhysicalPlan plan,
      TableStatistics statistics) {
    this.schema = schema;
    this.dataset = dataset;
    this.order = List.copyOf(Ordering.of(plan));
    this.isOrderGlobal = Ordering.isGlobal(plan);
    this.statistics = statistics;
  }

  public Lineage<PackedBatch> dataset() {
    return dataset;
  }

  /** In which order the rows of each partition come, by inputs that are places in the schema. */
  List<SortKey> order() {
    return order;
  }

  /** Whether all rows come in that order, partition after partition. */
  boolean isOrderGlobal() {
    return isOrderGlobal;
  }

  @Override
  public String description() {
    return "kept";
  }

  @Override
  public StructType schema() {
    return schema;
  }

  @Override
  public Optional<TableStatistics> statistics(SourceContext context) {
    return Optional.of(statistics);
  }

  @Override
  public List<? extends Split> splits(ScanRequest request, SourceContext context) {
    throw new IllegalStateException("what is kept is read as a dataset");
  }

  @Override
  public BatchReader open(Split split, ScanRequest request, SourceContext context) {
    throw new IllegalStateException("what is kept is read as a dataset");
  }
}
