package io.brasa.connectors.parquet.format;

/** The types in which values are stored, in the order of their numbers in files. */
public enum Physical {
  BOOLEAN(0),
  INT32(4),
  INT64(8),
  INT96(12),
  FLOAT(4),
  DOUBLE(8),
  BYTE_ARRAY(0),
  FIXED_LEN_BYTE_ARRAY(0);

  private static final Physical[] ALL = values();

  private final int bytes;

  Physical(int bytes) {
    this.bytes = bytes;
  }

  /** How many bytes a value has; zero when that depends. */
  public int bytes() {
    return bytes;
  }

  static Physical of(long number) {
    if (number < 0 || number >= ALL.length) throw new Damage(-1, "there is no type " + number);
    return ALL[(int) number];
  }
}
