package io.brasa.core.remote;

import io.brasa.core.block.Block;
import io.brasa.core.block.BlockName;
import io.brasa.core.shuffle.OutputFiles;
import io.brasa.runtime.storage.Storage;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Map outputs of executors that run, or ran, on this host under the same service of outputs. Their
 * files are read where they lie, as that service would read them: nobody has to send them. Whoever
 * is not found here may still be asked. Thread-safe.
 */
final class NearbyOutputs {
  private final Storage storage;
  private final String root;
  private final OutputFiles files;

  /** Whether an executor has its folder here; executors' names are never used again. */
  private final Map<String, Boolean> near = new ConcurrentHashMap<>();

  /**
   * @param root the folder in which each executor of this host has one with its name
   */
  NearbyOutputs(Storage storage, String root) {
    this.storage = storage;
    this.root = root;
    this.files = new OutputFiles(storage, root);
  }

  Optional<Block> block(String executor, BlockName.Shuffled name) {
    return isNear(executor) ? files.block(name).map(block -> block) : Optional.empty();
  }

  /** Holds no lock while a disk is asked. */
  private boolean isNear(String executor) {
    Boolean known = near.get(executor);
    if (known != null) return known;
    boolean isNear = storage.status(root + "/" + executor).isPresent();
    near.put(executor, isNear);
    return isNear;
  }

  /** A shuffle is read no more. */
  void forget(long shuffle) {
    files.forget(shuffle);
  }
}
