package io.brasa.core.shuffle;

import static java.util.Objects.requireNonNull;

import java.util.Arrays;

/**
 * Estimates how many different keys there are, and merges: the k smallest of all 64-bit hashes of
 * keys (Bar-Yossef et al., "Counting distinct elements in a data stream", 2002; the estimate (k -
 * 1) / kth is by Beyer et al., SIGMOD 2007). Exact below k keys; above, the relative standard error
 * is about 1 / sqrt(k - 2): 13 % for k = 64, 32 % for k = 12.
 *
 * @param capacity k; zero keeps nothing
 * @param smallest hashes in unsigned order without duplicates, at most {@code capacity}; not to be
 *     changed
 */
public record KeySketch(int capacity, long[] smallest) {
  public KeySketch {
    requireNonNull(smallest);
    if (smallest.length > capacity)
      throw new IllegalArgumentException(smallest.length + " hashes of " + capacity);
  }

  /**
   * The k that a shuffle's sketches have: 64 as far as the sketches of one map output stay below
   * 100 KiB, none when that leaves fewer than 8.
   */
  static int capacityFor(int targetCount) {
    int affordable = 12_800 / targetCount;
    return affordable < 8 ? 0 : Math.min(64, affordable);
  }

  /** The sketch of both sets of keys. */
  public KeySketch merge(KeySketch other) {
    int smallerCapacity = Math.min(capacity, other.capacity);
    KeySketchBuilder merged = new KeySketchBuilder(smallerCapacity);
    for (long hash : smallest) merged.add(hash);
    for (long hash : other.smallest) merged.add(hash);
    return merged.build();
  }

  /**
   * About how many different keys there were. Zero capacity knows nothing and says {@code
   * otherwise}.
   */
  public long estimate(long otherwise) {
    if (capacity == 0) return otherwise;
    if (smallest.length < capacity) return smallest.length;
    double kth = Math.scalb((double) (smallest[capacity - 1] >>> 1), -63);
    return kth == 0 ? otherwise : Math.round((capacity - 1) / kth);
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof KeySketch that
        && capacity == that.capacity
        && Arrays.equals(smallest, that.smallest);
  }

  @Override
  public int hashCode() {
    return 31 * capacity + Arrays.hashCode(smallest);
  }

  @Override
  public String toString() {
    return "KeySketch[capacity=" + capacity + ", estimate=" + estimate(-1) + "]";
  }
}
