package io.brasa.core.shuffle;

import io.brasa.runtime.error.Check;
import java.util.Arrays;

/**
 * Numbers keys in the order of their arrival: open addressing as in {@link CombineTable}, without
 * values. While all keys are Integers, whose hash says all, a probe looks at no key. Not
 * thread-safe.
 */
final class GroupTable {
  private static final int MIN_SLOTS = 16;

  private final KeyAccess access;

  /** Zero when free, else the hash in the upper half and the key's number plus one in the lower. */
  private long[] slots = new long[MIN_SLOTS];

  private Object[] keys = new Object[MIN_SLOTS / 2];
  private boolean areIntegers = true;
  private int size;

  GroupTable(KeyAccess access) {
    this.access = access;
  }

  int size() {
    return size;
  }

  Object key(int number) {
    return keys[number];
  }

  /** The number of a key, or -1. */
  int find(Object key, int hash) {
    int mask = slots.length - 1;
    boolean isDecided = areIntegers && key instanceof Integer;
    for (int at = slotOf(hash); slots[at] != 0; at = (at + 1) & mask) {
      long slot = slots[at];
      if ((int) (slot >>> 32) != hash) continue;
      int number = (int) slot - 1;
      if (isDecided || access.equal(keys[number], key)) return number;
    }
    return -1;
  }

  /**
   * Adds a key that is not there, and gives its number. There must be {@linkplain #isFull room}.
   */
  int add(Object key, int hash) {
    areIntegers &= key instanceof Integer;
    keys[size++] = key;
    place(((long) hash << 32) | size);
    return size - 1;
  }

  /** Whether the table must grow before the next key: it is at most half full. */
  boolean isFull() {
    return 2 * size == slots.length;
  }

  /** Heap bytes of the arrays, and what they will take more after growing. */
  long arrayBytes() {
    return 8L * slots.length + 4L * keys.length;
  }

  void grow() {
    Check.that(slots.length < 1 << 29, "a table has less than 2^28 keys");
    long[] old = slots;
    slots = new long[2 * old.length];
    keys = Arrays.copyOf(keys, old.length);
    for (long slot : old) {
      if (slot != 0) place(slot);
    }
  }

  private void place(long slot) {
    int mask = slots.length - 1;
    int at = slotOf((int) (slot >>> 32));
    while (slots[at] != 0) at = (at + 1) & mask;
    slots[at] = slot;
  }

  private int slotOf(int hash) {
    int mixed = (hash ^ (hash >>> 15)) * 0x85EBCA6B;
    int spread = (mixed ^ (mixed >>> 16)) * 0xC2B2AE35;
    return spread >>> (1 + Integer.numberOfLeadingZeros(slots.length));
  }

  /**
   * Hash and number of all keys, ordered by hash and, where hashes are equal, by content; see
   * {@link #hashOf} and {@link #numberOf}.
   */
  long[] ordered(ContentHash contentHash) {
    long[] order = new long[size];
    for (long slot : slots) {
      if (slot != 0) order[(int) slot - 1] = slot;
    }
    RadixSort.byUpperHalf(order);
    int start = 0;
    for (int i = 1; i <= size; i++) {
      if (i < size && hashOf(order[i]) == hashOf(order[start])) continue;
      if (i - start > 1) orderByContent(order, start, i, contentHash);
      start = i;
    }
    return order;
  }

  private void orderByContent(long[] order, int from, int to, ContentHash contentHash) {
    Tie[] ties = new Tie[to - from];
    for (int i = from; i < to; i++)
      ties[i - from] = new Tie(contentHash.of(key(numberOf(order[i]))), order[i]);
    Arrays.sort(ties);
    for (int i = from; i < to; i++) order[i] = ties[i - from].slot;
  }

  /** Keys that share a hash. */
  private record Tie(long contentHash, long slot) implements Comparable<Tie> {
    @Override
    public int compareTo(Tie other) {
      return Long.compare(contentHash, other.contentHash);
    }
  }

  static int hashOf(long slot) {
    return (int) (slot >>> 32);
  }

  static int numberOf(long slot) {
    return (int) slot - 1;
  }
}
