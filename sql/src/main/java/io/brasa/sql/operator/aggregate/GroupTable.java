package io.brasa.sql.operator.aggregate;

import io.brasa.columnar.type.DataType;
import io.brasa.columnar.vector.Batch;
import io.brasa.columnar.vector.Vector;
import io.brasa.columnar.vector.VectorHash;
import io.brasa.sql.operator.key.KeyColumn;
import io.brasa.sql.operator.key.WordKeys;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Numbers keys: equal keys get equal numbers, new ones the next. Belongs to one thread.
 *
 * <p>Keys are held in one of three forms, in this order; a form is given up for good once a key
 * comes that it cannot hold. A whole number that lies close to the others is a place in a table
 * ({@link DirectGroups}); numbers and short strings are words side by side ({@link PackedGroups});
 * other keys are columns ({@link KeyColumn}), and found by their hashes. Keys that come as
 * dictionaries are looked up once for each entry, whatever the form ({@link DictionaryGroups}).
 *
 * <p>By hashes: open addressing with linear probing. A slot is a word: the upper half of the key's
 * hash, and below it the number of the group plus one; zero is free. Slots begin at the lower half
 * of the hash, so that a slot that fits names the right group nearly always, and a table of a part
 * of the keys that was chosen by upper bits is filled evenly. At most half of the slots are taken.
 *
 * <p>A batch is looked up column by column: each row finds the next slot that could be its own, or
 * takes a free one; then one column after the other is compared for all rows that found a group;
 * those that differ go on to the next slot. Rows that are new put their key in at once, since later
 * rows of the batch may have the same.
 */
public final class GroupTable {
  private static final int MIN_SLOTS = 64;

  private final KeyColumn[] keys;
  private final DictionaryGroups dictionaries = new DictionaryGroups();

  /** Null unless there is one key, and it is a whole number. */
  private final DirectGroups direct;

  private final PackedGroups packed;

  private long[] slots = new long[MIN_SLOTS];
  private long[] groupHashes = new long[MIN_SLOTS / 2];
  private int groupCount;

  // Of the batch at hand, by place.
  private long[] hashes = {};
  private int[] slotOf = {};
  private int[] pending = {};

  public GroupTable(List<DataType> types) {
    keys = new KeyColumn[types.size()];
    for (int i = 0; i < keys.length; i++) keys[i] = KeyColumn.of(types.get(i));
    boolean isWhole = keys.length == 1 && keys[0] instanceof WordKeys words && words.isWhole();
    direct = isWhole ? new DirectGroups() : null;
    packed = new PackedGroups(types);
  }

  public int groupCount() {
    return isPacked() ? packed.groupCount() : groupCount;
  }

  /** The hash of a group's key. */
  long hash(int group) {
    return isHashed() ? groupHashes[group] : hashes(group, group + 1)[0];
  }

  /** The hashes of groups' keys. */
  long[] hashes(int from, int to) {
    if (isHashed()) return Arrays.copyOfRange(groupHashes, from, to);
    return hashes(keys(from, to), to - from);
  }

  /** The hashes of keys. */
  static long[] hashes(List<Vector> keys, int count) {
    long[] found = new long[count];
    boolean isCombining = false;
    for (Vector column : keys) {
      VectorHash.hash(column, null, count, found, isCombining);
      isCombining = true;
    }
    return found;
  }

  private boolean isDirect() {
    return direct != null && !direct.isOver();
  }

  private boolean isPacked() {
    return !isDirect() && !packed.isOver();
  }

  /** Whether groups are found by the hashes of their keys. */
  private boolean isHashed() {
    return !isDirect() && packed.isOver();
  }

  /**
   * Finds the groups of rows.
   *
   * @param vectors the keys
   * @param rows place {@code i} is row {@code rows[i]}; null if it is row {@code i}
   * @param groups gets the number of each place's group
   */
  public void find(Vector[] vectors, int[] rows, int count, int[] groups) {
    if (dictionaries.find(this, vectors, rows, count, groups)) return;
    findAll(vectors, rows, count, groups);
  }

  void findAll(Vector[] vectors, int[] rows, int count, int[] groups) {
    if (isDirect()) {
      WordKeys words = (WordKeys) keys[0];
      words.bind(vectors[0], rows, count);
      if (direct.find(words, count, groupCount, groups, this::addDirect)) return;
      leaveDirect();
    }
    if (isPacked()) {
      if (packed.find(vectors, rows, count, groups)) return;
      leavePacked();
    }
    findHashed(vectors, rows, count, groups);
  }

  private int addDirect(int place) {
    keys[0].append(place);
    return groupCount++;
  }

  /** Takes less memory from now on, at the price of time; false if it cannot. */
  boolean compact() {
    if (!isDirect()) return false;
    leaveDirect();
    return true;
  }

  /** The keys become words, or if they cannot, are hashed. */
  private void leaveDirect() {
    direct.giveUp();
    int[] same = new int[Math.min(groupCount, Batch.ROWS)];
    for (int from = 0; from < groupCount; from += Batch.ROWS) {
      int count = Math.min(groupCount - from, Batch.ROWS);
      Vector[] some = {keys[0].vector(from, from + count)};
      if (packed.find(some, null, count, same)) continue;
      packed.giveUp();
      hashAll();
      return;
    }
    keys[0].clear();
    groupCount = 0;
  }

  /** The keys become columns. */
  private void leavePacked() {
    int count = packed.groupCount();
    for (int from = 0; from < count; from += Batch.ROWS) {
      int to = Math.min(count, from + Batch.ROWS);
      List<Vector> some = packed.keys(from, to);
      for (int i = 0; i < keys.length; i++) {
        keys[i].bind(some.get(i), null, to - from);
        for (int place = 0; place < to - from; place++) keys[i].append(place);
      }
    }
    groupCount = count;
    packed.giveUp();
    hashAll();
  }

  /** From now on groups are found by hashes. */
  private void hashAll() {
    groupHashes = new long[Math.max(MIN_SLOTS / 2, groupCount)];
    for (int group = 0; group < groupCount; group++) {
      long hash = keys[0].hash(group);
      for (int i = 1; i < keys.length; i++) hash = VectorHash.combine(hash, keys[i].hash(group));
      groupHashes[group] = hash;
    }
    slots = new long[0];
  }

  private void findHashed(Vector[] vectors, int[] rows, int count, int[] groups) {
    prepare(count);
    for (int i = 0; i < keys.length; i++) {
      keys[i].bind(vectors[i], rows, count);
      VectorHash.hash(vectors[i], rows, count, hashes, i > 0);
    }
    if (keys.length == 1 && keys[0] instanceof WordKeys words) {
      findWords(words, count, groups);
      return;
    }
    int mask = slots.length - 1;
    for (int i = 0; i < count; i++) {
      slotOf[i] = (int) hashes[i] & mask;
      pending[i] = i;
    }
    int left = count;
    while (left > 0) {
      int found = candidates(left, groups);
      int equal = found;
      for (KeyColumn column : keys) equal = column.equalFirst(pending, equal, groups);
      for (int i = equal; i < found; i++) slotOf[pending[i]]++;
      left = found - equal;
      System.arraycopy(pending, equal, pending, 0, left);
    }
  }

  /**
   * Moves to the front of the pending places those that found a slot with their hash; the others
   * got a group of their own.
   */
  private int candidates(int left, int[] groups) {
    int mask = slots.length - 1;
    int found = 0;
    for (int i = 0; i < left; i++) {
      int place = pending[i];
      long tag = hashes[place] & 0xFFFF_FFFF_0000_0000L;
      int slot = slotOf[place] & mask;
      while (slots[slot] != 0 && (slots[slot] & 0xFFFF_FFFF_0000_0000L) != tag)
        slot = slot + 1 & mask;
      slotOf[place] = slot;
      if (slots[slot] == 0) {
        for (KeyColumn column : keys) column.append(place);
        groups[place] = put(slot, hashes[place]);
      } else {
        groups[place] = (int) slots[slot] - 1;
        pending[found++] = place;
      }
    }
    return found;
  }

  private void findWords(WordKeys column, int count, int[] groups) {
    int mask = slots.length - 1;
    long[] bound = column.bound();
    for (int i = 0; i < count; i++) {
      int slot = (int) hashes[i] & mask;
      boolean isNull = column.isNull(i);
      while (true) {
        long word = slots[slot];
        if (word == 0) {
          column.append(i);
          groups[i] = put(slot, hashes[i]);
          break;
        }
        int group = (int) word - 1;
        if (column.words()[group] == bound[i] && column.isEntryNull(group) == isNull) {
          groups[i] = group;
          break;
        }
        slot = slot + 1 & mask;
      }
    }
  }

  private int put(int slot, long hash) {
    if (groupCount == groupHashes.length) groupHashes = Arrays.copyOf(groupHashes, 2 * groupCount);
    groupHashes[groupCount] = hash;
    slots[slot] = hash & 0xFFFF_FFFF_0000_0000L | ++groupCount;
    return groupCount - 1;
  }

  /** Room for a batch whose rows are all new: slots do not move while it is looked up. */
  private void prepare(int count) {
    if (hashes.length < count) {
      hashes = new long[count];
      slotOf = new int[count];
      pending = new int[count];
    }
    long wanted = 2L * (groupCount + count);
    if (wanted <= slots.length) return;
    if (wanted > 1 << 30) throw new ArithmeticException("a table of " + wanted + " slots");
    slots = new long[Math.max(MIN_SLOTS, Integer.highestOneBit((int) wanted - 1) << 1)];
    int mask = slots.length - 1;
    for (int group = 0; group < groupCount; group++) {
      int slot = (int) groupHashes[group] & mask;
      while (slots[slot] != 0) slot = slot + 1 & mask;
      slots[slot] = groupHashes[group] & 0xFFFF_FFFF_0000_0000L | group + 1;
    }
  }

  /** The keys of groups as columns. */
  public List<Vector> keys(int from, int to) {
    if (isPacked()) return packed.keys(from, to);
    List<Vector> columns = new ArrayList<>(keys.length);
    for (KeyColumn key : keys) columns.add(key.vector(from, to));
    return columns;
  }

  public long sizeBytes() {
    long bytes = 8L * slots.length + 8L * groupHashes.length;
    for (KeyColumn key : keys) bytes += key.sizeBytes();
    if (direct != null) bytes += direct.sizeBytes();
    bytes += packed.sizeBytes();
    return bytes;
  }

  /** Forgets all groups, of which there will be about as many again. */
  public void restart() {
    if (isPacked()) {
      packed.restart();
      dictionaries.clear();
    } else {
      clear();
    }
  }

  /** Forgets all groups, and lets go of their memory. */
  public void clear() {
    for (KeyColumn key : keys) key.clear();
    dictionaries.clear();
    if (direct != null) direct.clear();
    packed.clear();
    slots = new long[MIN_SLOTS];
    groupHashes = new long[MIN_SLOTS / 2];
    groupCount = 0;
  }
}
