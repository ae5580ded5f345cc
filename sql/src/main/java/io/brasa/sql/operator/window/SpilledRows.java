package io.brasa.sql.operator.window;

import io.brasa.columnar.vector.Batch;
import io.brasa.sql.operator.BatchIterator;
import io.brasa.sql.operator.SpillFile;

/** Goes through the rows of a file, forwards only. Belongs to one thread. */
final class SpilledRows implements AutoCloseable {
  private final BatchIterator batches;
  private Batch batch;
  private long start;

  SpilledRows(SpillFile file) {
    batches = file.read();
    batch = batches.next();
  }

  /** The rows around the place; null behind the last row. */
  Batch batch() {
    return batch;
  }

  /** How many rows are before the batch. */
  long start() {
    return start;
  }

  /** Goes to a row at or behind the place; false if there is none. */
  boolean seek(long row) {
    while (batch != null && row >= start + batch.length()) {
      start += batch.length();
      batch = batches.next();
    }
    return batch != null;
  }

  @Override
  public void close() {
    batch = null;
    batches.close();
  }
}
