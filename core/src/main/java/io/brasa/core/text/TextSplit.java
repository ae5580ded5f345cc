package io.brasa.core.text;

import io.brasa.core.compression.Compression;
import io.brasa.core.input.InputFile;

/**
 * A piece of a text file: the lines that begin in it.
 *
 * @param offset where it begins in the file, as stored
 * @param length its bytes, as stored
 * @param isWhole whether it is all of a file
 */
public record TextSplit(
    InputFile file, long offset, long length, boolean isWhole, Compression compression) {
  public TextSplit {
    if (offset < 0 || length < 0)
      throw new IllegalArgumentException(file.path() + " at " + offset + " for " + length);
    if (isWhole && offset != 0)
      throw new IllegalArgumentException("all of " + file.path() + " at " + offset);
  }

  /** A piece of a file of which nothing is known but its name. */
  public TextSplit(String path, long offset, long length, boolean isWhole) {
    this(InputFile.unknown(path), offset, length, isWhole, Compression.ofName(path));
  }

  public String path() {
    return file.path();
  }

  long end() {
    return offset + length;
  }
}
