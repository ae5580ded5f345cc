package io.brasa.columnar.type;

/**
 * Times of a day without date and zone, as microseconds since midnight.
 *
 * @param precision digits of a second's fraction, 0 to 6
 */
public record TimeType(int precision) implements DataType {
  /** The most digits of a fraction. */
  public static final int MAX_PRECISION = 6;

  /** {@code TIME}, which is {@code TIME(6)}. */
  public static final TimeType MICROS = new TimeType(MAX_PRECISION);

  public TimeType {
    if (precision < 0 || precision > MAX_PRECISION)
      throw new IllegalArgumentException(
          "a time has 0 to " + MAX_PRECISION + " digits of a second, not " + precision);
  }

  @Override
  public String simpleString() {
    return "time(" + precision + ")";
  }

  @Override
  public Storage storage() {
    return Storage.LONG;
  }

  @Override
  public String toString() {
    return simpleString();
  }
}
