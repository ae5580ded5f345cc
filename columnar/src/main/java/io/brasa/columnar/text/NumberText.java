package io.brasa.columnar.text;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.RoundingMode;

/**
 * Reads numbers from bytes. A method tells whether the bytes are such a number, and leaves the
 * value in a field. Belongs to one thread.
 *
 * <p>Doubles are exact: a number of at most 15 digits times or divided by a power of ten up to
 * 10^22 is rounded once by the one operation that makes it, since both sides are exact (Clinger,
 * "How to Read Floating Point Numbers Accurately", 1990); everything else goes through the JDK.
 */
public final class NumberText {
  private static final int EXACT_DIGITS = 18;
  private static final long EXACT_LIMIT = 1L << 53;
  private static final double[] POWERS = new double[23];
  private static final long[] LONG_POWERS = new long[19];

  static {
    double power = 1;
    for (int i = 0; i < POWERS.length; i++, power *= 10) POWERS[i] = power;
    long whole = 1;
    for (int i = 0; i < LONG_POWERS.length; i++, whole *= 10) LONG_POWERS[i] = whole;
  }

  /** Of {@link #parseLong}, and of {@link #parseShortDecimal} the unscaled value. */
  public long longValue;

  /** Of {@link #parseDouble}. */
  public double doubleValue;

  /** Of {@link #parseDecimal}: the unscaled value, 128 bits. */
  public long high;

  /** The lower half of what {@link #high} begins. */
  public long low;

  /** A whole number of 64 bits: digits, perhaps after a sign. */
  public boolean parseLong(byte[] bytes, int from, int to) {
    int at = from;
    if (at == to) return false;
    byte first = bytes[at];
    boolean isNegative = first == '-';
    if (isNegative || first == '+') at++;
    int digits = to - at;
    if (digits == 0) return false;
    long value = 0;
    if (digits <= EXACT_DIGITS) {
      for (; at < to; at++) {
        int digit = bytes[at] - '0';
        if (digit < 0 || digit > 9) return false;
        value = value * 10 + digit;
      }
      longValue = isNegative ? -value : value;
      return true;
    }
    return parseLongLong(bytes, at, to, isNegative);
  }

  /** Counts downwards, where there is one value more. */
  private boolean parseLongLong(byte[] bytes, int from, int to, boolean isNegative) {
    long value = 0;
    for (int at = from; at < to; at++) {
      int digit = bytes[at] - '0';
      if (digit < 0 || digit > 9) return false;
      if (value < Long.MIN_VALUE / 10) return false;
      value = value * 10 - digit;
      if (value > 0) return false;
    }
    if (!isNegative && value == Long.MIN_VALUE) return false;
    longValue = isNegative ? value : -value;
    return true;
  }

  /** A number with or without fraction and exponent, or what {@code Double.parseDouble} knows. */
  public boolean parseDouble(byte[] bytes, int from, int to) {
    int at = from;
    if (at == to) return false;
    boolean isNegative = bytes[at] == '-';
    if (isNegative || bytes[at] == '+') at++;
    long mantissa = 0;
    int digits = 0;
    int scale = 0;
    boolean hasPoint = false;
    for (; at < to; at++) {
      int digit = bytes[at] - '0';
      if (digit >= 0 && digit <= 9) {
        mantissa = mantissa * 10 + digit;
        digits++;
        if (hasPoint) scale++;
      } else if (bytes[at] == '.' && !hasPoint) {
        hasPoint = true;
      } else {
        return parseAnyDouble(bytes, from, to);
      }
    }
    if (digits == 0 || digits > EXACT_DIGITS || mantissa > EXACT_LIMIT || scale >= POWERS.length)
      return parseAnyDouble(bytes, from, to);
    double value = mantissa / POWERS[scale];
    doubleValue = isNegative ? -value : value;
    return true;
  }

  private boolean parseAnyDouble(byte[] bytes, int from, int to) {
    if (!isPlainNumber(bytes, from, to)) return false;
    try {
      doubleValue = Double.parseDouble(new String(bytes, from, to - from, ISO_8859_1));
      return true;
    } catch (NumberFormatException e) {
      return false;
    }
  }

  /** As {@link #parseDouble}, rounded once to a float. */
  public boolean parseFloat(byte[] bytes, int from, int to) {
    if (!isPlainNumber(bytes, from, to)) return false;
    try {
      doubleValue = Float.parseFloat(new String(bytes, from, to - from, ISO_8859_1));
      return true;
    } catch (NumberFormatException e) {
      return false;
    }
  }

  /** Keeps out what the JDK also takes: spaces, hexadecimal numbers, a type's letter behind. */
  private static boolean isPlainNumber(byte[] bytes, int from, int to) {
    boolean hasDigit = false;
    for (int at = from; at < to; at++) {
      byte c = bytes[at];
      if (c >= '0' && c <= '9') hasDigit = true;
      else if (c != '+' && c != '-' && c != '.' && c != 'e' && c != 'E') return false;
    }
    return hasDigit;
  }

  /** A decimal of at most 18 digits in all; digits behind the scale are rounded half up. */
  public boolean parseShortDecimal(byte[] bytes, int from, int to, int precision, int scale) {
    int at = from;
    if (at == to) return false;
    boolean isNegative = bytes[at] == '-';
    if (isNegative || bytes[at] == '+') at++;
    if (to - at > EXACT_DIGITS) return parseByBigDecimal(bytes, from, to, precision, scale);
    long value = 0;
    int fraction = -1;
    int first = at;
    for (; at < to; at++) {
      int digit = bytes[at] - '0';
      if (digit >= 0 && digit <= 9) {
        value = value * 10 + digit;
        if (fraction >= 0) fraction++;
      } else if (bytes[at] == '.' && fraction < 0) {
        fraction = 0;
      } else {
        return parseByBigDecimal(bytes, from, to, precision, scale);
      }
    }
    int digits = to - first - (fraction >= 0 ? 1 : 0);
    int missing = scale - Math.max(fraction, 0);
    if (digits == 0) return false;
    if (missing < 0 || digits + missing > EXACT_DIGITS)
      return parseByBigDecimal(bytes, from, to, precision, scale);
    value *= LONG_POWERS[missing];
    if (value >= LONG_POWERS[precision]) return false;
    longValue = isNegative ? -value : value;
    return true;
  }

  private boolean parseByBigDecimal(byte[] bytes, int from, int to, int precision, int scale) {
    if (!parseDecimal(bytes, from, to, precision, scale)) return false;
    longValue = low;
    return true;
  }

  /** A decimal of up to 38 digits; digits behind the scale are rounded half up. */
  public boolean parseDecimal(byte[] bytes, int from, int to, int precision, int scale) {
    BigDecimal value = bigDecimal(bytes, from, to);
    if (value == null) return false;
    if (value.precision() - (long) value.scale() > 40) return value.signum() == 0 && zero();
    BigDecimal fitted = value.setScale(scale, RoundingMode.HALF_UP);
    if (fitted.precision() > precision) return false;
    BigInteger unscaled = fitted.unscaledValue();
    high = unscaled.shiftRight(64).longValue();
    low = unscaled.longValue();
    return true;
  }

  private boolean zero() {
    high = 0;
    low = 0;
    return true;
  }

  /** Any number, or null; exponents beyond all use are none. */
  public static BigDecimal bigDecimal(byte[] bytes, int from, int to) {
    if (to - from > 10_000 || !isPlainNumber(bytes, from, to)) return null;
    try {
      BigDecimal value = new BigDecimal(new String(bytes, from, to - from, ISO_8859_1));
      return Math.abs((long) value.scale()) > 100_000 ? null : value;
    } catch (NumberFormatException e) {
      return null;
    }
  }
}
