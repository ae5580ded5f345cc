package io.brasa.sql.execute;

import io.brasa.columnar.packed.PackedBatch;
import io.brasa.columnar.packed.PackedReader;
import io.brasa.columnar.source.ColumnFilter;
import io.brasa.columnar.source.ScanRequest;
import io.brasa.columnar.type.DataType;
import io.brasa.columnar.type.StructField;
import io.brasa.columnar.vector.Batch;
import io.brasa.core.lineage.Operation;
import io.brasa.core.lineage.TaskContext;
import io.brasa.sql.expression.Expression;
import io.brasa.sql.function.EvaluationSettings;
import io.brasa.sql.physical.ScanSource;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.Optional;

/** Reads what is kept: only the columns and rows that are wanted of packed batches. */
final class KeptScan implements Operation {
  private static final long serialVersionUID = 1L;

  private final ArrayList<DataType> types = new ArrayList<>();
  private final ScanRequest request;
  private final Optional<Expression> condition;
  private final List<ScanKeys> keys;
  private final int outputCount;
  private final EvaluationSettings evaluation;
  private final OperatorMetrics metrics;
  private final int node;

  /**
   * @param node of the plan, that passed over batches are counted for
   */
  KeptScan(
      ScanSource scan,
      List<ScanKeys> keys,
      EvaluationSettings evaluation,
      OperatorMetrics metrics,
      int node) {
    for (StructField field : scan.source().schema().fields()) types.add(field.dataType());
    List<ColumnFilter> filters = new ArrayList<>(scan.filters());
    for (ScanKeys each : keys)
      filters.addAll(each.bounds(scan.source().schema().field(each.column()).dataType()));
    this.request = new ScanRequest(scan.columns(), filters, List.of());
    this.condition = scan.condition();
    this.keys = List.copyOf(keys);
    this.outputCount = scan.output().size();
    this.evaluation = evaluation;
    this.metrics = metrics;
    this.node = node;
  }

  @Override
  public String name() {
    return "scan";
  }

  @Override
  @SuppressWarnings("unchecked")
  public Iterator<?> compute(int partition, Inputs inputs, TaskContext task) throws Exception {
    ScanRequest asked =
        new ScanRequest(
            request.columns().subList(0, outputCount),
            request.filters(),
            ScanKeys.rowFilters(keys, condition, request.columns(), evaluation));
    var packed = (Iterator<PackedBatch>) inputs.read(0, partition);
    return new Rows(new PackedReader(packed, asked, types), task);
  }

  private final class Rows implements Iterator<Batch> {
    private final PackedReader reader;
    private final TaskContext task;
    private Batch ahead;
    private boolean isDone;

    Rows(PackedReader reader, TaskContext task) {
      this.reader = reader;
      this.task = task;
    }

    @Override
    public boolean hasNext() {
      if (ahead != null) return true;
      if (isDone) return false;
      task.checkCancelled();
      ahead = reader.next();
      if (ahead == null) {
        isDone = true;
        metrics.measurements(task).skipped(node, reader.readCount(), reader.skippedCount());
      }
      return ahead != null;
    }

    @Override
    public Batch next() {
      if (!hasNext()) throw new NoSuchElementException();
      Batch batch = ahead;
      ahead = null;
      return batch;
    }
  }
}
