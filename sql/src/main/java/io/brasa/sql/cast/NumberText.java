package io.brasa.sql.cast;

import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;

/** Numbers and truth values read from text, around which there may be white space. */
public final class NumberText {
  private NumberText() {}

  /** The first byte that is neither white space nor a control character. */
  static int start(byte[] bytes, int from, int to) {
    int at = from;
    while (at < to && bytes[at] >= 0 && bytes[at] <= ' ') at++;
    return at;
  }

  /** Behind the last byte that is neither white space nor a control character. */
  static int end(byte[] bytes, int from, int to) {
    int at = to;
    while (at > from && bytes[at - 1] >= 0 && bytes[at - 1] <= ' ') at--;
    return at;
  }

  /** What reading a whole number came to. */
  static final class LongText {
    long value;

    /** Reads a number with an optional sign; whether it is one and fits. */
    boolean read(byte[] bytes, int from, int to) {
      int at = start(bytes, from, to);
      int end = end(bytes, at, to);
      if (at == end) return false;
      boolean isNegative = bytes[at] == '-';
      if (isNegative || bytes[at] == '+') at++;
      if (at == end) return false;
      long result = 0;
      for (; at < end; at++) {
        int digit = bytes[at] - '0';
        if (digit < 0 || digit > 9) return false;
        if (result < (Long.MIN_VALUE + digit) / 10) return false;
        result = result * 10 - digit;
      }
      if (!isNegative && result == Long.MIN_VALUE) return false;
      value = isNegative ? result : -result;
      return true;
    }
  }

  static String trimmed(byte[] bytes, int from, int to) {
    int start = start(bytes, from, to);
    return new String(bytes, start, end(bytes, start, to) - start, StandardCharsets.UTF_8);
  }

  /** The decimal number, or null if it is none. */
  static BigDecimal decimal(byte[] bytes, int from, int to) {
    try {
      return new BigDecimal(trimmed(bytes, from, to));
    } catch (NumberFormatException _) {
      return null;
    }
  }

  /** The floating-point number, or null if it is none. */
  static Double real(byte[] bytes, int from, int to) {
    String text = trimmed(bytes, from, to);
    switch (text.toLowerCase(java.util.Locale.ROOT)) {
      case "inf", "+inf", "infinity", "+infinity" -> {
        return Double.POSITIVE_INFINITY;
      }
      case "-inf", "-infinity" -> {
        return Double.NEGATIVE_INFINITY;
      }
      case "nan" -> {
        return Double.NaN;
      }
      default -> {}
    }
    if (text.indexOf('x') >= 0 || text.indexOf('X') >= 0) return null;
    try {
      return Double.valueOf(text);
    } catch (NumberFormatException _) {
      return null;
    }
  }

  /** The truth value, or null if it is none. */
  static Boolean truth(byte[] bytes, int from, int to) {
    return switch (trimmed(bytes, from, to).toLowerCase(java.util.Locale.ROOT)) {
      case "t", "true", "y", "yes", "1" -> true;
      case "f", "false", "n", "no", "0" -> false;
      default -> null;
    };
  }
}
