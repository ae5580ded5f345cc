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
    if (keys.words() == 1) findOne(count, groups);
    else findAll(count, groups);
    return true;
  }

  private void findOne(int count, int[] groups) {
    long[] packed = keys.packed();
    long[] known = entries;
    long[] table = slots;
    int mask = table.length - 1;
    int next = groupCount;
    for (int i = 0; i < count; i++) {
      long key = packed[i];
      int slot = (int) hash(key) & mask;
      while (true) {
        int group = (int) table[slot] - 1;
        if (group < 0) {
          known[next] = key;
          table[slot] = ++next;
          groups[i] = next - 1;
          break;
        }
        if (known[group] == key) {
          groups[i] = group;
          break;
        }
        slot = slot + 1 & mask;
      }
    }
    groupCount = next;
  }

  private void findAll(int count, int[] groups) {
    long[] packed = keys.packed();
    long[] table = slots;
    int width = keys.words();
    int mask = table.length - 1;
    int next = groupCount;
    for (int i = 0, from = 0; i < count; i++, from += width) {
      long hash = hash(packed, from, width);
      long tag = hash & TAG;
      int slot = (int) hash & mask;
      while (true) {
        long word = table[slot];
        if (word == 0) {
          System.arraycopy(packed, from, entries, next * width, width);
          table[slot] = tag | ++next;
          groups[i] = next - 1;
          break;
        }
        int group = (int) word - 1;
        if ((word & TAG) == tag && isEntry(group * width, packed, from, width)) {
          groups[i] = group;
          break;
        }
        slot = slot + 1 & mask;
      }
    }
    groupCount = next;
  }

  private boolean isEntry(int entry, long[] packed, int from, int width) {
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
      slots[slot] = (words == 1 ? 0 : hash & TAG) | group + 1;
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
