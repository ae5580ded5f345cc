package io.brasa.core.shuffle;

import io.brasa.core.block.BlockBytes;
import io.brasa.core.block.BlockName;
import io.brasa.core.block.ByteBlock;
import io.brasa.runtime.storage.Storage;

/**
 * A file of blocks, one per target partition, in the format of the package: a map output or a
 * spill.
 *
 * @param offsets where the block of each target begins, and at the end where the last one ends
 * @param valueCounts per target; two values a row
 * @param hasAttachments whether groups that were read from it may still be views of the file
 */
record Run(
    Storage storage, String path, long[] offsets, long[] valueCounts, boolean hasAttachments) {
  int targetCount() {
    return valueCounts.length;
  }

  long bytes(int target) {
    return offsets[target + 1] - offsets[target];
  }

  long totalBytes() {
    return offsets[targetCount()] - offsets[0];
  }

  BlockBytes blockBytes(int target) {
    return new BlockBytes.InFile(storage, path, offsets[target], bytes(target));
  }

  ByteBlock block(int target, BlockName name) {
    return new ByteBlock(name, blockBytes(target), valueCounts[target]);
  }

  ByteBlock spilled(int target) {
    return block(target, new BlockName.Spilled(path));
  }

  void delete() {
    storage.delete(path);
  }
}
