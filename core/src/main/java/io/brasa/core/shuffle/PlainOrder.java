package io.brasa.core.shuffle;

/** Orders the entries of a {@link PlainTable}: hashes in the upper half, entries below. */
final class PlainOrder {
  private PlainOrder() {}

  /** By hash and, where hashes are equal, by content, as {@link KeyTable#ordered} does. */
  static long[] sorted(PlainTable table) {
    long[] order = new long[table.size];
    int next = 0;
    for (int at = table.entryFrom(0); at >= 0; at = table.entryFrom(at + table.stride)) {
      order[next++] = (long) table.hash(at) << 32 | at;
    }
    HashTies.order(order, entry -> table.keyContent((int) entry));
    return order;
  }
}
