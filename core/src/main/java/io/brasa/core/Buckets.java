package io.brasa.core;

import java.io.Serializable;
import java.util.Arrays;

/**
 * Buckets of a histogram: each from its bound to before the next one, the last with its upper
 * bound. A value on a bound that occurs twice belongs to the bucket after its last occurrence.
 *
 * @param bounds ascending, at least two
 * @param isEven whether all buckets are equally wide, so that a division finds them
 */
@SuppressWarnings("ArrayRecordComponent") // nobody compares these
record Buckets(double[] bounds, boolean isEven) implements Serializable {
  Buckets {
    if (bounds.length < 2)
      throw new IllegalArgumentException("a histogram needs two bounds at least");
    for (int i = 0; i < bounds.length; i++) {
      if (Double.isNaN(bounds[i]) || i > 0 && bounds[i] < bounds[i - 1])
        throw new IllegalArgumentException(
            "the bounds of a histogram must ascend: " + Arrays.toString(bounds));
    }
  }

  /** As wide as each other; one only if there is but one value. */
  static Buckets even(double min, double max, int count) {
    if (min == max) return new Buckets(new double[] {min, max}, true);
    double[] bounds = new double[count + 1];
    double span = max - min;
    for (int i = 0; i < count; i++) {
      double share = (double) i / count;
      // The span may be more than a double holds.
      bounds[i] =
          Double.isFinite(span * i) ? min + i * span / count : min * (1 - share) + max * share;
    }
    bounds[0] = min;
    bounds[count] = max;
    return new Buckets(bounds, true);
  }

  int count() {
    return bounds.length - 1;
  }

  /** The bucket of a value; -1 if it is in none. */
  int of(double value) {
    int last = count();
    // Not a number is not at least anything.
    if (!(value >= bounds[0] && value <= bounds[last])) return -1;
    if (value == bounds[last]) return last - 1;
    return isEven ? divided(value) : searched(value);
  }

  private int divided(double value) {
    int last = count();
    double share = (value - bounds[0]) / (bounds[last] - bounds[0]);
    int bucket = Double.isFinite(share) ? Math.clamp((long) (share * last), 0, last - 1) : 0;
    // Rounding may miss by one where the bounds say otherwise.
    while (bucket > 0 && value < bounds[bucket]) bucket--;
    while (bucket < last - 1 && value >= bounds[bucket + 1]) bucket++;
    return bucket;
  }

  /** The last bound that is not above the value. */
  private int searched(double value) {
    int low = 0;
    int high = count();
    while (high - low > 1) {
      int middle = (low + high) >>> 1;
      if (bounds[middle] <= value) low = middle;
      else high = middle;
    }
    return low;
  }
}
