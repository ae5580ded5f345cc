package io.brasa.core.remote;

import io.brasa.runtime.environment.Await;
import io.brasa.runtime.environment.Environment;
import io.brasa.runtime.environment.ThreadKind;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.function.Consumer;

/**
 * Actions done one after the other on a thread of their own: whoever posts them need not wait, and
 * they may. How many are posted is bounded by whoever posts. After the end, what is left is not
 * done.
 */
public final class OrderedWork implements AutoCloseable {
  private final ConcurrentLinkedQueue<Runnable> actions = new ConcurrentLinkedQueue<>();
  private final Await posted;
  private final Consumer<RuntimeException> onFailure;
  private volatile boolean isClosed;

  /**
   * @param onFailure what to do when an action fails; the actions after it are still done
   */
  public OrderedWork(Environment environment, Consumer<RuntimeException> onFailure) {
    this.posted = environment.newAwait();
    this.onFailure = onFailure;
  }

  /** Begins to work; what was posted before is done first. */
  public void start(Environment environment, String name) {
    environment.start(name, ThreadKind.WAITING, this::work);
  }

  public void post(Runnable action) {
    actions.add(action);
    posted.signal();
  }

  private void work() {
    try {
      while (true) {
        posted.until(() -> isClosed || !actions.isEmpty());
        if (isClosed) return;
        run(actions.remove());
      }
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
    }
  }

  private void run(Runnable action) {
    try {
      action.run();
    } catch (RuntimeException failure) {
      onFailure.accept(failure);
    } catch (Error failure) {
      // Silence would be worse: nobody would do the work that follows, and nobody would know.
      onFailure.accept(new IllegalStateException(failure.toString(), failure));
      throw failure;
    }
  }

  @Override
  public void close() {
    isClosed = true;
    posted.signal();
  }
}
