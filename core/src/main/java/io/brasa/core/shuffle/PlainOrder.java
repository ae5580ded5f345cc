package io.brasa.core.shuffle;

import java.util.Arrays;

/** Orders the entries of a {@link PlainTable}: hashes in the upper half, entries below. */
final class PlainOrder {
  private PlainOrder() {}

  /** As they lie in the table. */
  static long[] unsorted(PlainTable table) {
    long[] order = new long[table.size];
    int next = 0;
    for (int at = table.entryFrom(0); at >= 0; at = table.entryFrom(at + table.stride)) {
      order[next++] = (long) table.hash(at) << 32 | at;
    }
    return order;
  }

  /** By hash and, where hashes are equal, by content, as {@link CombineTable#ordered} does. */
  static long[] sorted(PlainTable table) {
    long[] order = unsorted(table);
    RadixSort.byUpperHalf(order);
    int start = 0;
    for (int i = 1; i <= order.length; i++) {
      if (i < order.length && order[i] >>> 32 == order[start] >>> 32) continue;
      if (i - start > 1) sortByContent(table, order, start, i);
      start = i;
    }
    return order;
  }

  private static void sortByContent(PlainTable table, long[] order, int from, int to) {
    Tie[] ties = new Tie[to - from];
    for (int i = from; i < to; i++)
      ties[i - from] = new Tie(table.keyContent((int) order[i]), order[i]);
    Arrays.sort(ties);
    for (int i = from; i < to; i++) order[i] = ties[i - from].item;
  }

  private record Tie(long content, long item) implements Comparable<Tie> {
    @Override
    public int compareTo(Tie other) {
      return Long.compare(content, other.content);
    }
  }
}
