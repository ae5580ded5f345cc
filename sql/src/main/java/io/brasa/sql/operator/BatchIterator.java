package io.brasa.sql.operator;

import io.brasa.columnar.vector.Batch;

/** Batches drawn one by one by one thread. */
public interface BatchIterator extends AutoCloseable {
  /** The next batch, which may have no rows that count; null at the end, and from then on. */
  Batch next();

  /** Lets go of memory and files; idempotent, also before the end. */
  @Override
  void close();
}
