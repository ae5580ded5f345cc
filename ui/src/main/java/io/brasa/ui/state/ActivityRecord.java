package io.brasa.ui.state;

import java.util.Arrays;

/**
 * How much was at work over time, in at most {@value #BUCKETS_MAX} buckets: when time runs out of
 * them two become one. Guarded by the lock of its application.
 */
final class ActivityRecord {
  private static final int BUCKETS_MAX = 512;

  /** Milliseconds that tasks worked. */
  private final double[] worked = new double[BUCKETS_MAX];

  private final int[] failed = new int[BUCKETS_MAX];
  private long from = -1;
  private long bucketMillis = 100;
  private int last;

  /** A task begins: nothing is shown of the time before the first. */
  void begin(long atMillis) {
    if (from < 0) from = atMillis;
  }

  /** A task was at work. Nothing that has been told before is later than {@code until}, by much. */
  void work(long began, double until) {
    reach((long) until);
    double first = Math.max(0, began - from);
    double end = until - from;
    for (int bucket = (int) (first / bucketMillis); bucket <= last; bucket++) {
      double low = Math.max(first, (double) bucket * bucketMillis);
      double high = Math.min(end, (bucket + 1.0) * bucketMillis);
      if (high <= low) return;
      worked[bucket] += high - low;
    }
  }

  void fail(long atMillis, int failures) {
    failed[reach(atMillis)] += failures;
  }

  /** The bucket of a time. */
  private int reach(long atMillis) {
    if (from < 0) from = atMillis;
    long after = Math.max(0, atMillis - from);
    while (after / bucketMillis >= BUCKETS_MAX) halve();
    int bucket = (int) (after / bucketMillis);
    last = Math.max(last, bucket);
    return bucket;
  }

  private void halve() {
    for (int i = 0; i < BUCKETS_MAX / 2; i++) {
      worked[i] = worked[2 * i] + worked[2 * i + 1];
      failed[i] = failed[2 * i] + failed[2 * i + 1];
    }
    Arrays.fill(worked, BUCKETS_MAX / 2, BUCKETS_MAX, 0);
    Arrays.fill(failed, BUCKETS_MAX / 2, BUCKETS_MAX, 0);
    last /= 2;
    bucketMillis *= 2;
  }

  Activity view(int slots) {
    int count = from < 0 ? 0 : last + 1;
    double[] running = new double[count];
    for (int i = 0; i < count; i++) running[i] = Math.round(100 * worked[i] / bucketMillis) / 100.0;
    long begin = Math.max(0, from);
    return new Activity(
        begin,
        begin + count * bucketMillis,
        bucketMillis,
        running,
        Arrays.copyOf(failed, count),
        slots);
  }
}
