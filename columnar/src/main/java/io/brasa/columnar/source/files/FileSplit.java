package io.brasa.columnar.source.files;

import io.brasa.columnar.source.Split;

/**
 * The records of a file that begin at these bytes; all of a file where it cannot be cut.
 *
 * @param offset where the first may begin
 * @param sizeBytes from there on
 */
public record FileSplit(TableFile file, long offset, long sizeBytes) implements Split {
  /** Behind the last byte at which a record may begin. */
  public long end() {
    return offset + sizeBytes;
  }
}
