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
    Comparator<Object> comparator = order.comparator();
    int low = 0;
    int high = bounds.size();
    while (low < high) {
      int middle = (low + high) >>> 1;
      if (comparator.compare(bounds.get(middle), key) < 0) low = middle + 1;
      else high = middle;
    }
    return low;
  }
}
