package io.brasa.core.schedule;

import io.brasa.core.schedule.SchedulerCommand.Lease;
import java.util.Arrays;
import java.util.BitSet;
import java.util.function.IntConsumer;

/** A lease and the partitions for which no outcome has come. */
final class OpenLease {
  final Lease lease;

  /** Ascending, so that a partition is found in the logarithm of their number. */
  private final int[] partitions;

  /** By the place in {@code partitions}: a lease of few tasks of a large stage stays small. */
  private final BitSet open;

  private int count;
  private boolean isRecalled;

  /** When it was granted, or an outcome of it came last. */
  private long heardMillis;

  /** Its tasks run together with others: without one of them these would wait for ever. */
  private final boolean isWhole;

  OpenLease(Lease lease, boolean isWhole, long nowMillis) {
    this.lease = lease;
    this.isWhole = isWhole;
    this.partitions = lease.partitions().stream().mapToInt(Integer::intValue).toArray();
    this.count = partitions.length;
    this.open = new BitSet(count);
    this.heardMillis = nowMillis;
    open.set(0, count);
  }

  int count() {
    return count;
  }

  /** Notes an outcome; false if there was one before. */
  boolean close(int partition) {
    int place = Arrays.binarySearch(partitions, partition);
    if (place < 0 || !open.get(place)) return false;
    open.clear(place);
    count--;
    return true;
  }

  /** Notes that outcomes have come. */
  void hear(long nowMillis) {
    heardMillis = nowMillis;
  }

  /** For how long nothing has come. */
  long silentMillis(long nowMillis) {
    return nowMillis - heardMillis;
  }

  /** Notes that it was recalled; false if it was before, or must not be. */
  boolean recall() {
    if (isRecalled || isWhole) return false;
    isRecalled = true;
    return true;
  }

  void forEachOpen(IntConsumer action) {
    for (int i = open.nextSetBit(0); i >= 0; i = open.nextSetBit(i + 1))
      action.accept(partitions[i]);
  }
}
