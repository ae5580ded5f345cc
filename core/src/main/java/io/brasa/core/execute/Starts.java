package io.brasa.core.execute;

import io.brasa.core.execute.Claim.Start;
import io.brasa.core.schedule.SchedulerCommand.Lease;
import io.brasa.runtime.environment.Await;
import io.brasa.runtime.environment.Environment;
import io.brasa.runtime.environment.ThreadKind;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;

/**
 * Tells that tasks have begun, ten times a second: of those that run just then. Most tasks are over
 * before that, and to tell of each would cost as much as they do; whoever hears of their ends
 * learns when they began. A start that is told is told before the end. Thread-safe.
 */
final class Starts {
  private static final long PERIOD_MILLIS = 100;

  private final String executor;
  private final Environment environment;
  private final TaskEvents events;
  private final Supplier<List<Claim>> takeUntold;
  private final BooleanSupplier hasWork;
  private final AtomicBoolean isTicking = new AtomicBoolean();
  private final Await told;

  /**
   * @param takeUntold gives the tasks that run and are {@code UNTOLD}, as {@code BEING_TOLD}
   * @param hasWork whether tasks run or are to; false for ever when the executor has ended
   */
  Starts(
      String executor,
      Environment environment,
      TaskEvents events,
      Supplier<List<Claim>> takeUntold,
      BooleanSupplier hasWork) {
    this.executor = executor;
    this.environment = environment;
    this.events = events;
    this.takeUntold = takeUntold;
    this.hasWork = hasWork;
    this.told = environment.newAwait();
  }

  /** There is work. */
  void wake() {
    if (isTicking.get() || !isTicking.compareAndSet(false, true)) return;
    environment.after(PERIOD_MILLIS, this::tick);
  }

  /** On the clock's thread, which must not wait for room on a wire. */
  private void tick() {
    List<Claim> untold = takeUntold.get();
    if (!untold.isEmpty())
      environment.start("brasa-starts-" + executor, ThreadKind.WAITING, () -> tell(untold));
    isTicking.set(false);
    if (hasWork.getAsBoolean()) wake();
  }

  private void tell(List<Claim> claims) {
    try {
      claims.forEach(this::tell);
    } finally {
      for (Claim claim : claims) claim.start = Start.TOLD;
      told.signal();
    }
  }

  private void tell(Claim claim) {
    Lease lease = claim.lease.lease;
    events.started(
        executor,
        lease.stage(),
        lease.stageAttempt(),
        claim.partition(),
        claim.attempt(),
        claim.beganNanos);
    claim.start = Start.TOLD;
  }

  /**
   * A task has ended, and nobody will take its claim any more: returns when its start has been
   * told, if that was begun or is wanted.
   */
  void settle(Claim claim, boolean isWanted) {
    if (claim.start == Start.UNTOLD && isWanted) tell(claim);
    while (claim.start == Start.BEING_TOLD) {
      try {
        told.until(() -> claim.start != Start.BEING_TOLD);
      } catch (InterruptedException meantForTheTask) {
        // It is over; the next one is not to be stopped by that.
      }
    }
  }
}
