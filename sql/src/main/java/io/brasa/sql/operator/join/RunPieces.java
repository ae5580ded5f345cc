package io.brasa.sql.operator.join;

import io.brasa.columnar.vector.Batch;
import io.brasa.columnar.vector.Vectors;
import io.brasa.sql.evaluate.Evaluator;
import io.brasa.sql.operator.BatchIterator;
import io.brasa.sql.operator.Compact;
import io.brasa.sql.operator.MemoryShare;
import io.brasa.sql.operator.OperatorContext;
import io.brasa.sql.operator.Part;
import io.brasa.sql.operator.sort.RowOrder;
import java.util.List;

/**
 * Divides a sorted input where its keys change. The last run of a batch may go on in the next one,
 * so its rows wait for that and are put before it; when they fill a batch by themselves they become
 * a piece of their own.
 */
final class RunPieces implements AutoCloseable {
  private final BatchIterator input;
  private final List<Evaluator> keys;
  private final RowOrder order;
  private final boolean isMatchKept;
  private final MemoryShare share;
  private final OperatorContext context;

  /** What comes before the next batch; null if nothing does. */
  private Batch waiting;

  private RunPiece.LongRun open;

  RunPieces(
      BatchIterator input,
      List<Evaluator> keys,
      RowOrder order,
      boolean isMatchKept,
      OperatorContext context) {
    this.input = input;
    this.keys = keys;
    this.order = order;
    this.isMatchKept = isMatchKept;
    this.share = context.newShare();
    this.context = context;
  }

  /** The next piece, or null; the one before is closed by who has it. */
  RunPiece next() {
    while (true) {
      Batch drawn = draw();
      if (drawn == null) return last();
      Batch rows = waiting == null ? drawn : Vectors.concatenateBatches(List.of(waiting, drawn));
      waiting = null;
      // It has to be there in any case, so it is counted and no more.
      share.hold(rows.sizeBytes());
      KeyedRows keyed = new KeyedRows(rows, keys, order);
      int start = startOfLast(keyed);
      if (start > 0) {
        waiting = part(rows, start, rows.length());
        return few(keyed, start);
      }
      if (rows.length() >= Batch.ROWS) return many(keyed);
      waiting = rows;
    }
  }

  private Batch draw() {
    Batch batch = input.next();
    while (batch != null && batch.rowCount() == 0) batch = input.next();
    context.checkCancelled();
    return batch == null ? null : Compact.of(batch);
  }

  private RunPiece last() {
    if (waiting == null) return null;
    KeyedRows rows = new KeyedRows(waiting, keys, order);
    waiting = null;
    return few(rows, rows.count());
  }

  private RunPiece few(KeyedRows rows, int count) {
    return new RunPiece.Few(rows, count, isMatchKept ? new boolean[count] : null);
  }

  private static Batch part(Batch rows, int from, int to) {
    return Compact.of(Part.of(rows, from, to));
  }

  private static int startOfLast(KeyedRows rows) {
    int last = rows.count() - 1;
    int start = last;
    while (start > 0 && rows.compare(start - 1, rows, last) == 0) start--;
    return start;
  }

  /** All rows equal to these, which are one run. */
  private RunPiece many(KeyedRows run) {
    KeyedRows first = new KeyedRows(part(run.batch(), 0, 1), keys, order);
    open = new RunPiece.LongRun(first, isMatchKept, share, context);
    open.add(run.batch());
    for (Batch rows = draw(); rows != null; rows = draw()) {
      KeyedRows keyed = new KeyedRows(rows, keys, order);
      int end = 0;
      while (end < keyed.count() && keyed.compare(end, first, 0) == 0) end++;
      if (end == keyed.count()) {
        open.add(rows);
        continue;
      }
      if (end > 0) open.add(part(rows, 0, end));
      waiting = end == 0 ? rows : part(rows, end, rows.length());
      break;
    }
    open.finish();
    RunPiece.LongRun piece = open;
    open = null;
    return piece;
  }

  @Override
  public void close() {
    input.close();
    if (open != null) open.close();
    waiting = null;
    share.close();
  }
}
