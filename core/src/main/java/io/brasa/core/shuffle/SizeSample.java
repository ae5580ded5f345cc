package io.brasa.core.shuffle;

import io.brasa.runtime.codec.Codecs;

/**
 * Estimates the heap bytes of values: exactly where that takes no time, else by measuring the first
 * values and then one in sixteen. Not thread-safe.
 */
final class SizeSample {
  private static final int ALWAYS_MEASURED = 64;
  private static final int PERIOD = 16;

  private final CodecCache codecs;
  private int calls;
  private double average;

  SizeSample(Codecs codecs) {
    this.codecs = new CodecCache(codecs);
  }

  long of(Object value) {
    if (value == null) return 0;
    if (value instanceof String text) return 48 + (long) text.length();
    if (value instanceof Long || value instanceof Integer || value instanceof Double) return 24;
    if (value instanceof byte[] bytes) return 16 + (long) bytes.length;
    calls++;
    if (calls > ALWAYS_MEASURED && calls % PERIOD != 0) return (long) average;
    long measured = measure(value);
    average += (measured - average) / Math.min(calls, ALWAYS_MEASURED);
    // What was measured counts as itself while everything is; later it stands for the others too.
    return calls <= ALWAYS_MEASURED ? measured : Math.max(measured, (long) average);
  }

  long measure(Object value) {
    return value == null ? 0 : codecs.of(value).heapBytes(value);
  }
}
