package io.brasa.core.block;

/**
 * The storage memory of a block that is on its way into the store. It is asked for in steps that
 * grow with the block, since the account is shared by all tasks. Belongs to one thread.
 */
final class StorageShare {
  private static final long LARGEST_STEP = 1 << 20;

  private final TieredBlockStore.Pool pool;
  private final BlockName name;
  private long granted;

  StorageShare(TieredBlockStore.Pool pool, BlockName name) {
    this.pool = pool;
    this.name = name;
  }

  /** Whether so many bytes may be held; other datasets' blocks make room if they can. */
  boolean cover(long bytes) {
    if (bytes <= granted) return true;
    long missing = bytes - granted;
    long step = Math.max(missing, Math.min(LARGEST_STEP, bytes / 4));
    if (!pool.take(step, name)) {
      step = missing;
      if (!pool.take(step, name)) return false;
    }
    granted += step;
    return true;
  }

  /** Gives back what is above. */
  void shrinkTo(long bytes) {
    if (bytes >= granted) return;
    pool.giveBack(granted - bytes);
    granted = bytes;
  }

  /** What is held, which belongs to somebody else from now on. */
  long handOver() {
    long handed = granted;
    granted = 0;
    return handed;
  }
}
