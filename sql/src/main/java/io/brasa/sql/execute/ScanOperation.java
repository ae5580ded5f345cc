package io.brasa.sql.execute;

import io.brasa.columnar.source.AppliesRowFilters;
import io.brasa.columnar.source.BatchReader;
import io.brasa.columnar.source.ColumnFilter;
import io.brasa.columnar.source.RowFilter;
import io.brasa.columnar.source.ScanRequest;
import io.brasa.columnar.source.SourceContext;
import io.brasa.columnar.source.Split;
import io.brasa.columnar.vector.Batch;
import io.brasa.core.lineage.Source;
import io.brasa.core.lineage.TaskContext;
import io.brasa.sql.evaluate.Filter;
import io.brasa.sql.evaluate.Filters;
import io.brasa.sql.expression.Expression;
import io.brasa.sql.function.EvaluationSettings;
import io.brasa.sql.physical.ScanSource;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.Optional;

/**
 * Reads a source, several splits a task; gives only rows for which the scan's filters hold, and
 * hardly any whose keys have no partner in a join above.
 */
final class ScanOperation implements Source {
  private static final long serialVersionUID = 1L;

  private final io.brasa.columnar.source.Source source;
  private final ScanRequest request;
  private final Optional<Expression> condition;
  private final List<ScanKeys> keys;
  private final int outputCount;
  private final EvaluationSettings evaluation;
  private final transient List<List<Split>> groups;

  ScanOperation(
      ScanSource scan,
      List<ScanKeys> keys,
      int slots,
      EvaluationSettings evaluation,
      SourceContext driver) {
    this.source = scan.source();
    this.keys = List.copyOf(keys);
    List<ColumnFilter> filters = new ArrayList<>(scan.filters());
    for (ScanKeys each : keys)
      filters.addAll(each.bounds(scan.read().get(scan.columns().indexOf(each.column())).type()));
    this.request = new ScanRequest(scan.columns(), filters, List.of());
    this.condition = scan.condition();
    this.outputCount = scan.output().size();
    this.evaluation = evaluation;
    List<? extends Split> splits = source.splits(request, driver);
    this.groups =
        scan.isDivided()
            ? SplitGroups.byBucket(splits, scan.bucketing().orElseThrow().count())
            : SplitGroups.of(splits, slots);
  }

  @Override
  public String name() {
    return "scan";
  }

  @Override
  public List<?> splits() {
    return groups;
  }

  @Override
  @SuppressWarnings("unchecked")
  public Iterator<?> open(Object split, TaskContext task) {
    return new Rows(((List<Split>) split).iterator(), new TaskSource(task, evaluation.zone()));
  }

  private final class Rows implements Iterator<Batch>, AutoCloseable {
    private final Iterator<Split> splits;
    private final SourceContext context;
    private final ScanRequest asked;
    private final Filter filter;
    private BatchReader reader;
    private Batch ahead;

    Rows(Iterator<Split> splits, SourceContext context) {
      this.splits = splits;
      this.context = context;
      boolean isApplied = source instanceof AppliesRowFilters;
      this.filter = isApplied ? null : condition.map(c -> Filters.of(c, evaluation)).orElse(null);
      List<RowFilter> filters = ScanKeys.rowFilters(keys, condition, request.columns(), evaluation);
      // What nothing but the filters needs is then nobody else's business.
      List<Integer> columns =
          isApplied ? request.columns().subList(0, outputCount) : request.columns();
      this.asked = new ScanRequest(columns, request.filters(), filters);
    }

    @Override
    public boolean hasNext() {
      while (ahead == null) {
        if (reader == null) {
          if (!splits.hasNext()) return false;
          reader = source.open(splits.next(), asked, context);
        }
        context.checkCancelled();
        Batch batch = reader.next();
        if (batch == null) {
          close();
        } else {
          Batch kept = kept(batch);
          if (kept.rowCount() > 0) ahead = kept;
        }
      }
      return true;
    }

    private Batch kept(Batch batch) {
      Batch rows =
          filter == null
              ? batch
              : batch.selecting(filter.select(batch, batch.selection().orElse(null)));
      return outputCount == batch.columns().size()
          ? rows
          : rows.with(new ArrayList<>(rows.columns().subList(0, outputCount)));
    }

    @Override
    public Batch next() {
      if (!hasNext()) throw new NoSuchElementException();
      Batch batch = ahead;
      ahead = null;
      return batch;
    }

    @Override
    public void close() {
      BatchReader open = reader;
      reader = null;
      if (open != null) open.close();
    }
  }
}
