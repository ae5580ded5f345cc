package io.brasa.connectors.parquet.write;

import java.util.Arrays;
import java.util.Optional;

/**
 * Least and greatest value in the plain encoding, without length.
 *
 * @param isText bytes compare without sign, so that long ones may be shortened
 */
@SuppressWarnings("ArrayRecordComponent")
record Bounds(byte[] min, byte[] max, boolean isText) {
  private static final int LENGTH_MAX = 64;

  /** None of the values has an order, or there are no values. */
  static final Bounds NONE = new Bounds(new byte[0], new byte[0], false);

  /** The same with values of at most 64 bytes; none if that cannot be. */
  Optional<Bounds> shortened() {
    if (this == NONE) return Optional.empty();
    if (!isText) return Optional.of(this);
    byte[] low = min.length <= LENGTH_MAX ? min : Arrays.copyOf(min, characterEnd(min));
    if (max.length <= LENGTH_MAX) return Optional.of(new Bounds(low, max, true));
    // the last byte that can be raised and still is ASCII; what follows no longer counts
    for (int i = characterEnd(max) - 1; i >= 0; i--) {
      if (max[i] >= 0 && max[i] < 0x7e) {
        byte[] high = Arrays.copyOf(max, i + 1);
        high[i]++;
        return Optional.of(new Bounds(low, high, true));
      }
    }
    return Optional.empty();
  }

  /** Where a character ends that is not behind the greatest length. */
  private static int characterEnd(byte[] bytes) {
    int end = LENGTH_MAX;
    while (end > 0 && (bytes[end] & 0xc0) == 0x80) end--;
    return end;
  }
}
