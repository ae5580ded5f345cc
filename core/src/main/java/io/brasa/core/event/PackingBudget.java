package io.brasa.core.event;

/**
 * Which blocks are deflated: those that come slowly. Deflating costs about 12 ns a byte, which is
 * nothing to a job that tells some thousand events a second and five per cent of one that ends half
 * a million tasks in it; such a flood is written as it is, a dozen bytes a task. Time is that of
 * the events, so that a simulated run writes the same log again.
 */
final class PackingBudget {
  /** At 12 ns each three thousandths of one core. */
  static final int BYTES_PER_MILLI = 256;

  /** What may come at once after a pause. */
  static final int BYTES_MAX = 256 << 10;

  private long left = BYTES_MAX;
  private long lastMillis = Long.MIN_VALUE;

  /** Whether a block is to be deflated; if so it has been paid for. */
  boolean spend(int length, long atMillis) {
    if (lastMillis != Long.MIN_VALUE && atMillis > lastMillis) {
      long passed = Math.min(atMillis - lastMillis, BYTES_MAX / BYTES_PER_MILLI + 1);
      left = Math.min(BYTES_MAX, left + passed * BYTES_PER_MILLI);
    }
    lastMillis = Math.max(lastMillis, atMillis);
    if (length > left) return false;
    left -= length;
    return true;
  }
}
