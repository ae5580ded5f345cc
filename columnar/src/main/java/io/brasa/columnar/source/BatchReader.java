package io.brasa.columnar.source;

import io.brasa.columnar.vector.Batch;

/** The rows of a split. Used by one thread; closed at the end of the task, also when it fails. */
public interface BatchReader extends AutoCloseable {
  /**
   * The next rows, at least one, at most about {@link Batch#ROWS}; null at the end. Batches may
   * have a selection and are immutable.
   */
  Batch next();

  @Override
  void close();
}
