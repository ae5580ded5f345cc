package io.brasa.runtime.environment;

import java.util.function.BooleanSupplier;

/**
 * The one way to wait. A waiter states a condition; whoever changes something that the condition
 * reads calls {@link #signal()} afterwards. Conditions are evaluated on the waiting thread, must
 * not block, and read only state that is volatile or guarded by a lock of its own. Never wait while
 * holding a lock: in simulation the holder of the only baton would then stop everybody.
 */
public interface Await {
  /** Waits until the condition holds. */
  void until(BooleanSupplier condition) throws InterruptedException;

  /** Waits until the condition holds or the time is over; returns whether it held. */
  boolean until(BooleanSupplier condition, long timeoutMillis) throws InterruptedException;

  /** Wakes all waiters so that they evaluate their conditions again. */
  void signal();
}
