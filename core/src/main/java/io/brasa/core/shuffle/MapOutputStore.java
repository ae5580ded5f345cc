package io.brasa.core.shuffle;

import io.brasa.core.block.Block;
import io.brasa.core.block.BlockName;
import io.brasa.runtime.codec.Codecs;
import io.brasa.runtime.memory.MemoryAccount;
import io.brasa.runtime.storage.Storage;
import java.util.Optional;

/** The map outputs of this process. Thread-safe. */
public final class MapOutputStore implements AutoCloseable {
  /** @param folder for the files of map outputs, of this process alone */
  public MapOutputStore(MemoryAccount account, Codecs codecs, Storage storage, String folder) {}

  /** Opens the writer of a map attempt. */
  public ShuffleWriter writer(ShuffleSpec spec, MapOutputId id, Handover handover, ShuffleContext context) {
    throw new UnsupportedOperationException();
  }

  /** What a reader of one target partition needs of one map attempt; absent when it is not (or no longer) here. */
  public Optional<Block> block(BlockName.Shuffled name) {
    throw new UnsupportedOperationException();
  }

  /** The summary of a finished attempt. */
  public Optional<MapOutput> output(MapOutputId id) {
    throw new UnsupportedOperationException();
  }

  /** Forgets all map outputs of a shuffle. */
  public void dropShuffle(long shuffle) {}

  /** Forgets one map output. */
  public void dropAttempt(MapOutputId id) {}

  /** Forgets everything and deletes all files. */
  @Override
  public void close() {}
}
