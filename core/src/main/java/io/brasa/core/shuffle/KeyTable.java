package io.brasa.core.shuffle;

import io.brasa.runtime.error.Check;
import java.util.Arrays;

/**
 * Numbers keys in the order of their arrival: a hash table with open addressing and linear probing.
 * The slots hold the hash and the number of the entry in one word, so that a probe that misses
 * touches no object and growing does not call a hash function. While all keys are Integers, whose
 * hash says all, a probe looks at no key either. What belongs to an entry lies densely in {@link
 * #cells}, the key first.
 *
 * <p>Slots are chosen by a mix of the hash. Tables often receive keys in the order of the hash
 * (that is the order in which spills are written) or only keys whose hash falls into a range (their
 * target partition), and both would cluster if the slot followed the hash itself. Entries are never
 * removed. Not thread-safe.
 *
 * <p>Strings are easily made to share a hash, and every one of those would be compared with all the
 * others. A table that meets many takes {@linkplain KeyAccess#secondHash second hashes} instead
 * from then on: that is what the slots hold, while {@link #ordered} still goes by the first.
 */
abstract sealed class KeyTable permits CombineTable, GroupTable {
  private static final int MIN_SLOTS = 16;

  /** Different keys of one hash that a probe may meet before it gets suspicious. */
  private static final int MAX_COLLISIONS = 32;

  private final KeyAccess access;

  /** Cells of an entry. */
  private final int width;

  /**
   * Zero when free, else the hash in the upper half and the number of the entry plus one in the
   * lower.
   */
  private long[] slots = new long[MIN_SLOTS];

  Object[] cells;
  private int size;
  private boolean areIntegers = true;
  private boolean hasSecondHashes;

  KeyTable(KeyAccess access, int width) {
    this.access = access;
    this.width = width;
    this.cells = new Object[MIN_SLOTS / 2 * width];
  }

  final int size() {
    return size;
  }

  final Object key(int entry) {
    return cells[width * entry];
  }

  /** The entry of a key, or -1. */
  final int find(Object key, int hash) {
    int mask = slots.length - 1;
    int tag = tag(key, hash);
    boolean isDecided = areIntegers && key instanceof Integer;
    int collisions = 0;
    for (int at = slotOf(tag); slots[at] != 0; at = (at + 1) & mask) {
      long slot = slots[at];
      if (hashOf(slot) != tag) continue;
      int entry = entryOf(slot);
      if (isDecided || access.equal(key(entry), key)) return entry;
      collisions++;
    }
    if (collisions > MAX_COLLISIONS && !hasSecondHashes) takeSecondHashes();
    return -1;
  }

  private int tag(Object key, int hash) {
    return hasSecondHashes ? access.secondHash(key, hash) : hash;
  }

  private void takeSecondHashes() {
    hasSecondHashes = true;
    Arrays.fill(slots, 0);
    for (int entry = 0; entry < size; entry++) {
      Object key = key(entry);
      place(slot(tag(key, access.hash(key)), entry));
    }
  }

  /** Adds a key that is not there, and gives its entry. There must be {@linkplain #isFull room}. */
  final int add(Object key, int hash) {
    int entry = size++;
    areIntegers &= key instanceof Integer;
    cells[width * entry] = key;
    place(slot(tag(key, hash), entry));
    return entry;
  }

  /** Whether the table must grow before the next key. */
  final boolean isFull() {
    // Half full: linear probing then looks at 1.5 slots per hit and 2.5 per miss.
    return 2 * size == slots.length;
  }

  /** Heap bytes of the arrays, without what they refer to; growing takes as many more. */
  final long arrayBytes() {
    return 8L * slots.length + 8L * cells.length;
  }

  final void grow() {
    Check.that(slots.length < 1 << 29, "a table has less than 2^28 keys");
    long[] old = slots;
    slots = new long[2 * old.length];
    cells = Arrays.copyOf(cells, 2 * cells.length);
    for (long slot : old) {
      if (slot != 0) place(slot);
    }
  }

  private void place(long slot) {
    int mask = slots.length - 1;
    int at = slotOf(hashOf(slot));
    while (slots[at] != 0) at = (at + 1) & mask;
    slots[at] = slot;
  }

  private int slotOf(int hash) {
    int mixed = (hash ^ (hash >>> 15)) * 0x85EBCA6B;
    int spread = (mixed ^ (mixed >>> 16)) * 0xC2B2AE35;
    return spread >>> (1 + Integer.numberOfLeadingZeros(slots.length));
  }

  /**
   * The slots of all entries, ordered by hash and, where hashes are equal, by content. This order
   * depends on the keys alone and neither on the order in which they came nor on what was spilled
   * in between.
   */
  final long[] ordered(ContentHash contentHash) {
    long[] order = new long[size];
    for (long slot : slots) {
      if (slot == 0) continue;
      int entry = entryOf(slot);
      order[entry] = hasSecondHashes ? slot(access.hash(key(entry)), entry) : slot;
    }
    HashTies.order(order, slot -> contentHash.of(key(entryOf(slot))));
    return order;
  }

  private static long slot(int hash, int entry) {
    return (long) hash << 32 | (entry + 1);
  }

  static int hashOf(long slot) {
    return (int) (slot >>> 32);
  }

  static int entryOf(long slot) {
    return (int) slot - 1;
  }
}
