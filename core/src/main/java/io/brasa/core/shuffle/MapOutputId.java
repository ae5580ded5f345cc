package io.brasa.core.shuffle;

import io.brasa.core.block.BlockName;

/** One attempt at one map partition of a shuffle. */
public record MapOutputId(long shuffle, int map, int attempt) {
  public BlockName.Shuffled block(int partition) {
    return new BlockName.Shuffled(shuffle, map, attempt, partition);
  }
}
