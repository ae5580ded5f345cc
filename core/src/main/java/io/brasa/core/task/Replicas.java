package io.brasa.core.task;

import io.brasa.core.block.BlockName;
import io.brasa.core.block.StorageLevel;

/**
 * Copies that other processes keep of persisted partitions. Whatever goes wrong with a copy is no
 * failure of the task: without it the partition is computed. Thread-safe; calls may wait for
 * others.
 */
public interface Replicas {
  /** In one process there is one place. */
  Replicas NONE =
      new Replicas() {
        @Override
        public boolean bring(BlockName.Cached name, int generation, StorageLevel level) {
          return false;
        }

        @Override
        public void spread(BlockName.Cached name, int generation, StorageLevel level) {}
      };

  /** Brings a copy into the store of this process; returns whether it is there now. */
  boolean bring(BlockName.Cached name, int generation, StorageLevel level);

  /**
   * Sees to it that others have copies of what was kept here, if it was; returns when they have
   * them, or will not have them.
   */
  void spread(BlockName.Cached name, int generation, StorageLevel level);
}
