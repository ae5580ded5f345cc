package io.brasa.testkit.simulation;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/** Watches from the real world, in which there is no baton, whether a run still makes steps. */
final class Stall {
  private static final long LOOK_MILLIS = 250;

  private final long limitNanos;
  private long lastStep = -1;
  private long sinceNanos;

  Stall(long limitMillis) {
    this.limitNanos = TimeUnit.MILLISECONDS.toNanos(limitMillis);
  }

  boolean waitFor(CountDownLatch over) throws InterruptedException {
    return over.await(LOOK_MILLIS, TimeUnit.MILLISECONDS);
  }

  boolean lasts(long step) {
    long now = System.nanoTime();
    if (step != lastStep) {
      lastStep = step;
      sinceNanos = now;
    }
    return now - sinceNanos > limitNanos;
  }
}
