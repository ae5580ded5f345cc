package io.brasa.core.text;

/**
 * A piece of a text file: the lines that begin in it.
 *
 * @param path as its storage takes it
 * @param offset where it begins in the file
 * @param length its bytes; of a compressed file all, as stored
 * @param isWhole whether it is all of a file
 */
public record TextSplit(String path, long offset, long length, boolean isWhole) {
  public TextSplit {
    if (offset < 0 || length < 0)
      throw new IllegalArgumentException(path + " at " + offset + " for " + length);
    if (isWhole && offset != 0)
      throw new IllegalArgumentException("all of " + path + " at " + offset);
  }
}
