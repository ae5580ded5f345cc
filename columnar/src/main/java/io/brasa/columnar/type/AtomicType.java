package io.brasa.columnar.type;

/** The types without parameters. */
public enum AtomicType implements DataType {
  /** Of the literal {@code NULL}: no value at all. */
  NULL("void", Storage.BYTE),
  BOOLEAN("boolean", Storage.BYTE),
  /** 8 bits, with sign. */
  BYTE("tinyint", Storage.BYTE),
  /** 16 bits, with sign. */
  SHORT("smallint", Storage.SHORT),
  /** 32 bits, with sign. */
  INTEGER("int", Storage.INT),
  /** 64 bits, with sign. */
  LONG("bigint", Storage.LONG),
  FLOAT("float", Storage.FLOAT),
  DOUBLE("double", Storage.DOUBLE),
  /** Unicode text, compared by its UTF-8 bytes. */
  STRING("string", Storage.BYTES),
  BINARY("binary", Storage.BYTES),
  /** Days since 1970-01-01 in the proleptic Gregorian calendar. */
  DATE("date", Storage.INT),
  /** A moment: microseconds since 1970-01-01T00:00:00Z, shown in the session's time zone. */
  TIMESTAMP("timestamp", Storage.LONG),
  /** A date and a time of day without zone, as microseconds since 1970-01-01 00:00:00. */
  TIMESTAMP_NTZ("timestamp_ntz", Storage.LONG),
  /**
   * A length of time in months, days and microseconds at once, none of which becomes another: it
   * has no order. Held in two longs, months in the upper half of the first and days in its lower.
   */
  INTERVAL("interval", Storage.WIDE),
  /**
   * A value that has its type with it, as semi-structured data has: metadata and value of the
   * variant encoding, one behind the other.
   */
  VARIANT("variant", Storage.BYTES);

  private final String simpleString;
  private final Storage storage;

  AtomicType(String simpleString, Storage storage) {
    this.simpleString = simpleString;
    this.storage = storage;
  }

  @Override
  public String simpleString() {
    return simpleString;
  }

  @Override
  public Storage storage() {
    return storage;
  }

  /** Whether values are whole numbers. */
  public boolean isIntegral() {
    return this == BYTE || this == SHORT || this == INTEGER || this == LONG;
  }

  /** Whether values are binary floating-point numbers. */
  public boolean isFractional() {
    return this == FLOAT || this == DOUBLE;
  }

  @Override
  public String toString() {
    return simpleString;
  }
}
