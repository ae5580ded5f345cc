package io.brasa.sql.operator;

import io.brasa.runtime.error.EngineException;
import io.brasa.runtime.error.RuntimeError;

/**
 * What one operator holds of its task's memory. It may hold a floor without asking, so that it gets
 * on however much its neighbours hold. Belongs to the task's thread.
 */
public final class MemoryShare implements AutoCloseable {
  static final long FLOOR_BYTES = 64 << 10;
  private static final long MIN_STEP = 256 << 10;

  private final MemoryPool pool;
  private long granted;
  private long most;

  MemoryShare(MemoryPool pool) {
    this.pool = pool;
  }

  /** Says how much is held from now on. False: it is not granted, let go of something soon. */
  public boolean hold(long bytes) {
    most = Math.max(most, bytes);
    long missing = Math.max(0, bytes - FLOOR_BYTES) - granted;
    if (missing <= 0) {
      giveBack(-missing);
      return true;
    }
    // Grants come in steps that grow with what is held, since the account is shared by all tasks.
    long step = Math.max(missing, Math.max(MIN_STEP, granted / 4));
    if (!pool.grow(step)) {
      step = missing;
      if (!pool.grow(step)) return false;
    }
    granted += step;
    return true;
  }

  /**
   * As {@link #hold}, of what cannot be put aside: it may go beyond what the operators of a task
   * are to hold together. Fails if the process has no room for it.
   *
   * @param what takes the memory, in the plural
   */
  public void require(long bytes, String what) {
    if (hold(bytes)) return;
    long missing = bytes - FLOOR_BYTES - granted;
    if (!pool.overdraw(missing)) throw refused(bytes, what);
    granted += missing;
  }

  static EngineException refused(long bytes, String what) {
    return new EngineException(
        RuntimeError.MEMORY_EXHAUSTED,
        what
            + " take "
            + bytes
            + " bytes, which cannot be put aside, and there is no room for them",
        "Give the process a larger heap or, in the setting memory, more of it; or ask for fewer rows"
            + " in one group or partition");
  }

  /** Little that is not needed at the moment is kept for later. */
  private void giveBack(long unneeded) {
    if (unneeded < granted / 2 + MIN_STEP) return;
    pool.shrink(unneeded);
    granted -= unneeded;
  }

  /** The most that was held or asked for. */
  long mostBytes() {
    return most;
  }

  @Override
  public void close() {
    pool.shrink(granted);
    granted = 0;
  }
}
