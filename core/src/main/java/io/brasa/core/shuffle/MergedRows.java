package io.brasa.core.shuffle;

import java.util.Comparator;
import java.util.List;

/**
 * Merges cursors that are each in order, through a binary heap. Among equal records the one of the
 * earlier cursor comes first, so merging spilled runs gives the order that sorting everything at
 * once would have given.
 */
final class MergedRows extends Rows {
  /** Either order compares two cursors that stand on a record. */
  private final Comparator<Rows> order;

  private final KeyAccess hashedBy;
  private final KeyPrefix prefix;
  private final List<Rows> sources;
  private final int[] heap;
  private int heapSize;
  private boolean isStarted;

  private MergedRows(
      List<Rows> sources, Comparator<Rows> order, KeyAccess hashedBy, KeyPrefix prefix) {
    this.prefix = prefix;
    this.sources = sources;
    this.order = order;
    this.hashedBy = hashedBy;
    this.heap = new int[sources.size()];
  }

  static Rows byHash(List<Rows> sources, KeyAccess keys) {
    return new MergedRows(
        sources, (left, right) -> Integer.compare(left.hash, right.hash), keys, null);
  }

  /**
   * @param prefix of the same order as the comparator: most records are told apart by it alone
   */
  static Rows byKey(List<Rows> sources, Comparator<Object> keyOrder, KeyPrefix prefix) {
    return new MergedRows(sources, (left, right) -> compare(left, right, keyOrder), null, prefix);
  }

  private static int compare(Rows left, Rows right, Comparator<Object> keyOrder) {
    if (left.prefixClass == right.prefixClass && left.prefix != right.prefix)
      return Long.compareUnsigned(left.prefix, right.prefix);
    return keyOrder.compare(left.key, right.key);
  }

  @Override
  boolean advance() {
    if (!isStarted) start();
    else if (heapSize > 0) step();
    if (heapSize == 0) return false;
    Rows least = sources.get(heap[0]);
    key = least.key;
    value = least.value;
    hash = least.hash;
    return true;
  }

  private void start() {
    isStarted = true;
    for (int i = 0; i < sources.size(); i++) {
      if (read(i)) heap[heapSize++] = i;
    }
    for (int at = heapSize / 2 - 1; at >= 0; at--) sink(at);
  }

  private void step() {
    if (!read(heap[0])) heap[0] = heap[--heapSize];
    if (heapSize > 0) sink(0);
  }

  private boolean read(int source) {
    Rows rows = sources.get(source);
    if (!rows.advance()) return false;
    if (hashedBy != null) rows.hash = hashedBy.hash(rows.key);
    if (prefix != null) takePrefix(rows);
    return true;
  }

  private void takePrefix(Rows rows) {
    Object ordered = prefix.ordered(rows.key);
    boolean isCovered = ordered != null && prefix.covers(ordered.getClass());
    rows.prefixClass = isCovered ? ordered.getClass() : null;
    rows.prefix = isCovered ? prefix.of(ordered) : 0;
  }

  private void sink(int from) {
    int at = from;
    int moving = heap[at];
    while (true) {
      int child = 2 * at + 1;
      if (child >= heapSize) break;
      if (child + 1 < heapSize && isBefore(heap[child + 1], heap[child])) child++;
      if (!isBefore(heap[child], moving)) break;
      heap[at] = heap[child];
      at = child;
    }
    heap[at] = moving;
  }

  private boolean isBefore(int left, int right) {
    int compared = order.compare(sources.get(left), sources.get(right));
    return compared < 0 || (compared == 0 && left < right);
  }

  @Override
  public void close() {
    heapSize = 0;
    isStarted = true;
    for (Rows source : sources) source.close();
  }
}
