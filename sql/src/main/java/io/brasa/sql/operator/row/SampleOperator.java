package io.brasa.sql.operator.row;

import io.brasa.columnar.vector.Batch;
import io.brasa.columnar.vector.Selection;
import io.brasa.columnar.vector.Vector;
import io.brasa.columnar.vector.Vectors;
import io.brasa.sql.operator.BatchIterator;
import io.brasa.sql.operator.OperatorContext;
import io.brasa.sql.physical.SampleRows;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;

/** Draws a number for each row, so that a row's luck depends on its place alone. */
public final class SampleOperator implements BatchIterator {
  private final BatchIterator child;
  private final double fraction;
  private final boolean withReplacement;
  private final SplittableRandom random;

  public SampleOperator(SampleRows sample, BatchIterator child, OperatorContext context) {
    this.child = child;
    this.fraction = sample.fraction();
    this.withReplacement = sample.withReplacement();
    this.random =
        new SplittableRandom(sample.seed() + 0x9E37_79B9_7F4A_7C15L * context.partition());
  }

  @Override
  public Batch next() {
    Batch batch = child.next();
    if (batch == null) return null;
    int count = batch.rowCount();
    int[] all = batch.selection().map(Selection::rows).orElse(null);
    int[] chosen = new int[Math.max(16, count)];
    int size = 0;
    for (int i = 0; i < count; i++) {
      for (int copies = copies(); copies > 0; copies--) {
        if (size == chosen.length) chosen = Arrays.copyOf(chosen, 2 * size);
        chosen[size++] = all == null ? i : all[i];
      }
    }
    if (!withReplacement) return batch.selecting(new Selection(chosen, size));
    List<Vector> columns = new ArrayList<>();
    for (Vector column : batch.columns()) columns.add(Vectors.take(column, chosen, size));
    return Batch.of(size, columns);
  }

  /** With replacement a number of Poisson's distribution, by Knuth's product of uniform numbers. */
  private int copies() {
    if (!withReplacement) return random.nextDouble() < fraction ? 1 : 0;
    double limit = Math.exp(-fraction);
    int copies = 0;
    for (double p = random.nextDouble(); p > limit; p *= random.nextDouble()) copies++;
    return copies;
  }

  @Override
  public void close() {
    child.close();
  }
}
