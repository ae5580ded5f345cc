package io.brasa.sql.operator.sort;

import io.brasa.columnar.vector.Batch;
import io.brasa.columnar.vector.Vector;
import io.brasa.columnar.vector.Vectors;
import io.brasa.sql.evaluate.Evaluator;
import io.brasa.sql.expression.SortKey;
import io.brasa.sql.operator.BatchIterator;
import io.brasa.sql.operator.Columns;
import io.brasa.sql.operator.Compact;
import io.brasa.sql.operator.MemoryShare;
import io.brasa.sql.operator.OperatorContext;
import io.brasa.sql.operator.SpillFile;
import io.brasa.sql.operator.SpillWriter;
import java.util.ArrayList;
import java.util.List;

/**
 * Sorts a partition: in memory if it is granted, else in runs that are put aside and merged. Equal
 * rows stay in the order in which they came.
 */
public final class SortOperator implements BatchIterator {
  private static final int FAN_IN = 16;
  private static final int SPILL_ROWS = 1024;

  private final BatchIterator child;
  private final OperatorContext context;
  private final List<SortKey> keys;
  private final RowOrder order;
  private final List<Evaluator> evaluators;
  private final MemoryShare share;
  private List<Batch> buffered = new ArrayList<>();
  private long bufferedBytes;
  private long bufferedRows;
  private final List<SpillFile> runs = new ArrayList<>();
  private final List<Integer> levels = new ArrayList<>();
  private BatchIterator sorted;

  public SortOperator(List<SortKey> keys, BatchIterator child, OperatorContext context) {
    this.child = child;
    this.context = context;
    this.keys = keys;
    this.order = new RowOrder(keys);
    this.evaluators = context.evaluators(keys.stream().map(SortKey::expression).toList());
    this.share = context.newShare();
  }

  @Override
  public Batch next() {
    if (sorted == null) sorted = sort();
    return sorted.next();
  }

  private BatchIterator sort() {
    for (Batch batch = child.next(); batch != null; batch = child.next()) {
      if (batch.rowCount() == 0) continue;
      context.checkCancelled();
      Batch kept = Compact.of(batch);
      buffered.add(kept);
      bufferedBytes += kept.sizeBytes();
      bufferedRows += kept.length();
      // Once more for the rows side by side, and what sorting takes.
      boolean isGranted = share.hold(2 * bufferedBytes + 32 * bufferedRows);
      if (!isGranted || bufferedRows > Integer.MAX_VALUE / 4 || bufferedBytes > 1L << 30)
        putAside();
    }
    if (runs.isEmpty()) return inMemory();
    if (!buffered.isEmpty()) putAside();
    share.hold(0);
    return new MergedBatches(readers(runs), keys, Batch.ROWS, context);
  }

  private List<BatchIterator> readers(List<SpillFile> files) {
    List<BatchIterator> readers = new ArrayList<>();
    for (SpillFile file : files) readers.add(file.read());
    return readers;
  }

  private Batch gathered() {
    Batch all = Vectors.concatenateBatches(buffered);
    buffered = new ArrayList<>();
    bufferedBytes = 0;
    bufferedRows = 0;
    return all;
  }

  private int[] places(Batch all) {
    Vector[] columns = Columns.of(evaluators, all).toArray(Vector[]::new);
    return RowSort.sorted(columns, all.length(), order);
  }

  private BatchIterator inMemory() {
    if (buffered.isEmpty()) return new Pieces(Batch.of(0, List.of()), new int[0], 1);
    Batch all = gathered();
    return new Pieces(all, places(all), Batch.ROWS);
  }

  private void putAside() {
    Batch all = gathered();
    BatchIterator pieces = new Pieces(all, places(all), SPILL_ROWS);
    runs.add(written(pieces));
    levels.add(0);
    while (isLevelFull()) mergeLevel();
  }

  private SpillFile written(BatchIterator batches) {
    try (SpillWriter writer = context.newSpill()) {
      for (Batch batch = batches.next(); batch != null; batch = batches.next()) {
        context.checkCancelled();
        writer.write(batch);
      }
      return writer.finish();
    }
  }

  private boolean isLevelFull() {
    int count = levels.size();
    return count >= FAN_IN && levels.get(count - FAN_IN).equals(levels.getLast());
  }

  /** The last runs become one of the next level, so that there are never many to merge. */
  private void mergeLevel() {
    int first = runs.size() - FAN_IN;
    List<SpillFile> last = List.copyOf(runs.subList(first, runs.size()));
    int level = levels.getLast() + 1;
    SpillFile merged;
    try (BatchIterator all = new MergedBatches(readers(last), keys, SPILL_ROWS, context)) {
      merged = written(all);
    }
    runs.subList(first, runs.size()).clear();
    levels.subList(first, levels.size()).clear();
    runs.add(merged);
    levels.add(level);
    for (SpillFile file : last) file.delete();
  }

  @Override
  public void close() {
    child.close();
    if (sorted != null) sorted.close();
    for (SpillFile file : runs) file.delete();
    runs.clear();
    buffered = new ArrayList<>();
    share.close();
  }

  /** A batch's rows in an order, piece by piece. */
  public static final class Pieces implements BatchIterator {
    private final Batch all;
    private final int[] rows;
    private final int pieceRows;
    private int next;

    public Pieces(Batch all, int[] rows, int pieceRows) {
      this.all = all;
      this.rows = rows;
      this.pieceRows = pieceRows;
    }

    @Override
    public Batch next() {
      if (next >= rows.length) return null;
      int to = (int) Math.min(rows.length, (long) next + pieceRows);
      Batch piece = Compact.taken(all, rows, next, to);
      next = to;
      return piece;
    }

    @Override
    public void close() {
      next = rows.length;
    }
  }
}
