package io.brasa.sql.operator;

import io.brasa.columnar.vector.Batch;
import io.brasa.columnar.vector.Selection;
import java.util.Arrays;

/** Some rows of a batch, which stay where they are. */
public final class Part {
  private Part() {}

  /** Of the rows that count, those from one to another. */
  public static Batch of(Batch batch, int from, int to) {
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
}
