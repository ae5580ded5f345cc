package io.brasa.ui.state;

import java.util.Arrays;

/**
 * Where the row of a task is, by its partition and attempt: a table with open addresses, 12 to 24
 * bytes for each task. Rows are never taken out.
 */
final class TaskIndex {
  private static final int NONE = -1;

  private long[] keys = new long[16];
  private int[] rows = new int[16];
  private int count;

  TaskIndex() {
    Arrays.fill(rows, NONE);
  }

  /** The row, or -1. */
  int row(int partition, int attempt) {
    return rows[slot(key(partition, attempt))];
  }

  void put(int partition, int attempt, int row) {
    if (2 * (count + 1) > rows.length) grow();
    long key = key(partition, attempt);
    int slot = slot(key);
    if (rows[slot] == NONE) count++;
    keys[slot] = key;
    rows[slot] = row;
  }

  private void grow() {
    long[] oldKeys = keys;
    int[] oldRows = rows;
    keys = new long[2 * oldKeys.length];
    rows = new int[2 * oldRows.length];
    Arrays.fill(rows, NONE);
    for (int i = 0; i < oldRows.length; i++) {
      if (oldRows[i] == NONE) continue;
      int slot = slot(oldKeys[i]);
      keys[slot] = oldKeys[i];
      rows[slot] = oldRows[i];
    }
  }

  private int slot(long key) {
    int mask = rows.length - 1;
    long mixed = key * 0x9e3779b97f4a7c15L;
    int slot = (int) (mixed >>> 32) & mask;
    while (rows[slot] != NONE && keys[slot] != key) slot = slot + 1 & mask;
    return slot;
  }

  private static long key(int partition, int attempt) {
    return (long) partition << 32 | attempt & 0xffffffffL;
  }
}
