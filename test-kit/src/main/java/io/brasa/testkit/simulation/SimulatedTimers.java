package io.brasa.testkit.simulation;

import io.brasa.runtime.environment.Await;
import java.util.PriorityQueue;

/**
 * Runs the timed actions of one process in the order of their instants, on a thread of that
 * process.
 */
final class SimulatedTimers {
  private record Timer(long dueNanos, long number, Runnable action) implements Comparable<Timer> {
    @Override
    public int compareTo(Timer other) {
      int order = Long.compare(dueNanos, other.dueNanos);
      return order != 0 ? order : Long.compare(number, other.number);
    }
  }

  private final Simulation simulation;
  private final PriorityQueue<Timer> timers = new PriorityQueue<>();
  private final Await changed;
  private long nextNumber;

  SimulatedTimers(Simulation simulation, SimulatedEnvironment environment) {
    this.simulation = simulation;
    this.changed = environment.newAwait();
    environment.start("timers", true, this::run);
  }

  void add(long delayMillis, Runnable action) {
    long due = simulation.nowNanos() + Math.max(0, delayMillis) * 1_000_000;
    timers.add(new Timer(due, nextNumber++, action));
    changed.signal();
  }

  private void run() {
    try {
      while (true) {
        Timer first = timers.peek();
        if (first == null) changed.until(() -> !timers.isEmpty());
        else if (!isDue(first)) changed.until(() -> timers.peek() != first, millisUntil(first));
        else timers.remove().action().run();
      }
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
    }
  }

  private boolean isDue(Timer timer) {
    return timer.dueNanos <= simulation.nowNanos();
  }

  private long millisUntil(Timer timer) {
    return (timer.dueNanos - simulation.nowNanos() + 999_999) / 1_000_000;
  }
}
