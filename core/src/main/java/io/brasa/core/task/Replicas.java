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

  /**
   * Brings what another process keeps into the store of this one, whether it was to be kept once or
   * several times; returns whether it is there now.
   */
  boolean bring(BlockName.Cached name, int generation, StorageLevel level);

  /**
   * Sees to it that others can have what was kept here, if it was; if it is to be kept several
   * times, returns when they have it, or will not have it.
   */
  void spread(BlockName.Cached name, int generation, StorageLevel level);
}
