package io.brasa.core.block;

import static java.util.Objects.requireNonNull;

import io.brasa.core.error.CoreError;
import io.brasa.runtime.codec.Codec;
import io.brasa.runtime.codec.Codecs;
import io.brasa.runtime.error.EngineException;
import io.brasa.runtime.memory.MemoryAccount;
import io.brasa.runtime.memory.Reservation;
import io.brasa.runtime.storage.Storage;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.BooleanSupplier;

/**
 * Blocks in memory, outside the heap and on disk. When there is no room, objects become bytes
 * first, then blocks leave memory, the least recently used before others: to disk where their level
 * allows it, else for good. Execution that wants memory back makes those in the heap leave as well.
 * A block does not push out blocks of its own dataset, since a scan over a dataset larger than
 * memory would then never find anything. Files leave when others need the disk, unless their
 * dataset is {@linkplain #pin pinned}: they can be computed again.
 *
 * <p>Invariants: a pool's reservation holds exactly the sizes of its blocks in memory (an entry
 * that is moving counts until it has moved) and of those on their way into the store; memory
 * outside the heap counts until its last reader is closed; a file belongs to exactly one entry; the
 * lock is never held while the disk, the account or a codec is at work. Thread-safe.
 */
public final class TieredBlockStore implements BlockStore, AutoCloseable {
  private final Codecs codecs;
  private final Storage storage;
  private final String folder;
  private final Pool heap;
  private final Pool offHeap;
  private final AtomicLong fileSequence = new AtomicLong();
  private final ReentrantLock lock = new ReentrantLock();

  /** In the order of use. Guarded by the lock, as are the entries' fields and what follows. */
  private final Map<BlockName, Entry> entries = new LinkedHashMap<>(16, 0.75f, true);

  private final Set<Long> pinned = new HashSet<>();
  private final Set<Long> warned = new HashSet<>();
  private boolean isClosed;

  /**
   * @param account of the heap
   * @param offHeap what blocks outside the heap may take
   * @param folder for the files of blocks, of this store alone
   */
  public TieredBlockStore(
      MemoryAccount account, MemoryAccount offHeap, Codecs codecs, Storage storage, String folder) {
    this.codecs = requireNonNull(codecs);
    this.storage = requireNonNull(storage);
    this.folder = requireNonNull(folder);
    this.heap = new Pool(account.forStorage("persisted blocks"));
    this.offHeap = new Pool(offHeap.forStorage("persisted blocks outside the heap"));
    account.onPressure(bytes -> evict(heap, bytes, null));
  }

  /** Memory that blocks are in. */
  final class Pool {
    private final Reservation reservation;

    Pool(Reservation reservation) {
      this.reservation = reservation;
    }

    Reservation reservation() {
      return reservation;
    }

    /** Takes free bytes, or those of blocks of other datasets. */
    boolean take(long bytes, BlockName arriving) {
      if (reservation.grow(bytes)) return true;
      return evict(this, bytes, arriving) > 0 && reservation.grow(bytes);
    }

    void giveBack(long bytes) {
      reservation.shrink(bytes);
    }
  }

  Pool pool(StorageLevel level) {
    return level.useOffHeap() ? offHeap : heap;
  }

  @Override
  public boolean put(BlockName name, Block block, StorageLevel level) {
    if (!level.isKept()) return false;
    if (contains(name)) return true;
    if (block instanceof ObjectBlock objects
        && level.useMemory()
        && level.deserialized()
        && areImmutable(objects)) {
      if (heap.take(objects.sizeBytes(), name))
        return add(name, 0, level, objects, objects.sizeBytes());
      return level.useDisk()
          && add(name, 0, level, BlockFile.write(storage, newPath(), block, codecs));
    }
    try (ClosingIterator<Object> all = keep(name, 0, block.values(codecs), level, () -> true)) {
      while (all.hasNext()) all.next();
    }
    return contains(name);
  }

  @Override
  public ClosingIterator<Object> keep(
      BlockName name,
      int generation,
      Iterator<?> records,
      StorageLevel level,
      BooleanSupplier isReadOnly) {
    return new KeptPartition(this, codecs, name, generation, level).keep(records, isReadOnly);
  }

  /** Whether a block is kept at this moment. */
  public boolean contains(BlockName name) {
    lock.lock();
    try {
      return entries.containsKey(name);
    } finally {
      lock.unlock();
    }
  }

  List<BlockCopies.KeptBlock> keptBlocks() {
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

  /**
   * Keeps a block in memory.
   *
   * @param reservedBytes what was taken for it from the pool, which is the entry's from now on
   */
  boolean add(BlockName name, int generation, StorageLevel level, Block block, long reservedBytes) {
    if (offHeapOf(block) instanceof OffHeapBytes bytes) bytes.own(reservedBytes);
    return add(name, new Entry(name, generation, level, block, null));
  }

  boolean add(BlockName name, int generation, StorageLevel level, BlockFile file) {
    return add(name, new Entry(name, generation, level, null, file));
  }

  /** Somebody else may have been first: then theirs stays, which holds the same or newer. */
  private boolean add(BlockName name, Entry entry) {
    forgetBefore(name, entry.generation);
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

  BlockFileWriter newFile() {
    return new BlockFileWriter(storage, newPath(), codecs);
  }

  private String newPath() {
    return folder + "/block-" + fileSequence.getAndIncrement();
  }

  /** Says once for each dataset that the disk has no room for it. */
  void warnNotKept(BlockName name, EngineException cause) {
    long dataset = name instanceof BlockName.Cached cached ? cached.dataset() : -1;
    lock.lock();
    try {
      if (!warned.add(dataset)) return;
    } finally {
      lock.unlock();
    }
    System.getLogger("io.brasa")
        .log(
            System.Logger.Level.WARNING,
            name + " is not kept, and computed again when it is needed: " + cause.getMessage());
  }

  // ---- reading

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
  public Optional<ClosingIterator<Object>> read(
      BlockName name, int generation, BooleanSupplier isReadOnly) {
    forgetBefore(name, generation);
    try {
      Block block = get(name).orElse(null);
      if (block == null) return Optional.empty();
      ClosingIterator<Object> values = block.values(codecs, isReadOnly);
      return Optional.of(
          areObjects(block) ? values : new FirstReadAhead(values, () -> remove(name)));
    } catch (EngineException e) {
      if (e.code() != CoreError.BLOCK_CORRUPT) throw e;
      remove(name);
      return Optional.empty();
    }
  }

  private static boolean areObjects(Block block) {
    return block instanceof KeptObjects kept && kept.isWhollyObjects()
        || block instanceof ObjectBlock;
  }

  // ---- letting go

  /**
   * What was made from other inputs goes, pinned or not: where the lineage ends at the block there
   * are no generations.
   */
  private void forgetBefore(BlockName name, int generation) {
    if (generation == 0) return;
    lock.lock();
    try {
      Entry entry = entries.get(name);
      if (entry == null || entry.generation >= generation) return;
    } finally {
      lock.unlock();
    }
    remove(name);
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
    if (entry.block != null) giveBack(entry.block);
    if (entry.file != null) entry.file.delete();
  }

  private void giveBack(Block block) {
    OffHeapBytes bytes = offHeapOf(block);
    if (bytes == null) heap.giveBack(block.sizeBytes());
    else bytes.letGo();
  }

  /** Where a block lies outside the heap, else null. */
  private static OffHeapBytes offHeapOf(Block block) {
    return block instanceof ByteBlock held && held.bytes() instanceof OffHeapBytes bytes
        ? bytes
        : null;
  }

  /**
   * The partitions of a dataset that cannot be computed again: from now on they go to disk when
   * memory is short, and leave it for nobody.
   */
  public void pin(long dataset) {
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

  /** Forgets that a dataset was pinned. */
  public void unpin(long dataset) {
    lock.lock();
    try {
      pinned.remove(dataset);
    } finally {
      lock.unlock();
    }
  }

  private static long datasetOf(BlockName name) {
    return name instanceof BlockName.Cached cached ? cached.dataset() : -1;
  }

  /** Deletes files of blocks that can be computed again. @return the bytes of these files */
  public long relieveDisk(long bytesWanted) {
    long freed = 0;
    while (freed < bytesWanted) {
      Entry oldest = takeOldestFile();
      if (oldest == null) break;
      freed += oldest.file.fileBytes();
      letGo(oldest);
    }
    return freed;
  }

  private Entry takeOldestFile() {
    lock.lock();
    try {
      for (Entry entry : entries.values()) {
        boolean isKeptElsewhere = pinned.contains(datasetOf(entry.name));
        if (entry.file == null || entry.block != null || isKeptElsewhere) continue;
        entry.isRemoved = true;
        entries.remove(entry.name);
        return entry;
      }
      return null;
    } finally {
      lock.unlock();
    }
  }

  /**
   * @param arriving the block that wants the memory, or null when it is for execution
   */
  private long evict(Pool pool, long bytesWanted, BlockName arriving) {
    long freed = pool == heap ? pack(bytesWanted) : 0;
    while (freed < bytesWanted) {
      Entry oldest = claimOldest(pool, arriving);
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

  /** Makes bytes of objects, the least recently used first, before anything leaves memory. */
  private long pack(long bytesWanted) {
    long freed = 0;
    while (freed < bytesWanted) {
      Entry oldest = claimOldestObjects();
      if (oldest == null) break;
      freed += pack(oldest, bytesWanted - freed);
    }
    return freed;
  }

  private Entry claimOldestObjects() {
    lock.lock();
    try {
      for (Entry entry : entries.values()) {
        if (!(entry.block instanceof KeptObjects objects)
            || entry.isMoving
            || !objects.mayBePacked()) continue;
        entry.isMoving = true;
        return entry;
      }
      return null;
    } finally {
      lock.unlock();
    }
  }

  private long pack(Entry entry, long bytesWanted) {
    KeptObjects objects = (KeptObjects) entry.block;
    long freed = 0;
    try {
      while (freed < bytesWanted) {
        KeptObjects.Packed packed = objects.pack(codecs);
        if (packed == null || !settle(entry, packed)) break;
        heap.giveBack(packed.savedBytes());
        freed += packed.savedBytes();
      }
    } finally {
      lock.lock();
      try {
        entry.isMoving = false;
      } finally {
        lock.unlock();
      }
    }
    return freed;
  }

  /** False if the entry was removed in between: then all its memory was given back. */
  private boolean settle(Entry entry, KeptObjects.Packed packed) {
    lock.lock();
    try {
      if (entry.isRemoved) return false;
      packed.settle();
      return true;
    } finally {
      lock.unlock();
    }
  }

  private Entry claimOldest(Pool pool, BlockName arriving) {
    lock.lock();
    try {
      for (Entry entry : entries.values()) {
        if (entry.block == null
            || entry.isMoving
            || pool(entry.level) != pool
            || isOfSameDataset(entry.name, arriving)) continue;
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
        // Pinned in between: then it must not leave without a file.
        isOurs = !entry.isRemoved && !isFailed && (file != null || !entry.level.useDisk());
        if (isOurs) settle(entry, file);
      } finally {
        lock.unlock();
      }
    }
    if (isOurs) giveBack(block);
    else if (file != null) file.delete();
    return isOurs ? block.sizeBytes() : 0;
  }

  private void settle(Entry entry, BlockFile file) {
    entry.block = null;
    entry.file = file;
    if (file == null) entries.remove(entry.name);
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
    // The reservations are empty now but stay open: a task that is just ending may still try to put
    // something.
  }

  /** A block that is kept: either in memory or in a file. */
  private static final class Entry {
    final BlockName name;
    final int generation;
    StorageLevel level;
    Block block;
    BlockFile file;
    boolean isMoving;
    boolean isRemoved;

    Entry(BlockName name, int generation, StorageLevel level, Block block, BlockFile file) {
      this.name = name;
      this.generation = generation;
      this.level = level;
      this.block = block;
      this.file = file;
    }
  }
}
