package io.brasa.core.block;

import io.brasa.core.event.BlockState;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Predicate;

/**
 * Which blocks the {@link TieredBlockStore} keeps and where, in the order of use. All that the lock
 * guards is here, and nothing here calls a disk, an account or a codec. Thread-safe.
 *
 * <p>An entry is <em>claimed</em> by whoever moves it, and by one at a time; its block stays
 * readable until it is settled elsewhere. An entry that is taken out while it is claimed is let go
 * of by whoever took it out: the claimer then finds that it may not settle.
 */
final class BlockIndex {
  private final ReentrantLock lock = new ReentrantLock();

  /** Guarded by the lock, as are the entries' fields and what follows. */
  private final Map<BlockName, Entry> entries = new LinkedHashMap<>(16, 0.75f, true);

  private final Set<Long> pinned = new HashSet<>();

  /** What somebody wants to be told of; null as long as nobody does. */
  private KeptChanges changes;

  private boolean isClosed;

  /** A block that is kept: either in memory or in a file. */
  static final class Entry {
    private final BlockName name;
    private final int generation;
    private StorageLevel level;
    private Block block;
    private BlockFile file;
    private boolean isClaimed;
    private boolean isRemoved;

    /** Of one of the two, the other is null. */
    Entry(BlockName name, int generation, StorageLevel level, Block block, BlockFile file) {
      this.name = name;
      this.generation = generation;
      this.level = level;
      this.block = block;
      this.file = file;
    }

    BlockName name() {
      return name;
    }
  }

  /** Where an entry is at a moment: one of the two, the other is null. */
  record Place(Block block, BlockFile file, StorageLevel level) {}

  /** What came of adding an entry. */
  enum Added {
    YES,
    /** Another one of that name is there, and stays. */
    NO,
    /** The index is closed. */
    REFUSED
  }

  Added add(Entry entry) {
    lock.lock();
    try {
      if (isClosed) return Added.REFUSED;
      if (entries.putIfAbsent(entry.name, entry) != null) return Added.NO;
      note(entry, false);
      return Added.YES;
    } finally {
      lock.unlock();
    }
  }

  boolean contains(BlockName name) {
    lock.lock();
    try {
      return entries.containsKey(name);
    } finally {
      lock.unlock();
    }
  }

  /** Where a block is, which counts as a use; null if it is not kept. */
  Place find(BlockName name) {
    lock.lock();
    try {
      Entry entry = entries.get(name);
      return entry == null ? null : new Place(entry.block, entry.file, entry.level);
    } finally {
      lock.unlock();
    }
  }

  /** Where an entry is, whether it can still be found or not. */
  Place place(Entry entry) {
    lock.lock();
    try {
      return new Place(entry.block, entry.file, entry.level);
    } finally {
      lock.unlock();
    }
  }

  boolean isOfEarlierGeneration(BlockName name, int generation) {
    lock.lock();
    try {
      Entry entry = entries.get(name);
      return entry != null && entry.generation < generation;
    } finally {
      lock.unlock();
    }
  }

  List<BlockCopies.KeptBlock> keptPartitions() {
    lock.lock();
    try {
      List<BlockCopies.KeptBlock> found = new ArrayList<>();
      for (Entry entry : entries.values())
        if (entry.name instanceof BlockName.Cached name)
          found.add(new BlockCopies.KeptBlock(name, entry.generation, entry.level));
      return found;
    } finally {
      lock.unlock();
    }
  }

  BlockStore.Usage usage() {
    long memoryBytes = 0;
    long diskBytes = 0;
    lock.lock();
    try {
      for (Entry entry : entries.values()) {
        if (entry.block != null) memoryBytes += entry.block.sizeBytes();
        if (entry.file != null) diskBytes += entry.file.fileBytes();
      }
      return new BlockStore.Usage(entries.size(), memoryBytes, diskBytes);
    } finally {
      lock.unlock();
    }
  }

  /**
   * The partitions that are kept otherwise than when this was asked before, as they are now; all of
   * them the first time.
   */
  List<BlockState> takeChanges() {
    lock.lock();
    try {
      if (changes == null) {
        changes = new KeptChanges();
        for (Entry entry : entries.values()) note(entry, false);
      }
      return changes.take();
    } finally {
      lock.unlock();
    }
  }

  private void note(Entry entry, boolean isEvicted) {
    if (changes == null || !(entry.name instanceof BlockName.Cached name)) return;
    boolean isKept = !entry.isRemoved;
    changes.note(
        name,
        entry.level,
        isKept && entry.block != null ? entry.block.sizeBytes() : 0,
        isKept && entry.file != null ? entry.file.fileBytes() : 0,
        isEvicted);
  }

  // ---- taking out

  /** Takes an entry out, which is the caller's to let go of; null if there is none. */
  Entry remove(BlockName name) {
    lock.lock();
    try {
      Entry removed = entries.remove(name);
      if (removed != null) {
        removed.isRemoved = true;
        note(removed, false);
      }
      return removed;
    } finally {
      lock.unlock();
    }
  }

  /** Takes out the least recently used that is in a file and not pinned; null if there is none. */
  Entry removeOldestFile() {
    lock.lock();
    try {
      for (Entry entry : entries.values()) {
        if (entry.file == null || entry.block != null || pinned.contains(datasetOf(entry.name)))
          continue;
        entry.isRemoved = true;
        entries.remove(entry.name);
        note(entry, false);
        return entry;
      }
      return null;
    } finally {
      lock.unlock();
    }
  }

  /** Refuses further entries. @return the names of those that are there */
  List<BlockName> close() {
    lock.lock();
    try {
      isClosed = true;
      return List.copyOf(entries.keySet());
    } finally {
      lock.unlock();
    }
  }

  // ---- moving

  /** Claims the least recently used in memory that fits; null if there is none. */
  Entry claimOldest(Predicate<Place> fits, BlockName arriving) {
    lock.lock();
    try {
      for (Entry entry : entries.values()) {
        if (entry.block == null || entry.isClaimed || isOfSameDataset(entry.name, arriving))
          continue;
        if (!fits.test(new Place(entry.block, entry.file, entry.level))) continue;
        entry.isClaimed = true;
        return entry;
      }
      return null;
    } finally {
      lock.unlock();
    }
  }

  private static boolean isOfSameDataset(BlockName kept, BlockName arriving) {
    return arriving instanceof BlockName.Cached cached && datasetOf(kept) == cached.dataset();
  }

  static long datasetOf(BlockName name) {
    return name instanceof BlockName.Cached cached ? cached.dataset() : -1;
  }

  /** Ends a claim, whatever came of it. */
  void unclaim(Entry entry) {
    lock.lock();
    try {
      entry.isClaimed = false;
    } finally {
      lock.unlock();
    }
  }

  /** A piece of a claimed entry becomes bytes. @return false if the entry has been taken out */
  boolean settle(Entry entry, KeptObjects.Packed packed) {
    lock.lock();
    try {
      if (!entry.isRemoved) {
        packed.settle();
        note(entry, false);
      }
      return !entry.isRemoved;
    } finally {
      lock.unlock();
    }
  }

  /**
   * A claimed entry leaves memory, for a file or, without one, for good.
   *
   * @param file null if its level has no disk
   * @return false if it has been taken out, or was pinned and must not go without a file
   */
  boolean settle(Entry entry, BlockFile file) {
    lock.lock();
    try {
      if (entry.isRemoved || file == null && entry.level.useDisk()) return false;
      entry.block = null;
      entry.file = file;
      if (file == null) entries.remove(entry.name);
      note(entry, true);
      return true;
    } finally {
      lock.unlock();
    }
  }

  // ---- pinning

  /** From now on the dataset's entries have a disk, and leave it for nobody. */
  void pin(long dataset) {
    lock.lock();
    try {
      pinned.add(dataset);
      for (Entry entry : entries.values()) {
        if (datasetOf(entry.name) == dataset) entry.level = entry.level.withDisk();
      }
    } finally {
      lock.unlock();
    }
  }

  void unpin(long dataset) {
    lock.lock();
    try {
      pinned.remove(dataset);
    } finally {
      lock.unlock();
    }
  }
}
