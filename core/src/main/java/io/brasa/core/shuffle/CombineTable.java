package io.brasa.core.shuffle;

/** Keys with a value each, side by side in the order of their arrival. Not thread-safe. */
final class CombineTable extends KeyTable implements Entries {
  /** Nobody reads it: it makes the loads of {@link #fetch} count. */
  boolean fetched;

  CombineTable(KeyAccess keys) {
    super(keys, 2);
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

  Object value(int entry) {
    return cells[2 * entry + 1];
  }

  void setValue(int entry, Object value) {
    cells[2 * entry + 1] = value;
  }

  /** Adds a key that is not there. There must be {@linkplain #isFull room}. */
  void add(Object key, int hash, Object value) {
    setValue(add(key, hash), value);
  }

  /**
   * Keys and values by turns, in the order of arrival; the caller owns them if the table is not
   * used any more.
   */
  Object[] cells() {
    return cells;
  }
}
