package io.brasa.connectors.parquet.format;

/** How values are laid out in a page. */
public enum Encoding {
  PLAIN(0),
  PLAIN_DICTIONARY(2),
  RLE(3),
  BIT_PACKED(4),
  DELTA_BINARY_PACKED(5),
  DELTA_LENGTH_BYTE_ARRAY(6),
  DELTA_BYTE_ARRAY(7),
  RLE_DICTIONARY(8),
  BYTE_STREAM_SPLIT(9);

  private static final Encoding[] ALL = values();

  private final int number;

  Encoding(int number) {
    this.number = number;
  }

  /** As files have it. */
  public int number() {
    return number;
  }

  /** Whether pages hold places in a dictionary. */
  public boolean isDictionary() {
    return this == PLAIN_DICTIONARY || this == RLE_DICTIONARY;
  }

  static Encoding of(long number) {
    for (Encoding encoding : ALL) if (encoding.number == number) return encoding;
    throw new Damage(-1, "there is no encoding " + number);
  }
}
