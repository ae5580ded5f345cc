package io.brasa.core.task;

import io.brasa.runtime.error.EngineException;

/**
 * What the engine threw into functions of the user's, for the case that they catch it.
 *
 * <p>A function that reads records or groups is called between two parts of the engine: an input
 * that is damaged, lost, cancelled or too large for the memory reaches it as an exception out of
 * {@code next()}. Functions catch exceptions, often all of them, and then go on with what they have
 * got so far, which is a wrong answer. So each such exception is remembered where it leaves the
 * engine, and the task fails with the first of them at its next chance: where it looks whether it
 * is still wanted, before it keeps a partition, and at its end.
 *
 * <p>What other functions of the user threw further up is theirs to catch: an iterator passes it
 * on, and goes on with the next record when it is asked for that. What counts as the engine's is
 * decided by type: its own exceptions, under which storages, codecs and blocks report, the signal
 * to stop, and errors of the virtual machine or of linking, after which nothing can be trusted.
 */
final class Swallowed {
  private volatile Throwable first;

  /**
   * @return whether it is the engine's
   */
  boolean note(Throwable thrown) {
    if (!isOfEngine(thrown)) return false;
    if (first == null) first = thrown;
    return true;
  }

  private static boolean isOfEngine(Throwable thrown) {
    return thrown instanceof EngineException
        || thrown instanceof TaskRun.Cancelled
        || thrown instanceof VirtualMachineError
        || thrown instanceof LinkageError;
  }

  /** Throws what was noted. */
  void rethrow() {
    switch (first) {
      case null -> {}
      case RuntimeException unchecked -> throw unchecked;
      case Error error -> throw error;
      default -> throw new IllegalStateException(first);
    }
  }

  /**
   * What a task has failed with: what it was thrown, unless that came of something noted without
   * saying so.
   */
  Throwable reason(Throwable failure) {
    Throwable noted = first;
    if (noted == null || isAbove(failure, noted)) return failure;
    noted.addSuppressed(failure);
    return noted;
  }

  private static boolean isAbove(Throwable failure, Throwable cause) {
    int depth = 0;
    for (Throwable at = failure; at != null && depth < 32; at = at.getCause(), depth++)
      if (at == cause) return true;
    return false;
  }
}
