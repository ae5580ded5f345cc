package io.brasa.core.shuffle;

/** How map outputs reach their readers. */
public enum Handover {
  /**
   * Within this process: immutable values as references, all others as bytes; in memory while there
   * is room.
   */
  REFERENCES,
  /** Between processes: everything as bytes in one file per map attempt. */
  ENCODED
}
