package io.brasa.core.block;

import java.util.Iterator;

/**
 * What has been drawn of a partition so far, in the form in which it will be kept. Belongs to one
 * thread.
 */
sealed interface Gathered permits GatheredObjects, GatheredBytes {
  void add(Object value);

  /** What it holds, or will after the next record if that may be more. */
  long sizeBytes();

  /** The block; nothing is added any more. */
  Block block(BlockName name);

  /**
   * Gives the values in their order and lets go of each, and of its share of the memory, when it
   * was given. Who takes them owns them.
   */
  Iterator<Object> drain(BlockName name, StorageShare share);

  /** Lets go of all; for what became no block. */
  void close(StorageShare share);
}
