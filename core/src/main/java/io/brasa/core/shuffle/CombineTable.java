package io.brasa.core.shuffle;

import io.brasa.runtime.error.Check;
import java.util.Arrays;

/**
 * A hash table from keys to values with open addressing and linear probing. Entries lie in the
 * order of their arrival in one array, key and value side by side; the slots hold the hash and the
 * number of the entry in one word, so that a probe that misses touches no object and growing does
 * not call a hash function.
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
final class CombineTable implements Entries {
  private static final int MIN_SLOTS = 16;

  /** Different keys of one hash that a probe may meet before it gets suspicious. */
  private static final int MAX_COLLISIONS = 32;

  private final KeyAccess keys;

  /**
   * Zero when free, else the hash in the upper half and the number of the entry plus one in the
   * lower.
   */
  private long[] slots = new long[MIN_SLOTS];

  private Object[] cells = new Object[MIN_SLOTS];
  private int size;
  private boolean hasSecondHashes;

  /** Nobody reads it: it makes the loads of {@link #fetch} count. */
  boolean fetched;

  CombineTable(KeyAccess keys) {
    this.keys = keys;
  }

  int size() {
    return size;
  }

  @Override
  public Object keyAt(long slot) {
    return key(entryOf(slot));
  }

  @Override
  public Object valueAt(long slot) {
    return value(entryOf(slot));
  }

  @Override
  public void fetch(long[] order, int from, int to) {
    boolean any = false;
    for (int i = from; i < to; i++) any |= cells[2 * entryOf(order[i])] == this;
    fetched = any;
  }

  Object key(int entry) {
    return cells[2 * entry];
  }

  Object value(int entry) {
    return cells[2 * entry + 1];
  }

  void setValue(int entry, Object value) {
    cells[2 * entry + 1] = value;
  }

  /** The entry of a key, or -1. */
  int find(Object key, int hash) {
    int mask = slots.length - 1;
    int tag = tag(key, hash);
    int collisions = 0;
    for (int at = slotOf(tag); slots[at] != 0; at = (at + 1) & mask) {
      long slot = slots[at];
      if ((int) (slot >>> 32) != tag) continue;
      int entry = (int) slot - 1;
      if (keys.equal(cells[2 * entry], key)) return entry;
      collisions++;
    }
    if (collisions > MAX_COLLISIONS && !hasSecondHashes) takeSecondHashes();
    return -1;
  }

  private int tag(Object key, int hash) {
    return hasSecondHashes ? keys.secondHash(key, hash) : hash;
  }

  private void takeSecondHashes() {
    hasSecondHashes = true;
    Arrays.fill(slots, 0);
    for (int entry = 0; entry < size; entry++) {
      Object key = cells[2 * entry];
      place(((long) tag(key, keys.hash(key)) << 32) | (entry + 1));
    }
  }

  /** Adds a key that is not there. There must be {@linkplain #isFull room}. */
  void add(Object key, int hash, Object value) {
    cells[2 * size] = key;
    cells[2 * size + 1] = value;
    size++;
    place(((long) tag(key, hash) << 32) | size);
  }

  /** Whether the table must grow before the next key. */
  boolean isFull() {
    // Half full: linear probing then looks at 1.5 slots per hit and 2.5 per miss.
    return 2 * size == slots.length;
  }

  /** What the arrays will hold more after growing. */
  long growthBytes() {
    return arrayBytes();
  }

  /** Heap bytes of the arrays, without what they refer to. */
  long arrayBytes() {
    return 8L * slots.length + 8L * cells.length;
  }

  void grow() {
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
   * The slots of all entries, ordered by hash and, where hashes are equal, by content. This order
   * depends on the keys alone and neither on the order in which they came nor on what was spilled
   * in between.
   */
  long[] ordered(ContentHash contentHash) {
    long[] order = new long[size];
    for (long slot : slots) {
      if (slot == 0) continue;
      int entry = entryOf(slot);
      order[entry] = hasSecondHashes ? (long) keys.hash(key(entry)) << 32 | (entry + 1) : slot;
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
      ties[i - from] = new Tie(contentHash.of(key(entryOf(order[i]))), order[i]);
    Arrays.sort(ties);
    for (int i = from; i < to; i++) order[i] = ties[i - from].slot;
  }

  /** Keys, or groups of them, that share a 32-bit hash. */
  private record Tie(long contentHash, long slot) implements Comparable<Tie> {
    @Override
    public int compareTo(Tie other) {
      return Long.compare(contentHash, other.contentHash);
    }
  }

  /**
   * Keys and values by turns, in the order of arrival; the caller owns them if the table is not
   * used any more.
   */
  Object[] cells() {
    return cells;
  }

  static int hashOf(long slot) {
    return (int) (slot >>> 32);
  }

  static int entryOf(long slot) {
    return (int) slot - 1;
  }
}
