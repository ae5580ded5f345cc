package io.brasa.core.shuffle;

/**
 * The entries of a table, which orders name by longs: the hash of the key in the upper half, below
 * it what the table finds the entry by.
 */
interface Entries {
  Object keyAt(long slot);

  Object valueAt(long slot);

  /**
   * Loads a range of an order's entries in a loop that does nothing else, so that waits overlap.
   */
  void fetch(long[] order, int from, int to);
}
