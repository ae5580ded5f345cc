package io.brasa.runtime.environment;

import java.util.random.RandomGenerator;

/** Time, threads, waiting and chance. Thread-safe. {@link SystemEnvironment} is the real one. */
public interface Environment {
  /** Monotonic nanoseconds, comparable within this environment only. */
  long nanoTime();

  /** Milliseconds since the epoch. */
  long currentTimeMillis();

  /** A new source of chance, seeded by the environment. */
  RandomGenerator newRandom();

  /** A new point of waiting; see {@link Await}. */
  Await newAwait();

  /** Starts a thread. The body must end by itself once the component that owns it is closed. */
  void start(String name, ThreadKind kind, Runnable body);

  /**
   * Runs a short, non-blocking action once, after a delay. There is no cancellation: actions check
   * that they still matter.
   */
  void after(long delayMillis, Runnable action);

  /**
   * Runs a short action some time after an object has become unreachable. The action must not reach
   * the object. May never run: it is for giving things back early.
   */
  void whenUnreachable(Object object, Runnable action);
}
