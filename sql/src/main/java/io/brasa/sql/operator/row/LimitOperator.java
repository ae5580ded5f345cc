package io.brasa.sql.operator.row;

import io.brasa.columnar.vector.Batch;
import io.brasa.sql.operator.BatchIterator;
import io.brasa.sql.operator.Part;
import io.brasa.sql.physical.LimitRows;

/** Leaves out the first rows and stops after enough: what is below is not drawn any further. */
public final class LimitOperator implements BatchIterator {
  private final BatchIterator child;
  private long toSkip;
  private long left;

  public LimitOperator(LimitRows limit, BatchIterator child) {
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
      return to - from == count ? batch : Part.of(batch, from, to);
    }
    child.close();
    return null;
  }

  @Override
  public void close() {
    child.close();
  }
}
