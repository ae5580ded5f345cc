package io.brasa.sql.operator.window;

import io.brasa.columnar.vector.Vector;

/**
 * A function over a partition that lies in a file, piece by piece from its first row on. Belongs to
 * one thread.
 */
interface StreamedWindow extends AutoCloseable {
  /** A value for each row of the piece behind the one before. */
  Vector next(WindowPiece piece);

  @Override
  default void close() {}
}
