package io.brasa.core.block;

import io.brasa.runtime.codec.Codec;

/**
 * Estimates the heap bytes of records: the first ones are measured, then one in sixty-four stands
 * for its neighbours. Not thread-safe.
 */
final class SizeEstimate {
  private static final int ALWAYS_MEASURED = 64;
  private static final int PERIOD = 64;

  private int calls;
  private double average;

  long of(Object value, Codec<Object> codec) {
    if (value instanceof String text) return 48 + (long) text.length();
    calls++;
    if (calls > ALWAYS_MEASURED && calls % PERIOD != 0) return (long) average;
    long measured = codec.heapBytes(value);
    average += (measured - average) / Math.min(calls, ALWAYS_MEASURED);
    // A giant among the measured counts in full, or a few of them would go unseen.
    return Math.max(measured, (long) average);
  }
}
