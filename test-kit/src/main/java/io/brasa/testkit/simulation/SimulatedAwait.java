package io.brasa.testkit.simulation;

import io.brasa.runtime.environment.Await;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BooleanSupplier;

/**
 * Waiting by giving the baton away. There is a step before the condition is looked at and another
 * after it was found true, because in the real world others may run in both places, and may have
 * undone the condition before the waiter acts on it. A waiter goes on only after a signal: a change
 * that nobody signals shows as a deadlock, as it would hang for real.
 */
final class SimulatedAwait implements Await {
  private final Baton baton;
  private final List<SimulatedThread> waiters = new ArrayList<>();

  SimulatedAwait(Baton baton) {
    this.baton = baton;
  }

  @Override
  public void until(BooleanSupplier condition) throws InterruptedException {
    waitUntil(condition, SimulatedThread.NEVER);
  }

  @Override
  public boolean until(BooleanSupplier condition, long timeoutMillis) throws InterruptedException {
    long now = baton.nowNanos();
    boolean isEndless = timeoutMillis > (SimulatedThread.NEVER - now) / 1_000_000;
    long deadline =
        isEndless ? SimulatedThread.NEVER : now + Math.max(0, timeoutMillis) * 1_000_000;
    return waitUntil(condition, deadline);
  }

  private boolean waitUntil(BooleanSupplier condition, long deadlineNanos)
      throws InterruptedException {
    baton.step("awaits");
    SimulatedThread me = baton.current();
    while (true) {
      if (Thread.interrupted()) throw new InterruptedException();
      if (condition.getAsBoolean()) {
        baton.step("goes on");
        return true;
      }
      if (baton.nowNanos() >= deadlineNanos) return false;
      sleep(me, condition, deadlineNanos);
    }
  }

  private void sleep(SimulatedThread me, BooleanSupplier condition, long deadlineNanos) {
    me.isRunnable = false;
    me.deadlineNanos = deadlineNanos;
    me.waitsFor = condition;
    waiters.add(me);
    try {
      baton.handOver(me);
    } finally {
      waiters.remove(me);
    }
  }

  /**
   * No step: a signal is often given under a lock, and a lock must not be held while others run.
   */
  @Override
  public void signal() {
    if (!baton.isRunning()) return;
    baton.current();
    for (SimulatedThread waiter : waiters) waiter.isRunnable = true;
  }
}
