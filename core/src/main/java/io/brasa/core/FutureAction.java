package io.brasa.core;

import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Future;

/**
 * An action that runs while the program goes on. What its functions captured was copied when it was
 * started. {@link #get} fails with an {@code ExecutionException} whose cause is the {@code
 * EngineException} that the action would have thrown. Thread-safe.
 */
public interface FutureAction<T> extends Future<T> {
  /** The jobs that it has submitted so far. */
  List<Long> jobIds();

  /**
   * Cancels its jobs, if it is not done.
   *
   * @param mayInterruptIfRunning whether threads that run its tasks are interrupted, besides being
   *     told to stop
   */
  @Override
  boolean cancel(boolean mayInterruptIfRunning);

  /** Cancels its jobs without interrupting anybody. */
  default boolean cancel() {
    return cancel(false);
  }

  /**
   * The same to build upon. Cancelling it cancels the action; what is built upon it runs on a
   * thread of its own, not on those that run tasks.
   */
  CompletableFuture<T> toCompletableFuture();
}
