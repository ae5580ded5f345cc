package io.brasa.runtime.environment;

import java.util.function.Supplier;

/**
 * Work over chains that are longer than the stack of a thread has room for: it is done in a thread
 * of its own with a stack as those that compute have, while the caller waits. What the work gives
 * or throws is the caller's, so that nothing depends on the order of threads. Thread-safe.
 *
 * <p>The caller must not hold locks that the work takes, and what is bound to its thread by a
 * {@code ScopedValue} is not bound there; what threads inherit is.
 */
public final class DeepStack {
  private DeepStack() {}

  /** Tells of itself that no deeper one is to be had. */
  private static final class Deep<T> extends Thread {
    private final Supplier<T> work;
    private T result;
    private Throwable failure;

    private Deep(Supplier<T> work) {
      super(null, null, "brasa-deep", SystemEnvironment.COMPUTE_STACK_BYTES);
      this.work = work;
      setDaemon(true);
    }

    @Override
    public void run() {
      try {
        result = work.get();
      } catch (Throwable thrown) {
        failure = thrown;
      }
    }

    private T await() {
      boolean isInterrupted = false;
      while (true) {
        try {
          join();
          break;
        } catch (InterruptedException e) {
          isInterrupted = true;
          interrupt(); // the work decides what that means
        }
      }
      if (isInterrupted) Thread.currentThread().interrupt();
      return switch (failure) {
        case null -> result;
        case RuntimeException thrown -> throw thrown;
        case Error thrown -> throw thrown;
        default -> throw new IllegalStateException(failure); // suppliers throw none
      };
    }
  }

  /** Whether the work at hand is on such a stack already. */
  public static boolean isHere() {
    return Thread.currentThread() instanceof Deep;
  }

  /** What the work gives, on a deep stack from the beginning: for what is known to be long. */
  public static <T> T call(Supplier<T> work) {
    if (isHere()) return work.get();
    Deep<T> thread = new Deep<>(work);
    thread.start();
    return thread.await();
  }

  /**
   * What the work gives, on a deep stack if the one at hand ends.
   *
   * @param work does no harm when it is broken off and begun again
   */
  public static <T> T orDeeper(Supplier<T> work) {
    try {
      return work.get();
    } catch (StackOverflowError e) {
      if (isHere()) throw e;
      return call(work);
    }
  }
}
