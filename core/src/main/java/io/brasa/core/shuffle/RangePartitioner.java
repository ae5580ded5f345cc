package io.brasa.core.shuffle;

import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;

/**
 * Places keys by ranges in an order: partition 0 holds the keys up to and including the first
 * bound, and so on.
 *
 * @param bounds in the order, each greater than the one before; one fewer than there are partitions
 */
public record RangePartitioner(List<Object> bounds, SortOrder order) implements Partitioner {
  public RangePartitioner {
    // Not List.copyOf, since null is a legal key and hence a legal bound.
    if (!(bounds instanceof KeyList))
      bounds = Collections.unmodifiableList(new ArrayList<>(bounds));
  }

  /**
   * Cuts the weight of a sample into equal ranges. There are fewer partitions than wanted when the
   * sample has too few different keys.
   *
   * @param sample in any order; it is not changed
   */
  public static RangePartitioner fromSample(
      List<WeightedKey> sample, int partitionCount, SortOrder order) {
    if (partitionCount < 1) throw new IllegalArgumentException("partition count " + partitionCount);
    Comparator<Object> comparator = order.comparator();
    List<WeightedKey> sorted = new ArrayList<>(sample);
    sorted.sort((left, right) -> comparator.compare(left.key(), right.key()));
    double step = totalWeight(sorted) / partitionCount;
    List<Object> bounds = new ArrayList<>();
    double reached = 0;
    for (WeightedKey candidate : sorted) {
      reached += candidate.weight();
      if (bounds.size() >= partitionCount - 1) break;
      // Half a record of slack, so that rounding never moves a bound by one key.
      boolean isDue = reached >= step * (bounds.size() + 1) - 1e-9 * step;
      if (isDue
          && (bounds.isEmpty() || comparator.compare(bounds.getLast(), candidate.key()) < 0)) {
        bounds.add(candidate.key());
      }
    }
    return new RangePartitioner(bounds, order);
  }

  private static double totalWeight(List<WeightedKey> sample) {
    double total = 0;
    for (WeightedKey each : sample) total += each.weight();
    return total;
  }

  @Override
  public int partitionCount() {
    return bounds.size() + 1;
  }

  @Override
  public int partition(Object key, int hash) {
    return search(order.comparator(), key, 0, bounds.size());
  }

  private int search(Comparator<Object> comparator, Object key, int from, int to) {
    int low = from;
    int high = to;
    while (low < high) {
      int middle = (low + high) >>> 1;
      if (comparator.compare(bounds.get(middle), key) < 0) low = middle + 1;
      else high = middle;
    }
    return low;
  }

  /** Places many keys as this partitioner does, mostly without comparing them. */
  Partitioner prepared() {
    return new Prepared(this);
  }

  /** Knows the prefixes of the bounds when these are all of one class that has some. */
  private static final class Prepared implements Partitioner {
    private static final long serialVersionUID = 1L;

    private final RangePartitioner ranges;
    private final transient Comparator<Object> comparator;
    private final transient KeyPrefix prefix;

    /** With the sign turned, so that they compare as signed numbers. */
    private final transient long[] prefixes;

    private final transient Class<?> type;

    Prepared(RangePartitioner ranges) {
      this.ranges = ranges;
      this.comparator = ranges.order.comparator();
      this.prefix = KeyPrefix.of(ranges.order);
      this.prefixes = new long[ranges.bounds.size()];
      this.type = fill();
    }

    /** The common class, or null if there is none. */
    private Class<?> fill() {
      Class<?> common = null;
      for (int i = 0; i < prefixes.length; i++) {
        Object bound = prefix.ordered(ranges.bounds.get(i));
        if (bound == null || !prefix.covers(bound.getClass())) return null;
        if (common != null && bound.getClass() != common) return null;
        common = bound.getClass();
        prefixes[i] = prefix.of(bound) ^ Long.MIN_VALUE;
      }
      return common;
    }

    @Override
    public int partitionCount() {
      return ranges.partitionCount();
    }

    @Override
    public int partition(Object key, int hash) {
      Object ordered = type == null ? null : prefix.ordered(key);
      if (ordered == null || ordered.getClass() != type)
        return ranges.search(comparator, key, 0, prefixes.length);
      long wanted = prefix.of(ordered) ^ Long.MIN_VALUE;
      int low = boundsBelow(wanted);
      if (low == prefixes.length || prefixes[low] != wanted) return low;
      int end = low + 1;
      while (end < prefixes.length && prefixes[end] == wanted) end++;
      return ranges.search(comparator, key, low, end);
    }

    /**
     * How many bounds have a lower prefix. Which half goes on is a choice of values and not of ways
     * through the code, which would be guessed wrongly half of the time.
     */
    private int boundsBelow(long wanted) {
      int base = 0;
      int size = prefixes.length;
      while (size > 1) {
        int half = size >>> 1;
        base = prefixes[base + half - 1] < wanted ? base + half : base;
        size -= half;
      }
      return size == 1 && prefixes[base] < wanted ? base + 1 : base;
    }
  }
}
