package io.brasa.columnar.collation;

import java.util.Optional;

/**
 * How texts are compared. A part of a text is found only where it begins and ends between whole
 * characters, as people see them; empty parts are everywhere. Thread-safe.
 */
public interface TextOrder {
  /** Texts are equal, and in order, as the bytes of their keys, without sign, are. */
  byte[] key(String text);

  /** A stretch of a text in {@code char}s, the end exclusive. */
  record Match(int from, int to) {}

  /**
   * Where a part first occurs.
   *
   * @param from where to begin, in {@code char}s
   */
  Optional<Match> find(String text, String part, int from);

  boolean startsWith(String text, String part);

  boolean endsWith(String text, String part);
}
