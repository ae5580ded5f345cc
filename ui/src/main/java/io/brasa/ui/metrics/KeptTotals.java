package io.brasa.ui.metrics;

import io.brasa.core.event.BlockState;
import io.brasa.core.event.Event;
import java.util.HashMap;
import java.util.Map;

/** What executors keep of datasets. Guarded by the totals that it belongs to. */
final class KeptTotals {
  private record Name(String executor, long dataset, int partition) {}

  private final Map<Name, BlockState> blocks = new HashMap<>();
  private long memoryBytes;
  private long diskBytes;
  private long evictions;

  void change(Event.BlocksChanged changed) {
    for (BlockState block : changed.blocks()) {
      Name name = new Name(changed.executor(), block.dataset(), block.partition());
      boolean isGone = block.memoryBytes() == 0 && block.diskBytes() == 0;
      forget(isGone ? blocks.remove(name) : blocks.put(name, block));
      memoryBytes += block.memoryBytes();
      diskBytes += block.diskBytes();
      evictions += block.evictions();
    }
  }

  private void forget(BlockState before) {
    if (before == null) return;
    memoryBytes -= before.memoryBytes();
    diskBytes -= before.diskBytes();
  }

  void lose(String executor) {
    blocks
        .entrySet()
        .removeIf(
            entry -> {
              if (!entry.getKey().executor.equals(executor)) return false;
              forget(entry.getValue());
              return true;
            });
  }

  long partitions() {
    return blocks.size();
  }

  long memoryBytes() {
    return memoryBytes;
  }

  long diskBytes() {
    return diskBytes;
  }

  long evictions() {
    return evictions;
  }
}
