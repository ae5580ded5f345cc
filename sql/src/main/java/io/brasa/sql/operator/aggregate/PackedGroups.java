package io.brasa.sql.operator.aggregate;

import io.brasa.columnar.type.DataType;
import io.brasa.columnar.vector.Vector;
import java.util.Arrays;
import java.util.List;

/**
 * Finds the groups of keys that are few words of eight bytes together ({@link PackedKeys}), and is
 * all that holds these keys: a key's words lie side by side, so that a row is compared in one place
 * of memory and by whole words. Gives up for good once a key comes that is no such words: a longer
 * string, or a null among numbers that take all of their word. Belongs to one thread.
 */
final class PackedGroups {
  private static final int MIN_SLOTS = 64;
  private static final long M1 = 0x9E37_79B9_7F4A_7C15L;
  private static final long M2 = 0xD6E8_FEB8_6659_FD93L;
  private static final long TAG = 0xFFFF_FFFF_0000_0000L;

  private final PackedKeys keys;
  private boolean isOver;
  private long[] entries = {};

  /** The upper half of a key's hash, and below it the group plus one; zero is free. */
  private long[] slots = new long[MIN_SLOTS];

  private int groupCount;

  // Of the batch at hand, by place.
  private long[] hashes = {};
  private long[] met = {};

  /** Zero if the first slot's hash and the first word of its key are the place's. */
  private long[] differs = {};

  PackedGroups(List<DataType> types) {
    keys = new PackedKeys(types);
    isOver = !PackedKeys.mayPack(types);
  }

  /** Whether keys are to be found otherwise. */
  boolean isOver() {
    return isOver;
  }

  int groupCount() {
    return groupCount;
  }

  /**
   * Finds the groups of all places of a batch.
   *
   * @return false: these keys are no words, and nothing was done; it is to be given up
   */
  boolean find(Vector[] vectors, int[] rows, int count, int[] groups) {
    if (isOver || !keys.pack(vectors, rows, count)) return false;
    prepare(count);
    hash(count);
    fetch(count);
    int width = keys.words();
    long[] packed = keys.packed();
    for (int i = 0, from = 0; i < count; i++, from += width)
      groups[i] =
          differs[i] == 0 && isEntry(met[i], packed, from, width)
              ? (int) met[i] - 1
              : search(hashes[i], packed, from, width);
    return true;
  }

  private void hash(int count) {
    int width = keys.words();
    long[] packed = keys.packed();
    if (width == 1) for (int i = 0; i < count; i++) hashes[i] = hash(packed[i]);
    else
      for (int i = 0, from = 0; i < count; i++, from += width)
        hashes[i] = hash(packed, from, width);
  }

  /**
   * Looks at the first slot of each place, and at the first word of the key that it names. No step
   * of these loops waits for another, so that a processor waits for memory for many at a time.
   */
  private void fetch(int count) {
    long[] table = slots;
    int mask = table.length - 1;
    for (int i = 0; i < count; i++) met[i] = table[(int) hashes[i] & mask];
    int width = keys.words();
    long[] packed = keys.packed();
    for (int i = 0; i < count; i++) {
      long word = met[i];
      int entry = Math.max((int) word - 1, 0) * width;
      differs[i] = (word ^ hashes[i]) & TAG | entries[entry] ^ packed[i * width];
    }
  }

  /** The group of a key that its first slot may not name, or a new one. */
  private int search(long hash, long[] packed, int from, int width) {
    int mask = slots.length - 1;
    long tag = hash & TAG;
    int slot = (int) hash & mask;
    long word;
    while ((word = slots[slot]) != 0) {
      if ((word & TAG) == tag && isEntry(word, packed, from, width)) return (int) word - 1;
      slot = slot + 1 & mask;
    }
    System.arraycopy(packed, from, entries, groupCount * width, width);
    slots[slot] = tag | ++groupCount;
    return groupCount - 1;
  }

  private boolean isEntry(long word, long[] packed, int from, int width) {
    int entry = ((int) word - 1) * width;
    if (entry < 0) return false;
    for (int i = 0; i < width; i++) if (entries[entry + i] != packed[from + i]) return false;
    return true;
  }

  private static long hash(long key) {
    long product = key * M1;
    return product ^ product >>> 32;
  }

  private static long hash(long[] keys, int from, int width) {
    long hash = 0;
    for (int i = from; i < from + width; i++) {
      hash = (hash ^ keys[i]) * M1;
      hash ^= hash >>> 29;
    }
    hash *= M2;
    return hash ^ hash >>> 32;
  }

  /** Room for a batch whose keys are all new. */
  private void prepare(int count) {
    if (hashes.length < count) {
      hashes = new long[count];
      met = new long[count];
      differs = new long[count];
    }
    int words = keys.words();
    long most = (long) groupCount + count;
    if (most * words > Integer.MAX_VALUE / 2)
      throw new ArithmeticException("a table of " + most + " keys");
    if (most * words > entries.length)
      entries = Arrays.copyOf(entries, (int) Math.max(most * words, 2L * groupCount * words));
    if (2 * most <= slots.length) return;
    slots = new long[Integer.highestOneBit((int) (2 * most) - 1) << 1];
    int mask = slots.length - 1;
    for (int group = 0; group < groupCount; group++) {
      long hash = words == 1 ? hash(entries[group]) : hash(entries, group * words, words);
      int slot = (int) hash & mask;
      while (slots[slot] != 0) slot = slot + 1 & mask;
      slots[slot] = hash & TAG | group + 1;
    }
  }

  /** The keys of groups as columns. */
  List<Vector> keys(int from, int to) {
    return keys.columns(entries, from, to - from);
  }

  /** Lets go of the table; keys are to be found otherwise from now on. */
  void giveUp() {
    isOver = true;
    groupCount = 0;
    entries = new long[0];
    slots = new long[0];
    keys.clear();
  }

  long sizeBytes() {
    return 8L * entries.length + 8L * slots.length;
  }

  /** Forgets all groups, and lets go of their memory. */
  void clear() {
    if (isOver) return;
    groupCount = 0;
    entries = new long[0];
    slots = new long[MIN_SLOTS];
  }

  /** Forgets all groups; there will be about as many again. */
  void restart() {
    groupCount = 0;
    Arrays.fill(slots, 0);
  }
}
