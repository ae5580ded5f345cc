package io.brasa.core.execute;

/** A thread that runs tasks, and what it runs; null while it runs nothing. */
final class Slot {
  final Thread thread;
  volatile Claim claim;

  /** Guarded by the executor: another thread has taken over. */
  boolean isReplaced;

  Slot(Thread thread) {
    this.thread = thread;
  }
}
