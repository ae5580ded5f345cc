package io.brasa.connectors.parquet.write;

import io.brasa.connectors.parquet.bloom.XxHash64;
import io.brasa.connectors.parquet.encoding.Bytes;
import java.util.Arrays;

/** Different values of any length in the order in which they came, by open addressing. */
final class BytesDictionary {
  private final Bytes bytes = new Bytes();
  private int[] ends = new int[64];
  private int[] hashes = new int[64];

  /** Places of values plus one; zero is for none. Twice as many as values at least. */
  private int[] slots = new int[256];

  private int count;

  int count() {
    return count;
  }

  int sizeBytes() {
    return bytes.size();
  }

  byte[] array() {
    return bytes.array();
  }

  int from(int id) {
    return id == 0 ? 0 : ends[id - 1];
  }

  int to(int id) {
    return ends[id];
  }

  void clear() {
    count = 0;
    bytes.clear();
    Arrays.fill(slots, 0);
  }

  /** The place of a value, which it gets if it is new. */
  int id(byte[] source, int from, int length) {
    int hash = (int) XxHash64.hash(source, from, length);
    int mask = slots.length - 1;
    int slot = hash & mask;
    while (slots[slot] != 0) {
      int id = slots[slot] - 1;
      if (hashes[id] == hash
          && Arrays.equals(bytes.array(), from(id), to(id), source, from, from + length)) return id;
      slot = slot + 1 & mask;
    }
    if (count == ends.length) {
      ends = Arrays.copyOf(ends, 2 * count);
      hashes = Arrays.copyOf(hashes, 2 * count);
    }
    bytes.add(source, from, length);
    ends[count] = bytes.size();
    hashes[count++] = hash;
    slots[slot] = count;
    if (2 * count > slots.length) grow();
    return count - 1;
  }

  private void grow() {
    slots = new int[4 * slots.length];
    int mask = slots.length - 1;
    for (int i = 0; i < count; i++) {
      int slot = hashes[i] & mask;
      while (slots[slot] != 0) slot = slot + 1 & mask;
      slots[slot] = i + 1;
    }
  }
}
