package io.brasa.sql.operator.join;

import io.brasa.columnar.vector.Batch;
import io.brasa.sql.operator.BatchIterator;
import java.util.List;

/** Batches of a list. */
final class ListedBatches implements BatchIterator {
  private final List<Batch> batches;
  private int next;

  ListedBatches(List<Batch> batches) {
    this.batches = batches;
  }

  @Override
  public Batch next() {
    return next < batches.size() ? batches.get(next++) : null;
  }

  @Override
  public void close() {
    next = batches.size();
  }
}
