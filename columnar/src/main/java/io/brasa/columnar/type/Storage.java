package io.brasa.columnar.type;

/**
 * The kinds of arrays that columns are made of. What a value means is its type's business; what
 * moves, hashes and copies values needs to know this alone.
 */
public enum Storage {
  /** One byte: booleans as 0 and 1, tiny integers. Also what holds only nulls. */
  BYTE,
  SHORT,
  /** Integers, days since 1970-01-01, months. */
  INT,
  /** Long integers, microseconds, and the unscaled values of decimals of up to 18 digits. */
  LONG,
  FLOAT,
  DOUBLE,
  /**
   * Two longs: the unscaled values of decimals of 19 to 38 digits, and intervals of months and
   * days.
   */
  WIDE,
  /** Bytes and where each value begins: strings in UTF-8, binary. */
  BYTES,
  ARRAY,
  MAP,
  STRUCT
}
