package io.brasa.sql.function.numeric;

import io.brasa.runtime.error.EngineException;
import io.brasa.sql.error.SqlError;
import io.brasa.sql.kernel.Arguments;
import java.math.BigInteger;
import java.util.Locale;

/** Whole numbers written to another base, as 64 bits: unsigned for positive bases. */
final class BaseConversion {
  private static final BigInteger MAX = BigInteger.ONE.shiftLeft(64).subtract(BigInteger.ONE);

  private BaseConversion() {}

  /** Reads digits up to the first that is none. */
  static String convert(Arguments a) {
    int from = a.intAt(1);
    int to = a.intAt(2);
    String text = a.text(0).strip();
    boolean isBase = from >= 2 && from <= 36 && Math.abs(to) >= 2 && Math.abs(to) <= 36;
    if (!isBase || text.isEmpty()) {
      a.giveNull();
      return "";
    }
    boolean isNegative = text.charAt(0) == '-';
    BigInteger value = BigInteger.ZERO;
    for (int i = isNegative ? 1 : 0; i < text.length(); i++) {
      int digit = Character.digit(text.charAt(i), from);
      if (digit < 0) break;
      value = value.multiply(BigInteger.valueOf(from)).add(BigInteger.valueOf(digit));
      if (value.compareTo(MAX) > 0)
        throw new EngineException(
            SqlError.ARITHMETIC_OVERFLOW,
            "conv: '" + text + "' has more than 64 bits",
            "Give a shorter number");
    }
    long bits = isNegative ? -value.longValue() : value.longValue();
    String written = to > 0 ? Long.toUnsignedString(bits, to) : Long.toString(bits, -to);
    return written.toUpperCase(Locale.ROOT);
  }
}
