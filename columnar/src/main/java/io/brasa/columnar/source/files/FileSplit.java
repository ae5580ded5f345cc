package io.brasa.columnar.source.files;

import io.brasa.columnar.source.FilePiece;

/**
 * The records of a file that begin at these bytes; all of a file where it cannot be cut.
 *
 * @param offset where the first may begin
 * @param sizeBytes from there on
 */
public record FileSplit(TableFile file, long offset, long sizeBytes) implements FilePiece {
  @Override
  public String path() {
    return file.path();
  }

  /** Behind the last byte at which a record may begin. */
  public long end() {
    return offset + sizeBytes;
  }
}
