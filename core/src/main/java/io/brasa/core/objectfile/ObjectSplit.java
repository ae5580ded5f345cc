package io.brasa.core.objectfile;

import io.brasa.core.input.InputFile;

/**
 * A run of chunks of a file.
 *
 * @param from where its first chunk begins
 * @param to where its last chunk ends; {@link #WHOLE} for all of a file, whose index the reader
 *     looks at
 */
public record ObjectSplit(InputFile file, long from, long to) {
  static final long WHOLE = -1;

  /** As stored, with the index if the split is all of a file. */
  public long sizeBytes() {
    return isWhole() ? file.sizeBytes() : to - from;
  }

  boolean isWhole() {
    return to == WHOLE;
  }
}
