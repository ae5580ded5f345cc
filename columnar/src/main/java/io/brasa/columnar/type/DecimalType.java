package io.brasa.columnar.type;

/**
 * Exact decimal numbers.
 *
 * @param precision digits in all, 1 to 38
 * @param scale digits after the point, 0 to precision
 */
public record DecimalType(int precision, int scale) implements DataType {
  /** The most digits that a decimal has. */
  public static final int MAX_PRECISION = 38;

  /** The most digits whose unscaled value is one {@code long}. */
  public static final int MAX_LONG_DIGITS = 18;

  public DecimalType {
    if (precision < 1 || precision > MAX_PRECISION)
      throw new IllegalArgumentException(
          "a decimal has 1 to " + MAX_PRECISION + " digits, not " + precision);
    if (scale < 0 || scale > precision)
      throw new IllegalArgumentException(
          "of " + precision + " digits " + scale + " cannot follow the point");
  }

  /** Whether unscaled values are held in one {@code long}. */
  public boolean isLong() {
    return precision <= MAX_LONG_DIGITS;
  }

  @Override
  public String simpleString() {
    return "decimal(" + precision + "," + scale + ")";
  }

  @Override
  public Storage storage() {
    return isLong() ? Storage.LONG : Storage.WIDE;
  }

  @Override
  public String toString() {
    return simpleString();
  }
}
