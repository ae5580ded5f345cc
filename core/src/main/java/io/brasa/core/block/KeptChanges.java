package io.brasa.core.block;

import io.brasa.core.event.BlockState;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What has changed of kept partitions since somebody looked: of each the latest state, however
 * often it changed. Guarded by the index.
 */
final class KeptChanges {
  private final Map<BlockName.Cached, BlockState> changed = new LinkedHashMap<>();

  void note(
      BlockName.Cached name,
      StorageLevel level,
      long memoryBytes,
      long diskBytes,
      boolean isEvicted) {
    BlockState before = changed.get(name);
    int evictions = (before == null ? 0 : before.evictions()) + (isEvicted ? 1 : 0);
    changed.put(
        name,
        new BlockState(
            name.dataset(), name.partition(), level.toString(), memoryBytes, diskBytes, evictions));
  }

  List<BlockState> take() {
    List<BlockState> taken = new ArrayList<>(changed.values());
    changed.clear();
    return taken;
  }
}
