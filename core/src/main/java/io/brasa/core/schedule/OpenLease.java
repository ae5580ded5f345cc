package io.brasa.core.schedule;

import io.brasa.core.schedule.SchedulerCommand.Lease;
import java.util.BitSet;
import java.util.function.IntConsumer;

/** A lease and the partitions for which no outcome has come. */
final class OpenLease {
  final Lease lease;
  private final BitSet open = new BitSet();
  private int count;
  private boolean isRecalled;

  OpenLease(Lease lease) {
    this.lease = lease;
    for (int partition : lease.partitions()) open.set(partition);
    this.count = lease.partitions().size();
  }

  int count() {
    return count;
  }

  /** Notes an outcome; false if there was one before. */
  boolean close(int partition) {
    if (!open.get(partition)) return false;
    open.clear(partition);
    count--;
    return true;
  }

  /** Notes that it was recalled; false if it was before. */
  boolean recall() {
    if (isRecalled) return false;
    isRecalled = true;
    return true;
  }

  void forEachOpen(IntConsumer action) {
    open.stream().forEach(action);
  }
}
