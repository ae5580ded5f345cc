package io.brasa.sql.kernel;

/**
 * A stream of numbers that follows from a seed and a partition alone.
 *
 * <p>Source: Steele, Lea and Flood, Fast Splittable Pseudorandom Number Generators (OOPSLA 2014),
 * whose finaliser mixes a counter here.
 */
public final class Chance {
  private static final long STEP = 0x9E3779B97F4A7C15L;
  private long state;

  public Chance(long seed, int partition) {
    state = mixed(seed) ^ mixed(STEP * (partition + 1L));
  }

  /** The next 64 bits. */
  public long next() {
    return mixed(state += STEP);
  }

  /** From 0 to below 1. */
  public double nextDouble() {
    return (next() >>> 11) * 0x1.0p-53;
  }

  private static long mixed(long value) {
    long z = (value ^ value >>> 30) * 0xBF58476D1CE4E5B9L;
    z = (z ^ z >>> 27) * 0x94D049BB133111EBL;
    return z ^ z >>> 31;
  }
}
