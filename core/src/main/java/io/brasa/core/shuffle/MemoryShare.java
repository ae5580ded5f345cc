package io.brasa.core.shuffle;

import io.brasa.runtime.error.EngineException;
import io.brasa.runtime.error.RuntimeError;

/**
 * What one consumer holds of its task's reservation. It may hold a floor without asking, so that a
 * consumer whose neighbours in the task hold everything still makes progress in runs of that size.
 * Not thread-safe.
 */
final class MemoryShare implements AutoCloseable {
  static final long FLOOR_BYTES = 64 << 10;
  private static final long MIN_STEP = 64 << 10;

  private final ShuffleContext context;
  private final String operation;
  private long used;
  private long granted;

  /**
   * @param operation of the user, for errors
   */
  MemoryShare(ShuffleContext context, String operation) {
    this.context = context;
    this.operation = operation;
  }

  /**
   * Counts bytes that are about to be held. False: they are counted but not granted, let go of
   * everything soon.
   */
  boolean use(long bytes) {
    used += bytes;
    if (used <= granted + FLOOR_BYTES) return true;
    return grow(used - granted - FLOOR_BYTES);
  }

  /** As {@link #use}, for bytes that are not held unless they are granted. */
  boolean useIfGranted(long bytes) {
    if (use(bytes)) return true;
    used -= bytes;
    return false;
  }

  /** Gives back some of the bytes that {@link #useIfGranted} was granted. */
  void giveBack(long bytes) {
    used -= bytes;
  }

  /**
   * As {@link #use}, for one record that is there already. What a single task cannot hold it can
   * still put aside at once, but a record that no amount of spilling makes fit fails with {@code
   * MEMORY_EXHAUSTED}.
   */
  boolean useForRecord(long bytes) {
    if (use(bytes)) return true;
    if (bytes > context.account().totalBytes()) throw exhausted("a record of " + operation, bytes);
    return false;
  }

  /** Grants come in steps that grow with what is held, since the account is shared by all tasks. */
  private boolean grow(long missing) {
    long step = Math.max(missing, Math.max(MIN_STEP, granted / 4));
    if (!context.memory().grow(step)) {
      step = missing;
      if (!context.memory().grow(step)) return false;
    }
    granted += step;
    ShuffleMetrics metrics = context.metrics();
    metrics.peakMemoryBytes = Math.max(metrics.peakMemoryBytes, context.memory().heldBytes());
    return true;
  }

  /**
   * As {@link #use}, for values of one key that must be together. Fails with {@code
   * MEMORY_EXHAUSTED}.
   */
  void useForGroup(long bytes) {
    if (!use(bytes)) throw exhausted("the values of one key of " + operation, used);
  }

  /** An error that says what there was no memory for, and what holds it. */
  EngineException exhausted(String what, long bytes) {
    return new EngineException(
        RuntimeError.MEMORY_EXHAUSTED,
        "There is no memory for "
            + what
            + ", "
            + bytes
            + " bytes, beside what holds it now:\n"
            + context.account().report().stripTrailing(),
        "Give the process more memory, run fewer tasks at once, or make the record or group smaller");
  }

  long usedBytes() {
    return used;
  }

  /** Gives everything back. The share can be used again. */
  @Override
  public void close() {
    // A task that fails may close its reservation before its iterators.
    if (granted > 0) context.memory().shrink(Math.min(granted, context.memory().heldBytes()));
    granted = 0;
    used = 0;
  }
}
