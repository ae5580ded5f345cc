package io.brasa.core.schedule;

/** What the scheduler knows of one executor. */
final class ExecutorState {
  /** Others wait hardly longer for their turn. */
  private static final long TURN_NANOS = 20_000_000;

  private static final int QUANTUM_PER_SLOT_MAX = 256;

  final String id;
  final int slots;

  /** Partitions handed out for which no outcome has come. Changed by {@link ExecutorSet} only. */
  int outstanding;

  /** How many ids come before its own. Given by {@link ExecutorSet}, like all that follow. */
  int position;

  /** How often others have lately done what it failed at. */
  int blames;

  /** How often it has been left out. */
  int exclusions;

  long excludedUntilMillis;

  /** It is to go. */
  boolean isLeaving;

  /** How long its tasks take, of late. */
  private long taskNanos = TURN_NANOS;

  ExecutorState(String id, int slots) {
    this.id = id;
    this.slots = slots;
  }

  /**
   * How many tasks it has to do at a time while pools share it: what it does in some twenty
   * milliseconds, and at least one for each slot.
   */
  int quantum() {
    return slots * (int) Math.clamp(TURN_NANOS / taskNanos, 1, QUANTUM_PER_SLOT_MAX);
  }

  /** A lease is a part of that, so that weights show in how many leases each pool has. */
  int turn() {
    return Math.max(1, quantum() / 8);
  }

  /** So many of its tasks took so long together. Long ones count at once, short ones by and by. */
  void report(int count, long nanos) {
    long mean = Math.max(1, nanos / count);
    taskNanos = mean > taskNanos ? mean : (taskNanos + mean + 1) / 2;
  }

  /** Whether it has enough to do until its next report. */
  boolean isBusy() {
    return outstanding >= 2 * quantum();
  }
}
