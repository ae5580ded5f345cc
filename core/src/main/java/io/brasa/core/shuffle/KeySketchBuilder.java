package io.brasa.core.shuffle;

import java.util.Arrays;

/** Gathers the k smallest hashes, in unsigned order. */
final class KeySketchBuilder {
  private final int capacity;

  /** Kept with the sign bit turned, so that signed comparison gives the unsigned order. */
  private long[] smallest = {};

  private int size;

  KeySketchBuilder(int capacity) {
    this.capacity = capacity;
  }

  void add(long hash) {
    long turned = hash ^ Long.MIN_VALUE;
    if (size == capacity && (size == 0 || turned >= smallest[size - 1])) return;
    int at = Arrays.binarySearch(smallest, 0, size, turned);
    if (at < 0) insert(-at - 1, turned);
  }

  private void insert(int at, long turned) {
    if (size == smallest.length && size < capacity) {
      smallest = Arrays.copyOf(smallest, Math.min(capacity, Math.max(8, 2 * size)));
    }
    int moved = Math.min(size, capacity - 1) - at;
    System.arraycopy(smallest, at, smallest, at + 1, moved);
    smallest[at] = turned;
    if (size < capacity) size++;
  }

  KeySketch build() {
    long[] hashes = new long[size];
    for (int i = 0; i < size; i++) hashes[i] = smallest[i] ^ Long.MIN_VALUE;
    return new KeySketch(capacity, hashes);
  }
}
