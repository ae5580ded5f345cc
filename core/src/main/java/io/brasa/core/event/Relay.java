package io.brasa.core.event;

import io.brasa.runtime.environment.Await;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;

/**
 * Hands messages of many threads to one consumer, one at a time and in the order of posting,
 * without a thread or a lock of its own: whoever posts while nobody hands over does so until the
 * queue is empty. A message that the consumer itself posts is next after those that wait.
 * Thread-safe. The queue grows only while threads post faster than one of them hands over.
 */
final class Relay<T> {
  private final Queue<T> messages = new ConcurrentLinkedQueue<>();
  private final AtomicBoolean isBusy = new AtomicBoolean();
  private final Consumer<? super T> consumer;
  private volatile Await waiter;

  Relay(Consumer<? super T> consumer) {
    this.consumer = consumer;
  }

  /**
   * Hands the message over now or, if another thread is at it, soon. What the consumer throws comes
   * out here or there.
   */
  void post(T message) {
    // Mostly nobody is at it and nothing waits: then the queue is not touched.
    if (messages.isEmpty() && isBusy.compareAndSet(false, true)) handOver(message);
    else messages.add(message);
    while (!messages.isEmpty() && isBusy.compareAndSet(false, true)) handOver(messages.poll());
  }

  private void handOver(T first) {
    try {
      for (T next = first; next != null; next = messages.poll()) consumer.accept(next);
    } finally {
      isBusy.set(false);
      Await await = waiter;
      if (await != null) await.signal();
    }
  }

  /** Waits until all that was posted before has been handed over. */
  void awaitIdle(Await await) {
    waiter = await;
    try {
      await.until(() -> messages.isEmpty() && !isBusy.get());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
