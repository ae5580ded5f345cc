package io.brasa.columnar.packed;

/** Doubles that were written as decimals of few digits, as whole numbers. */
final class Decimals {
  /** Digits behind the point that are tried. */
  static final int MOST_DIGITS = 6;

  private static final double[] POWERS = {1, 1e1, 1e2, 1e3, 1e4, 1e5, 1e6};

  /** Beyond this not all whole numbers are doubles. */
  private static final double LARGEST = 1L << 52;

  private Decimals() {}

  static double power(int exponent) {
    return POWERS[exponent];
  }

  /** Each value times ten to a power, or null if they would not all come back bit by bit. */
  static long[] scaled(double[] values, boolean[] nulls, int exponent) {
    double power = POWERS[exponent];
    long[] scaled = new long[values.length];
    for (int i = 0; i < values.length; i++) {
      if (nulls != null && nulls[i]) continue;
      double product = values[i] * power;
      if (!(Math.abs(product) < LARGEST)) return null;
      long whole = Math.round(product);
      if (Double.doubleToRawLongBits(whole / power) != Double.doubleToRawLongBits(values[i]))
        return null;
      scaled[i] = whole;
    }
    return scaled;
  }
}
