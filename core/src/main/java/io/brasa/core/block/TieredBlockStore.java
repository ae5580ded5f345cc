package io.brasa.core.block;

import static java.util.Objects.requireNonNull;

import io.brasa.runtime.codec.Codec;
import io.brasa.runtime.codec.Codecs;
import io.brasa.runtime.error.EngineException;
import io.brasa.runtime.memory.MemoryAccount;
import io.brasa.runtime.memory.Reservation;
import io.brasa.runtime.storage.Storage;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.ReentrantLock;

/**
 * Blocks in memory and on disk, the least recently used leaving memory first: to disk where their
 * level allows it, else for good. Execution that wants memory back makes them leave as well. A
 * block does not push out blocks of its own dataset, since a scan over a dataset larger than memory
 * would then never find anything.
 *
 * <p>Invariants: the reservation holds exactly the sizes of the blocks in memory (an entry that is
 * moving counts until it has moved); a file belongs to exactly one entry; the lock is never held
 * while the disk, the account or a codec is at work. Thread-safe.
 */
public final class TieredBlockStore implements BlockStore, AutoCloseable {
  private final Codecs codecs;
  private final Storage storage;
  private final String folder;
  private final Reservation memory;
  private final AtomicLong fileSequence = new AtomicLong();
  private final ReentrantLock lock = new ReentrantLock();

  /** In the order of use. Guarded by the lock, as are the entries' fields. */
  private final Map<BlockName, Entry> entries = new LinkedHashMap<>(16, 0.75f, true);

  private boolean isClosed;

  /**
   * @param folder for the files of blocks, of this store alone
   */
  public TieredBlockStore(MemoryAccount account, Codecs codecs, Storage storage, String folder) {
    this.codecs = requireNonNull(codecs);
    this.storage = requireNonNull(storage);
    this.folder = requireNonNull(folder);
    this.memory = account.forStorage("persisted blocks");
    account.onPressure(bytes -> evict(bytes, null));
  }

  @Override
  public boolean put(BlockName name, Block block, StorageLevel level) {
    if (!level.useMemory() && !level.useDisk()) return false;
    if (contains(name)) return true;
    if (level.useMemory()) {
      Block kept = inForm(name, block, level);
      if (reserve(kept.sizeBytes(), name)) return add(name, new Entry(name, level, kept, null));
    }
    if (!level.useDisk()) return false;
    return add(
        name, new Entry(name, level, null, BlockFile.write(storage, newPath(), block, codecs)));
  }

  private boolean contains(BlockName name) {
    lock.lock();
    try {
      return entries.containsKey(name);
    } finally {
      lock.unlock();
    }
  }

  /**
   * References stay references when the level wants them and no value can change; nothing stays in
   * somebody else's file.
   */
  private Block inForm(BlockName name, Block block, StorageLevel level) {
    return switch (block) {
      case ObjectBlock objects when !level.serialized() && areImmutable(objects) -> objects;
      case ByteBlock bytes when bytes.bytes() instanceof BlockBytes.InHeap heap ->
          new ByteBlock(bytes.name(), heap.whole(), bytes.valueCount());
      case ByteBlock bytes when !(bytes.bytes() instanceof BlockBytes.InFile) -> bytes;
      case ObjectBlock objects -> encoded(name, objects);
      case ByteBlock bytes -> encoded(name, bytes);
      case ColumnBlock columns -> encoded(name, columns);
    };
  }

  private boolean areImmutable(ObjectBlock block) {
    Class<?> lastClass = null;
    Codec<Object> codec = null;
    for (int i = 0; i < block.size(); i++) {
      Object value = block.cells()[i];
      if (value == null) continue;
      if (value.getClass() != lastClass) {
        lastClass = value.getClass();
        codec = codecs.of(value);
      }
      if (!codec.isImmutable(value)) return false;
    }
    return true;
  }

  private ByteBlock encoded(BlockName name, Block block) {
    List<Chunk> chunks = new ArrayList<>();
    ChunkEncoder encoder = new ChunkEncoder(codecs);
    try (ClosingIterator<Object> values = block.values(codecs)) {
      while (values.hasNext()) {
        encoder.write(values.next());
        if (encoder.isFull() || !values.hasNext()) chunks.add(encoder.seal());
      }
    }
    return new ByteBlock(name, BlockBytes.InHeap.of(chunks).whole(), block.valueCount());
  }

  private boolean reserve(long bytes, BlockName name) {
    if (memory.grow(bytes)) return true;
    return evict(bytes, name) > 0 && memory.grow(bytes);
  }

  /** Somebody else may have been first: then theirs stays, which holds the same. */
  private boolean add(BlockName name, Entry entry) {
    boolean isAdded;
    boolean isRefused;
    lock.lock();
    try {
      isRefused = isClosed;
      isAdded = !isRefused && entries.putIfAbsent(name, entry) == null;
    } finally {
      lock.unlock();
    }
    if (!isAdded) letGo(entry);
    return !isRefused;
  }

  @Override
  public Optional<Block> get(BlockName name) {
    BlockFile file;
    lock.lock();
    try {
      Entry entry = entries.get(name);
      if (entry == null) return Optional.empty();
      if (entry.block != null) return Optional.of(entry.block);
      file = entry.file;
    } finally {
      lock.unlock();
    }
    return Optional.of(file.open(name));
  }

  @Override
  public boolean remove(BlockName name) {
    Entry removed;
    lock.lock();
    try {
      removed = entries.remove(name);
      if (removed != null) removed.isRemoved = true;
    } finally {
      lock.unlock();
    }
    if (removed != null) letGo(removed);
    return removed != null;
  }

  /** Frees what an entry that nobody can find any more holds. */
  private void letGo(Entry entry) {
    if (entry.block != null) memory.shrink(entry.block.sizeBytes());
    if (entry.file != null) entry.file.delete();
  }

  /**
   * @param arriving the block that wants the memory, or null when it is for execution
   */
  private long evict(long bytesWanted, BlockName arriving) {
    long freed = 0;
    while (freed < bytesWanted) {
      Entry oldest = claimOldest(arriving);
      if (oldest == null) break;
      try {
        freed += moveOut(oldest);
      } catch (EngineException e) {
        // Whoever asks for memory is not to fail because this disk does: it is refused and copes.
        break;
      }
    }
    return freed;
  }

  private Entry claimOldest(BlockName arriving) {
    lock.lock();
    try {
      for (Entry entry : entries.values()) {
        if (entry.block == null || entry.isMoving || isOfSameDataset(entry.name, arriving))
          continue;
        entry.isMoving = true;
        return entry;
      }
      return null;
    } finally {
      lock.unlock();
    }
  }

  private static boolean isOfSameDataset(BlockName kept, BlockName arriving) {
    return kept instanceof BlockName.Cached left
        && arriving instanceof BlockName.Cached right
        && left.dataset() == right.dataset();
  }

  private long moveOut(Entry entry) {
    Block block = entry.block;
    BlockFile file = null;
    boolean isFailed = true;
    boolean isOurs;
    try {
      if (entry.level.useDisk()) file = BlockFile.write(storage, newPath(), block, codecs);
      isFailed = false;
    } finally {
      lock.lock();
      try {
        entry.isMoving = false;
        // Removed in between: then its memory has been given back already.
        isOurs = !entry.isRemoved && !isFailed;
        if (isOurs) settle(entry, file);
      } finally {
        lock.unlock();
      }
    }
    if (isOurs) memory.shrink(block.sizeBytes());
    else if (file != null) file.delete();
    return isOurs ? block.sizeBytes() : 0;
  }

  private void settle(Entry entry, BlockFile file) {
    entry.block = null;
    entry.file = file;
    if (file == null) entries.remove(entry.name);
  }

  private String newPath() {
    return folder + "/block-" + fileSequence.getAndIncrement();
  }

  @Override
  public Usage usage() {
    long memoryBytes = 0;
    long diskBytes = 0;
    lock.lock();
    try {
      for (Entry entry : entries.values()) {
        if (entry.block != null) memoryBytes += entry.block.sizeBytes();
        if (entry.file != null) diskBytes += entry.file.fileBytes();
      }
      return new Usage(entries.size(), memoryBytes, diskBytes);
    } finally {
      lock.unlock();
    }
  }

  /** Forgets all blocks and deletes their files. */
  @Override
  public void close() {
    List<BlockName> names = new ArrayList<>();
    lock.lock();
    try {
      isClosed = true;
      names.addAll(entries.keySet());
    } finally {
      lock.unlock();
    }
    for (BlockName name : names) remove(name);
    // The reservation is empty now but stays open: a task that is just ending may still try to put
    // something.
  }

  /** A block that is kept: either in memory or in a file. */
  private static final class Entry {
    final BlockName name;
    final StorageLevel level;
    Block block;
    BlockFile file;
    boolean isMoving;
    boolean isRemoved;

    Entry(BlockName name, StorageLevel level, Block block, BlockFile file) {
      this.name = name;
      this.level = level;
      this.block = block;
      this.file = file;
    }
  }
}
