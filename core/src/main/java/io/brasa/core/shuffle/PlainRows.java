package io.brasa.core.shuffle;

/** Entries of a {@link PlainTable} in a given order: hashes in the upper half, entries below. */
final class PlainRows extends Rows {
  private final PlainTable table;
  private final long[] order;
  private final int end;
  private int next;

  PlainRows(PlainTable table, long[] order, int start, int end) {
    this.table = table;
    this.order = order;
    this.next = start;
    this.end = end;
  }

  @Override
  boolean advance() {
    if (next >= end) return false;
    long slot = order[next++];
    int entry = (int) slot;
    hash = CombineTable.hashOf(slot);
    key = table.key(entry);
    value = table.value(entry);
    return true;
  }

  @Override
  public void close() {
    next = end;
  }
}
