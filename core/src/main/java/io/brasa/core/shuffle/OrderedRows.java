package io.brasa.core.shuffle;

/**
 * Entries of a table in a given order. Since that is not the order in which they lie, each would
 * cost a wait for memory; so some are fetched ahead.
 */
final class OrderedRows extends Rows {
  private static final int AHEAD = 64;

  private final Entries entries;
  private final long[] order;
  private final int end;
  private int next;
  private int fetched;

  OrderedRows(Entries entries, long[] order, int start, int end) {
    this.entries = entries;
    this.order = order;
    this.next = start;
    this.fetched = start;
    this.end = end;
  }

  @Override
  boolean advance() {
    if (next >= end) return false;
    if (next == fetched) {
      fetched = Math.min(end, next + AHEAD);
      entries.fetch(order, next, fetched);
    }
    long slot = order[next++];
    hash = KeyTable.hashOf(slot);
    key = entries.keyAt(slot);
    value = entries.valueAt(slot);
    return true;
  }

  @Override
  public void close() {
    next = end;
  }
}
