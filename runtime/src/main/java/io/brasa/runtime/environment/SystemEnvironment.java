package io.brasa.runtime.environment;

import java.lang.ref.Cleaner;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.BooleanSupplier;
import java.util.random.RandomGenerator;

/** The real world: the system's clocks and threads. */
public final class SystemEnvironment implements Environment {
  /** Compute threads run user code over chains of any length; only touched pages cost memory. */
  static final long COMPUTE_STACK_BYTES = 256L << 20;

  private volatile ScheduledThreadPoolExecutor timers;
  private volatile Cleaner cleaner;

  @Override
  public long nanoTime() {
    return System.nanoTime();
  }

  @Override
  public long currentTimeMillis() {
    return System.currentTimeMillis();
  }

  @Override
  public RandomGenerator newRandom() {
    return new java.util.Random();
  }

  @Override
  public Await newAwait() {
    return new SystemAwait();
  }

  @Override
  public void start(String name, ThreadKind kind, Runnable body) {
    switch (kind) {
      case COMPUTE -> {
        Thread thread = new Thread(null, body, name, COMPUTE_STACK_BYTES);
        thread.setDaemon(true);
        thread.start();
      }
      case WAITING -> Thread.ofVirtual().name(name).start(body);
    }
  }

  @Override
  public void after(long delayMillis, Runnable action) {
    timers().schedule(action, delayMillis, TimeUnit.MILLISECONDS);
  }

  @Override
  public void whenUnreachable(Object object, Runnable action) {
    Cleaner started = cleaner;
    if (started == null) {
      // Two of them do no harm, each serves what was given to it.
      started = Cleaner.create();
      cleaner = started;
    }
    started.register(object, action);
  }

  /**
   * Most programs that only use local data never need a timer, so its thread starts on first use.
   */
  private ScheduledThreadPoolExecutor timers() {
    ScheduledThreadPoolExecutor started = timers;
    if (started != null) return started;
    synchronized (this) {
      if (timers == null) {
        timers =
            new ScheduledThreadPoolExecutor(
                1,
                body -> {
                  Thread thread = new Thread(body, "brasa-timer");
                  thread.setDaemon(true);
                  return thread;
                });
      }
      return timers;
    }
  }

  private static final class SystemAwait implements Await {
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition changed = lock.newCondition();

    @Override
    public void until(BooleanSupplier condition) throws InterruptedException {
      lock.lockInterruptibly();
      try {
        while (!condition.getAsBoolean()) changed.await();
      } finally {
        lock.unlock();
      }
    }

    @Override
    public boolean until(BooleanSupplier condition, long timeoutMillis)
        throws InterruptedException {
      long left = TimeUnit.MILLISECONDS.toNanos(timeoutMillis);
      lock.lockInterruptibly();
      try {
        while (!condition.getAsBoolean()) {
          if (left <= 0) return false;
          left = changed.awaitNanos(left);
        }
        return true;
      } finally {
        lock.unlock();
      }
    }

    @Override
    public void signal() {
      lock.lock();
      try {
        changed.signalAll();
      } finally {
        lock.unlock();
      }
    }
  }
}
