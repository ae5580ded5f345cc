package io.brasa.core.remote;

import io.brasa.core.block.Block;
import io.brasa.core.block.ClosingIterator;
import io.brasa.core.shuffle.ShuffleMetrics;
import io.brasa.runtime.environment.Environment;

/** Blocks for which the time is counted that a task waits. Belongs to the task's thread. */
final class TimedBlocks implements ClosingIterator<Block> {
  private final Environment environment;
  private final ShuffleMetrics metrics;
  private final ClosingIterator<Block> blocks;

  TimedBlocks(Environment environment, ShuffleMetrics metrics, ClosingIterator<Block> blocks) {
    this.environment = environment;
    this.metrics = metrics;
    this.blocks = blocks;
  }

  @Override
  public boolean hasNext() {
    return blocks.hasNext();
  }

  @Override
  public Block next() {
    long began = environment.nanoTime();
    try {
      return blocks.next();
    } finally {
      metrics.fetchWaitNanos += environment.nanoTime() - began;
    }
  }

  @Override
  public void close() {
    blocks.close();
  }
}
