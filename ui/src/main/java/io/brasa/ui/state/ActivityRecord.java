package io.brasa.ui.state;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Running and failed tasks over time, in at most {@value #BUCKETS_MAX} buckets: when time runs out
 * of them two become one. Guarded by the lock of its application.
 */
final class ActivityRecord {
  private static final int BUCKETS_MAX = 512;

  private final int[] most = new int[BUCKETS_MAX];
  private final int[] failed = new int[BUCKETS_MAX];
  private long from = -1;
  private long bucketMillis = 100;
  private int last;
  private int running;

  void begin(long atMillis) {
    int bucket = reach(atMillis);
    running++;
    most[bucket] = Math.max(most[bucket], running);
  }

  void end(long atMillis, int ended, int failures) {
    int bucket = reach(atMillis);
    running = Math.max(0, running - ended);
    failed[bucket] += failures;
  }

  /** The bucket of a time, or the last one if it is earlier. */
  private int reach(long atMillis) {
    if (from < 0) from = atMillis;
    while ((atMillis - from) / bucketMillis >= BUCKETS_MAX) halve();
    int bucket = Math.max(last, (int) ((atMillis - from) / bucketMillis));
    while (last < bucket) most[++last] = running;
    return bucket;
  }

  private void halve() {
    for (int i = 0; i < BUCKETS_MAX / 2; i++) {
      most[i] = Math.max(most[2 * i], most[2 * i + 1]);
      failed[i] = failed[2 * i] + failed[2 * i + 1];
    }
    Arrays.fill(most, BUCKETS_MAX / 2, BUCKETS_MAX, 0);
    Arrays.fill(failed, BUCKETS_MAX / 2, BUCKETS_MAX, 0);
    last /= 2;
    bucketMillis *= 2;
  }

  Activity view(int slots) {
    List<Integer> running = new ArrayList<>();
    List<Integer> failures = new ArrayList<>();
    for (int i = 0; from >= 0 && i <= last; i++) {
      running.add(most[i]);
      failures.add(failed[i]);
    }
    long begin = Math.max(0, from);
    return new Activity(
        begin, begin + running.size() * bucketMillis, bucketMillis, running, failures, slots);
  }
}
