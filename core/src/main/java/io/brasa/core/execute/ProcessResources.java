package io.brasa.core.execute;

import io.brasa.core.block.TieredBlockStore;
import io.brasa.runtime.codec.Codecs;
import io.brasa.runtime.environment.Environment;
import io.brasa.runtime.environment.SystemEnvironment;
import io.brasa.runtime.memory.LiveHeap;
import io.brasa.runtime.memory.MemoryAccount;
import io.brasa.runtime.storage.DiskQuota;
import io.brasa.runtime.storage.Storage;
import java.util.Map;
import java.util.Optional;

/**
 * Memory and disk of a process that runs tasks, as far as the settings let them be used.
 *
 * @param memory of the heap
 * @param offHeap outside the heap
 * @param quota of local files, if there is one
 */
public record ProcessResources(
    MemoryAccount memory, MemoryAccount offHeap, Storage local, Optional<DiskQuota> quota) {
  /**
   * @param settings those that an executor is told: {@code memory.offheap}, {@code local.quota}
   */
  public static ProcessResources of(
      Environment environment,
      long memoryBytes,
      int slots,
      Map<String, String> settings,
      Storage local) {
    // In a simulation the heap is that of many processes, and no run may depend on it.
    LiveHeap heap =
        environment instanceof SystemEnvironment ? LiveHeap.ofThisProcess() : LiveHeap.UNKNOWN;
    long besides = Math.max(0, Runtime.getRuntime().maxMemory() - memoryBytes);
    MemoryAccount memory =
        new MemoryAccount(memoryBytes, memoryBytes / (4L * slots), heap, besides / 2);
    long quotaBytes = bytes(settings, "local.quota");
    return new ProcessResources(
        memory,
        new MemoryAccount(bytes(settings, "memory.offheap"), 0),
        local,
        quotaBytes == 0 ? Optional.empty() : Optional.of(new DiskQuota(local, quotaBytes)));
  }

  private static long bytes(Map<String, String> settings, String name) {
    return Long.parseLong(settings.getOrDefault(name, "0"));
  }

  /** Where spills and map outputs go. */
  public Storage work() {
    return quota.map(DiskQuota::forWork).orElse(local);
  }

  /** The store of persisted blocks; spills take its disk, and tasks its memory. */
  public TieredBlockStore blocks(Codecs codecs, String folder) {
    Storage keeping = quota.map(DiskQuota::forKeeping).orElse(local);
    TieredBlockStore blocks = new TieredBlockStore(memory, offHeap, codecs, keeping, folder);
    quota.ifPresent(limited -> limited.onPressure(blocks::relieveDisk));
    return blocks;
  }
}
