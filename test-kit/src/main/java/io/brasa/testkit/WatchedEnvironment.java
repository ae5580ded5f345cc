package io.brasa.testkit;

import io.brasa.runtime.environment.Await;
import io.brasa.runtime.environment.Environment;
import io.brasa.runtime.environment.ThreadKind;
import java.util.List;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.random.RandomGenerator;

/**
 * An environment that knows which of the threads started through it have not ended. Thread-safe.
 */
public final class WatchedEnvironment implements Environment {
  private final Environment world;
  private final Await ended;
  private final AtomicLong nextNumber = new AtomicLong();
  private final ConcurrentSkipListMap<Long, String> living = new ConcurrentSkipListMap<>();

  public WatchedEnvironment(Environment world) {
    this.world = world;
    this.ended = world.newAwait();
  }

  /** The names of the threads that live, in the order of their start. */
  public List<String> livingThreads() {
    return List.copyOf(living.values());
  }

  /** Waits until all threads have ended; returns the names of those that did not in time. */
  public List<String> awaitEnd(long timeoutMillis) throws InterruptedException {
    ended.until(living::isEmpty, timeoutMillis);
    return livingThreads();
  }

  @Override
  public void start(String name, ThreadKind kind, Runnable body) {
    long number = nextNumber.getAndIncrement();
    living.put(number, name);
    world.start(
        name,
        kind,
        () -> {
          try {
            body.run();
          } finally {
            living.remove(number);
            ended.signal();
          }
        });
  }

  @Override
  public long nanoTime() {
    return world.nanoTime();
  }

  @Override
  public long currentTimeMillis() {
    return world.currentTimeMillis();
  }

  @Override
  public RandomGenerator newRandom() {
    return world.newRandom();
  }

  @Override
  public Await newAwait() {
    return world.newAwait();
  }

  @Override
  public void whenUnreachable(Object object, Runnable action) {
    world.whenUnreachable(object, action);
  }

  @Override
  public void after(long delayMillis, Runnable action) {
    world.after(delayMillis, action);
  }
}
