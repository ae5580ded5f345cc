package io.brasa.sql.operator.exchange;

import io.brasa.columnar.vector.Batch;
import io.brasa.columnar.vector.Selection;
import io.brasa.columnar.vector.Vectors;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;

/**
 * Rows by chance, each as likely as the others: every row draws whether it replaces one that was
 * kept (algorithm R of Vitter 1985). The same rows in the same order give the same sample.
 */
public final class RowSample {
  private final int size;
  private final SplittableRandom random;
  private final List<Batch> kept = new ArrayList<>();
  private Batch none = Batch.of(0, List.of());
  private long seen;

  public RowSample(int size, long seed) {
    this.size = size;
    this.random = new SplittableRandom(seed);
  }

  /** Looks at the rows of a batch that count. */
  public void add(Batch batch) {
    if (batch.rowCount() == 0) return;
    none = batch.selecting(new Selection(new int[0], 0)).dense();
    for (int i = 0; i < batch.rowCount(); i++) {
      seen++;
      if (kept.size() < size) kept.add(row(batch, i));
      else {
        long place = random.nextLong(seen);
        if (place < size) kept.set((int) place, row(batch, i));
      }
    }
  }

  private static Batch row(Batch batch, int place) {
    int row = batch.selection().map(rows -> rows.rows()[place]).orElse(place);
    List<io.brasa.columnar.vector.Vector> columns = new ArrayList<>();
    for (var column : batch.columns())
      columns.add(Vectors.flat(Vectors.take(column, new int[] {row}, 1)));
    return Batch.of(1, columns);
  }

  /** What was chosen. */
  public Batch batch() {
    return kept.isEmpty() ? none : Vectors.concatenateBatches(kept);
  }
}
