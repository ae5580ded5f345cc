package io.brasa.columnar.source;

import io.brasa.columnar.vector.Batch;

/** Writes rows to one file. Used by one thread. */
public interface FileWriter extends AutoCloseable {
  /** Writes the rows of a batch that count. */
  void write(Batch batch);

  /** Roughly how many bytes the file will have. */
  long sizeBytes();

  /** Ends the file: it is whole when this returns. */
  void finish();

  /** Lets go of everything; what was not finished is of no use. */
  @Override
  void close();
}
