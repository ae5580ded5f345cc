package io.brasa.testkit.simulation;

import java.util.function.BooleanSupplier;

/**
 * What the baton knows about one thread. All fields are guarded by the baton but those said to be
 * volatile.
 */
final class SimulatedThread {
  static final long NEVER = Long.MAX_VALUE;

  final String name;
  final SimulatedProcess process;

  /** Runs beside the program (timers, deliveries), and so is not missed when it never ends. */
  final boolean isService;

  Thread thread;
  boolean isStarted;
  boolean isRunnable = true;

  /** When a waiting thread goes on by itself. */
  long deadlineNanos = NEVER;

  /** The step at which a waiting thread goes on by itself. */
  long wakeStep = NEVER;

  /** For reports on deadlocks. */
  BooleanSupplier waitsFor;

  boolean isDoomed;

  /** How often a doomed thread was told to end. */
  int deathCount;

  /** Who goes on once this doomed thread has ended. */
  SimulatedThread heir;

  /** An interrupt that came while the thread had no baton: parking would otherwise spin. */
  volatile boolean interruptSeen;

  SimulatedThread(String name, SimulatedProcess process, boolean isService) {
    this.name = name;
    this.process = process;
    this.isService = isService;
  }

  boolean canRun(long nowNanos, long step) {
    if (process.isPaused()) return false;
    return isRunnable || deadlineNanos <= nowNanos || wakeStep <= step || isInterrupted();
  }

  boolean isInterrupted() {
    return interruptSeen || (isStarted && thread.isInterrupted());
  }

  void stopWaiting() {
    isRunnable = true;
    deadlineNanos = NEVER;
    wakeStep = NEVER;
    waitsFor = null;
  }

  @Override
  public String toString() {
    return process.name() + "/" + name;
  }
}
