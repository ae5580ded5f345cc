package io.brasa.core.block;

import io.brasa.core.event.BlockState;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.function.BooleanSupplier;

/** Keeps blocks of one process by name. Thread-safe; calls may read and write disks. */
public interface BlockStore {
  /**
   * Keeps a block as its level allows. Equal names hold equal content, so a name that is there
   * already stays as it is.
   *
   * @return whether the block is kept; if not, the caller can still use what it has in hand
   */
  boolean put(BlockName name, Block block, StorageLevel level);

  /**
   * Keeps the records of a partition while they are computed and gives them on in order, whether
   * there is room or not. To be closed, also after its end.
   *
   * @param generation how often what the records are made from has changed; those of a later
   *     generation take the place of those of an earlier one
   * @param isReadOnly whether the reader leaves records alone, so that it may share those kept;
   *     asked only when it matters
   */
  ClosingIterator<Object> keep(
      BlockName name,
      int generation,
      Iterator<?> records,
      StorageLevel level,
      BooleanSupplier isReadOnly);

  /**
   * The values of a block, if it is kept and can be read; one that is damaged, or of an earlier
   * generation, is forgotten.
   *
   * @param generation as for {@link #keep}; a later one is as good: whoever still asks for an
   *     earlier one will not be listened to
   * @param isReadOnly as for {@link #keep}
   */
  Optional<ClosingIterator<Object>> read(
      BlockName name, int generation, BooleanSupplier isReadOnly);

  /**
   * The block, if it is kept. One that is damaged on disk fails with {@code BLOCK_CORRUPT} here or
   * when it is read, and is then to be {@linkplain #remove removed} and computed again.
   */
  Optional<Block> get(BlockName name);

  /** Forgets a block. @return whether it was there */
  boolean remove(BlockName name);

  /** What is kept at this moment. */
  Usage usage();

  /**
   * The partitions of datasets that are kept otherwise than when this was asked before, as they are
   * now; all of them the first time. For one who asks.
   */
  List<BlockState> takeChanges();

  /** What all blocks outside the heap take. */
  long offHeapBytes();

  /**
   * @param blockCount blocks in memory, on disk or both
   */
  record Usage(int blockCount, long memoryBytes, long diskBytes) {}
}
