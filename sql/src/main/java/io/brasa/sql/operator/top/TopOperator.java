package io.brasa.sql.operator.top;

import io.brasa.columnar.vector.Batch;
import io.brasa.columnar.vector.Selection;
import io.brasa.columnar.vector.Vector;
import io.brasa.columnar.vector.Vectors;
import io.brasa.sql.evaluate.Evaluator;
import io.brasa.sql.expression.SortKey;
import io.brasa.sql.operator.BatchIterator;
import io.brasa.sql.operator.Columns;
import io.brasa.sql.operator.Compact;
import io.brasa.sql.operator.MemoryShare;
import io.brasa.sql.operator.OperatorContext;
import io.brasa.sql.operator.sort.RowOrder;
import io.brasa.sql.operator.sort.RowSort;
import io.brasa.sql.operator.sort.SortOperator;
import io.brasa.sql.physical.TopRows;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Keeps the first rows by an order. Rows gather until there are several times as many as wanted;
 * then all but the first are let go of, and rows that come after the last of these are not even
 * looked at any more.
 */
public final class TopOperator implements BatchIterator {
  private static final int SLACK_ROWS = 16 * Batch.ROWS;

  private final BatchIterator child;
  private final OperatorContext context;
  private final int count;
  private final RowOrder order;
  private final List<Evaluator> evaluators;
  private final MemoryShare share;
  private List<Batch> gathered = new ArrayList<>();
  private long rows;
  private long bytes;

  /** The keys of the last row that is wanted so far; null until there are enough. */
  private Vector[] limit;

  private BatchIterator result;

  public TopOperator(TopRows top, BatchIterator child, OperatorContext context) {
    this.child = child;
    this.context = context;
    this.count = Math.toIntExact(top.count());
    this.order = new RowOrder(top.keys());
    this.evaluators = context.evaluators(top.keys().stream().map(SortKey::expression).toList());
    this.share = context.newShare();
  }

  @Override
  public Batch next() {
    if (result == null) {
      gather();
      result = new SortOperator.Pieces(all(), firsts(), Batch.ROWS);
    }
    return result.next();
  }

  private void gather() {
    if (count == 0) return;
    for (Batch batch = child.next(); batch != null; batch = child.next()) {
      context.checkCancelled();
      Batch wanted = limit == null ? batch : notAfterLimit(batch);
      if (wanted.rowCount() == 0) continue;
      Batch kept = Compact.of(wanted);
      gathered.add(kept);
      rows += kept.length();
      bytes += kept.sizeBytes();
      // The planner lets through only what certainly has room: it is counted and no more.
      share.hold(bytes);
      if (rows >= 2L * count + SLACK_ROWS) prune();
    }
  }

  private Batch notAfterLimit(Batch batch) {
    Vector[] keys = Columns.of(evaluators, batch).toArray(Vector[]::new);
    int[] selected = batch.selection().map(Selection::rows).orElse(null);
    int[] kept = new int[batch.rowCount()];
    int size = 0;
    for (int i = 0; i < kept.length; i++) {
      int row = selected == null ? i : selected[i];
      if (order.compare(keys, row, limit, 0) < 0) kept[size++] = row;
    }
    return batch.selecting(new Selection(kept, size));
  }

  private Batch all() {
    if (gathered.isEmpty()) return Batch.of(0, List.of());
    if (gathered.size() > 1)
      gathered = new ArrayList<>(List.of(Vectors.concatenateBatches(gathered)));
    return gathered.getFirst();
  }

  private int[] firsts() {
    Batch all = all();
    if (all.length() == 0) return new int[0];
    Vector[] keys = Columns.of(evaluators, all).toArray(Vector[]::new);
    int[] sorted = RowSort.sorted(keys, all.length(), order);
    return sorted.length <= count ? sorted : Arrays.copyOf(sorted, count);
  }

  private void prune() {
    int[] firsts = firsts();
    Batch taken = Compact.taken(all(), firsts, 0, firsts.length);
    List<Vector> columns = new ArrayList<>();
    for (Vector column : taken.columns()) columns.add(Vectors.flat(column));
    Batch pruned = Batch.of(taken.length(), columns);
    gathered = new ArrayList<>(List.of(pruned));
    rows = pruned.length();
    bytes = pruned.sizeBytes();
    Vector[] keys = Columns.of(evaluators, pruned).toArray(Vector[]::new);
    limit = new Vector[keys.length];
    for (int i = 0; i < keys.length; i++)
      limit[i] = Vectors.flat(Vectors.take(keys[i], new int[] {pruned.length() - 1}, 1));
  }

  @Override
  public void close() {
    child.close();
    gathered = new ArrayList<>();
    share.close();
  }
}
