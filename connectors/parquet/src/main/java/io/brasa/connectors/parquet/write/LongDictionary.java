package io.brasa.connectors.parquet.write;

import java.util.Arrays;

/** Different numbers in the order in which they came, by open addressing. */
final class LongDictionary {
  private static final long MULTIPLIER = 0x9e3779b97f4a7c15L;

  private long[] values = new long[64];

  /** Places of values plus one; zero is for none. Twice as many as values at least. */
  private int[] slots = new int[256];

  private int count;

  int count() {
    return count;
  }

  long value(int id) {
    return values[id];
  }

  void clear() {
    count = 0;
    Arrays.fill(slots, 0);
  }

  /** The place of a value, which it gets if it is new. */
  int id(long value) {
    int mask = slots.length - 1;
    int slot = (int) (value * MULTIPLIER >>> 32) & mask;
    while (slots[slot] != 0) {
      if (values[slots[slot] - 1] == value) return slots[slot] - 1;
      slot = slot + 1 & mask;
    }
    if (count == values.length) values = Arrays.copyOf(values, 2 * count);
    values[count++] = value;
    slots[slot] = count;
    if (2 * count > slots.length) grow();
    return count - 1;
  }

  private void grow() {
    slots = new int[4 * slots.length];
    int mask = slots.length - 1;
    for (int i = 0; i < count; i++) {
      int slot = (int) (values[i] * MULTIPLIER >>> 32) & mask;
      while (slots[slot] != 0) slot = slot + 1 & mask;
      slots[slot] = i + 1;
    }
  }
}
