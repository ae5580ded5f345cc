package io.brasa.core.schedule;

/** What the scheduler knows of one executor. */
final class ExecutorState {
  /** A lease among several pools has at most so many partitions for each slot. */
  private static final int QUANTUM_PER_SLOT_MAX = 64;

  final String id;
  final int slots;

  /** Partitions handed out for which no outcome has come. */
  int outstanding;

  /**
   * How much it has to do at a time while pools share it: as much as its last report told of, which
   * is what it does in some twenty milliseconds, so that others wait hardly longer than that for
   * their turn; and one for each slot when tasks are long.
   */
  private int quantum;

  ExecutorState(String id, int slots) {
    this.id = id;
    this.slots = slots;
    this.quantum = slots;
  }

  int quantum() {
    return quantum;
  }

  /** A lease is a part of that, so that weights show in how many leases each pool has. */
  int turn() {
    return Math.max(1, quantum / 8);
  }

  /** It has told of so many tasks that ran, at once. */
  void report(int count) {
    quantum = Math.clamp(count, slots, QUANTUM_PER_SLOT_MAX * slots);
  }

  /** Whether it has enough to do until its next report. */
  boolean isBusy() {
    return outstanding >= 2 * quantum;
  }
}
