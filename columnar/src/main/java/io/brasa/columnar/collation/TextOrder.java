package io.brasa.columnar.collation;

/**
 * How texts are compared. A part of a text is found only where it begins and ends between whole
 * characters, as people see them; empty parts are everywhere. Thread-safe.
 */
public interface TextOrder {
  /** Texts are equal, and in order, as the bytes of their keys, without sign, are. */
  byte[] key(String text);

  /**
   * Where a part first occurs.
   *
   * @param from where to begin, in {@code char}s
   * @return the place in {@code char}s, or -1
   */
  int find(String text, String part, int from);

  boolean startsWith(String text, String part);

  boolean endsWith(String text, String part);
}
