package io.brasa.sql.operator;

import io.brasa.columnar.vector.Batch;
import io.brasa.columnar.vector.Selection;
import io.brasa.sql.physical.LimitRows;
import java.util.Arrays;

/** Leaves out the first rows and stops after enough: what is below is not drawn any further. */
final class LimitOperator implements BatchIterator {
  private final BatchIterator child;
  private long toSkip;
  private long left;

  LimitOperator(LimitRows limit, BatchIterator child) {
    this.child = child;
    this.toSkip = limit.offset();
    this.left = limit.count();
  }

  @Override
  public Batch next() {
    while (left > 0) {
      Batch batch = child.next();
      if (batch == null) return null;
      int count = batch.rowCount();
      int from = (int) Math.min(toSkip, count);
      int to = left >= count - from ? count : (int) (from + left);
      toSkip -= from;
      if (to == from) continue;
      left -= to - from;
      return to - from == count ? batch : part(batch, from, to);
    }
    child.close();
    return null;
  }

  /** Of the rows that count, those from one to another. */
  static Batch part(Batch batch, int from, int to) {
    int[] rows = batch.selection().map(Selection::rows).orElse(null);
    int[] kept;
    if (rows != null) {
      kept = Arrays.copyOfRange(rows, from, to);
    } else {
      kept = new int[to - from];
      for (int i = 0; i < kept.length; i++) kept[i] = from + i;
    }
    return batch.selecting(new Selection(kept, kept.length));
  }

  @Override
  public void close() {
    child.close();
  }
}
