package io.brasa.core;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * Keeps the least of the values that it is given, of equal ones those that came first. Holds at
 * most twice as many as are wanted: when the buffer is full it is sorted, which is stable, and its
 * upper half dropped; from then on a value that is not less than the greatest one kept costs one
 * comparison. Not thread-safe.
 */
final class Least<V> {
  private final int limit;
  private final Comparator<? super V> order;
  private final List<V> kept = new ArrayList<>();
  private boolean isBounded;
  private V bound;

  Least(int limit, Comparator<? super V> order) {
    this.limit = limit;
    this.order = order;
  }

  void add(V value) {
    if (isBounded && order.compare(value, bound) >= 0) return;
    kept.add(value);
    if (kept.size() >= 2L * limit) cut();
  }

  /** Those kept, the least first; the list is the caller's. */
  List<V> inOrder() {
    cut();
    return kept;
  }

  private void cut() {
    kept.sort(order);
    if (kept.size() < limit) return;
    kept.subList(limit, kept.size()).clear();
    bound = kept.getLast();
    isBounded = true;
  }
}
