package io.brasa.sql.kernel;

import io.brasa.columnar.vector.Values;
import java.math.BigInteger;

/**
 * A whole number of 128 bits in two's complement, changed in place: unscaled decimals. Operations
 * that can leave the range say so instead of wrapping.
 */
public final class Wide {
  /** The greatest exponent whose power of ten is a {@code long}. */
  public static final int MAX_LONG_POWER = 18;

  private static final long[] POWERS = new long[MAX_LONG_POWER + 1];
  private static final long[] POWERS_HIGH = new long[39];
  private static final long[] POWERS_LOW = new long[39];

  static {
    BigInteger power = BigInteger.ONE;
    for (int i = 0; i <= 38; i++) {
      if (i <= MAX_LONG_POWER) POWERS[i] = power.longValue();
      POWERS_HIGH[i] = power.shiftRight(64).longValue();
      POWERS_LOW[i] = power.longValue();
      power = power.multiply(BigInteger.TEN);
    }
  }

  public long high;
  public long low;

  /** Ten to an exponent of at most 18. */
  public static long power(int exponent) {
    return POWERS[exponent];
  }

  public void set(long value) {
    high = value >> 63;
    low = value;
  }

  public void set(long newHigh, long newLow) {
    high = newHigh;
    low = newLow;
  }

  public void set(Wide other) {
    high = other.high;
    low = other.low;
  }

  /** Sets it to a number; whether it has at most 128 bits. */
  public boolean set(BigInteger value) {
    high = value.shiftRight(64).longValue();
    low = value.longValue();
    return value.bitLength() < 128;
  }

  public BigInteger toBigInteger() {
    return isLong() ? BigInteger.valueOf(low) : Values.unscaled(high, low);
  }

  /** Whether {@link #low} says it all. */
  public boolean isLong() {
    return high == low >> 63;
  }

  public boolean isNegative() {
    return high < 0;
  }

  public boolean isZero() {
    return (high | low) == 0;
  }

  /** Sets it to the product of two numbers, which always fits. */
  public void product(long left, long right) {
    high = Math.multiplyHigh(left, right);
    low = left * right;
  }

  /** Adds; whether there was room. */
  public boolean add(long otherHigh, long otherLow) {
    long sum = low + otherLow;
    long carry = Long.compareUnsigned(sum, low) < 0 ? 1 : 0;
    long upper = high + otherHigh + carry;
    boolean isRoom = ((high ^ upper) & (otherHigh ^ upper)) >= 0;
    high = upper;
    low = sum;
    return isRoom;
  }

  /** Adds; whether there was room. */
  public boolean add(Wide other) {
    return add(other.high, other.low);
  }

  /** Adds, with room known to be there. */
  public void add(long value) {
    add(value >> 63, value);
  }

  public void negate() {
    low = -low;
    high = ~high + (low == 0 ? 1 : 0);
  }

  /** Multiplies by a number that is not negative; whether there was room. */
  public boolean multiply(long factor) {
    boolean isNegative = high < 0;
    if (isNegative) negate();
    long lowHigh = Math.unsignedMultiplyHigh(low, factor);
    boolean isRoom = high >= 0 && Math.unsignedMultiplyHigh(high, factor) == 0;
    long upper = high * factor;
    isRoom &= upper >= 0;
    long sum = upper + lowHigh;
    isRoom &= sum >= 0;
    high = sum;
    low *= factor;
    if (isNegative) negate();
    return isRoom;
  }

  /** Multiplies by ten to an exponent; whether there was room. */
  public boolean multiplyPower(int exponent) {
    int left = exponent;
    boolean isRoom = true;
    while (left > MAX_LONG_POWER) {
      isRoom &= multiply(POWERS[MAX_LONG_POWER]);
      left -= MAX_LONG_POWER;
    }
    return isRoom & multiply(POWERS[left]);
  }

  /** Multiplies; whether there was room, and if not it holds anything. */
  public boolean multiply(Wide other) {
    if (isLong() && other.isLong()) {
      product(low, other.low);
      return true;
    }
    Wide wide = isLong() ? other : this;
    Wide narrow = wide == this ? other : this;
    if (!narrow.isLong() || narrow.low == Long.MIN_VALUE)
      return set(toBigInteger().multiply(other.toBigInteger()));
    long factor = narrow.low;
    set(wide.high, wide.low);
    boolean isRoom = multiply(Math.abs(factor));
    if (factor < 0) negate();
    return isRoom;
  }

  /** Divides by a positive number towards zero and gives the magnitude of what is left. */
  public long divide(long divisor) {
    boolean isNegative = high < 0;
    if (isNegative) negate();
    long upper = Long.divideUnsigned(high, divisor);
    long rest = Long.remainderUnsigned(high, divisor);
    if (rest == 0) {
      rest = Long.remainderUnsigned(low, divisor);
      low = Long.divideUnsigned(low, divisor);
    } else {
      rest = divideLow(rest, divisor);
    }
    high = upper;
    if (isNegative) negate();
    return rest;
  }

  /**
   * Divides {@code rest} and the lower half by the divisor, which is above the rest: long division
   * in digits of 32 bits (Knuth, The Art of Computer Programming 2, 4.3.1, algorithm D).
   */
  private long divideLow(long rest, long divisor) {
    int shift = Long.numberOfLeadingZeros(divisor);
    long d = divisor << shift;
    long d1 = d >>> 32;
    long d0 = d & 0xFFFF_FFFFL;
    long upper = shift == 0 ? rest : rest << shift | low >>> 64 - shift;
    long lower = low << shift;
    long q1 = digit(upper, d1, d0, lower >>> 32);
    long middle = (upper << 32 | lower >>> 32) - q1 * d;
    long q0 = digit(middle, d1, d0, lower & 0xFFFF_FFFFL);
    long left = (middle << 32 | lower & 0xFFFF_FFFFL) - q0 * d;
    low = (q1 << 32) + q0;
    return left >>> shift;
  }

  private static long digit(long upper, long d1, long d0, long next) {
    long q = Long.divideUnsigned(upper, d1);
    long r = upper - q * d1;
    while (q >= 1L << 32 || Long.compareUnsigned(q * d0, r << 32 | next) > 0) {
      q--;
      r += d1;
      if (r >= 1L << 32) break;
    }
    return q;
  }

  /** Divides by a positive number; halves are rounded away from zero. */
  public void divideHalfUp(long divisor) {
    boolean isNegative = high < 0;
    long rest = divide(divisor);
    if (rest >= divisor - rest) add(isNegative ? -1 : 1);
  }

  /** Divides by ten to an exponent of at most 76; halves are rounded away from zero. */
  public void dividePowerHalfUp(int exponent) {
    int left = exponent;
    while (left > MAX_LONG_POWER) {
      divide(POWERS[MAX_LONG_POWER]);
      left -= MAX_LONG_POWER;
    }
    divideHalfUp(POWERS[left]);
  }

  /** Whether it has at most so many decimal digits. */
  public boolean fits(int digits) {
    if (isLong() && digits > MAX_LONG_POWER) return true;
    boolean isNegative = high < 0;
    long upper = isNegative ? ~high + (low == 0 ? 1 : 0) : high;
    long lower = isNegative ? -low : low;
    if (upper < 0) return false;
    int order = Long.compare(upper, POWERS_HIGH[digits]);
    return order != 0 ? order < 0 : Long.compareUnsigned(lower, POWERS_LOW[digits]) < 0;
  }

  public int compareTo(Wide other) {
    int order = Long.compare(high, other.high);
    return order != 0 ? order : Long.compareUnsigned(low, other.low);
  }
}
