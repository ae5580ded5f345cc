package io.brasa.core.block;

import static java.util.Objects.requireNonNull;

import io.brasa.core.error.CoreError;
import io.brasa.core.event.BlockState;
import io.brasa.runtime.codec.Codec;
import io.brasa.runtime.codec.Codecs;
import io.brasa.runtime.error.EngineException;
import io.brasa.runtime.memory.MemoryAccount;
import io.brasa.runtime.memory.Reservation;
import io.brasa.runtime.storage.Storage;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
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
 * outside the heap counts until its last reader is closed; a file belongs to exactly one entry of
 * the index. Thread-safe.
 */
public final class TieredBlockStore implements BlockStore, AutoCloseable {
  private final Codecs codecs;
  private final Storage storage;
  private final String folder;
  private final Pool heap;
  private final Pool offHeap;
  private final AtomicLong fileSequence = new AtomicLong();
  private final BlockIndex index = new BlockIndex();
  private final Set<Long> warned = ConcurrentHashMap.newKeySet();

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
    return index.contains(name);
  }

  List<BlockCopies.KeptBlock> keptBlocks() {
    return index.keptPartitions();
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
    return add(name, generation, new BlockIndex.Entry(name, generation, level, block, null));
  }

  boolean add(BlockName name, int generation, StorageLevel level, BlockFile file) {
    return add(name, generation, new BlockIndex.Entry(name, generation, level, null, file));
  }

  /** Somebody else may have been first: then theirs stays, which holds the same or newer. */
  private boolean add(BlockName name, int generation, BlockIndex.Entry entry) {
    forgetBefore(name, generation);
    BlockIndex.Added added = index.add(entry);
    if (added != BlockIndex.Added.YES) letGo(entry);
    return added != BlockIndex.Added.REFUSED;
  }

  BlockFileWriter newFile() {
    return new BlockFileWriter(storage, newPath(), codecs);
  }

  private String newPath() {
    return folder + "/block-" + fileSequence.getAndIncrement();
  }

  /** Says once for each dataset that the disk has no room for it. */
  void warnNotKept(BlockName name, EngineException cause) {
    if (!warned.add(BlockIndex.datasetOf(name))) return;
    System.getLogger("io.brasa")
        .log(
            System.Logger.Level.WARNING,
            name + " is not kept, and computed again when it is needed: " + cause.getMessage());
  }

  // ---- reading

  @Override
  public Optional<Block> get(BlockName name) {
    BlockIndex.Place place = index.find(name);
    if (place == null) return Optional.empty();
    return Optional.of(place.block() == null ? place.file().open(name) : place.block());
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
    if (generation > 0 && index.isOfEarlierGeneration(name, generation)) remove(name);
  }

  @Override
  public boolean remove(BlockName name) {
    BlockIndex.Entry removed = index.remove(name);
    if (removed != null) letGo(removed);
    return removed != null;
  }

  /** Frees what an entry that nobody can find any more holds. */
  private void letGo(BlockIndex.Entry entry) {
    BlockIndex.Place place = index.place(entry);
    if (place.block() != null) giveBack(place.block());
    if (place.file() != null) place.file().delete();
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
    index.pin(dataset);
  }

  /** Forgets that a dataset was pinned. */
  public void unpin(long dataset) {
    index.unpin(dataset);
  }

  /** Deletes files of blocks that can be computed again. @return the bytes of these files */
  public long relieveDisk(long bytesWanted) {
    long freed = 0;
    while (freed < bytesWanted) {
      BlockIndex.Entry oldest = index.removeOldestFile();
      if (oldest == null) break;
      freed += index.place(oldest).file().fileBytes();
      letGo(oldest);
    }
    return freed;
  }

  // ---- making room

  /**
   * @param arriving the block that wants the memory, or null when it is for execution
   */
  private long evict(Pool pool, long bytesWanted, BlockName arriving) {
    long freed = pool == heap ? pack(bytesWanted) : 0;
    while (freed < bytesWanted) {
      BlockIndex.Entry oldest = index.claimOldest(place -> pool(place.level()) == pool, arriving);
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
      BlockIndex.Entry oldest =
          index.claimOldest(
              place -> place.block() instanceof KeptObjects objects && objects.mayBePacked(), null);
      if (oldest == null) break;
      freed += pack(oldest, bytesWanted - freed);
    }
    return freed;
  }

  private long pack(BlockIndex.Entry entry, long bytesWanted) {
    KeptObjects objects = (KeptObjects) index.place(entry).block();
    long freed = 0;
    try {
      while (freed < bytesWanted) {
        KeptObjects.Packed packed = objects.pack(codecs);
        // Taken out in between: then all its memory has been given back.
        if (packed == null || !index.settle(entry, packed)) break;
        heap.giveBack(packed.savedBytes());
        freed += packed.savedBytes();
      }
    } finally {
      index.unclaim(entry);
    }
    return freed;
  }

  private long moveOut(BlockIndex.Entry entry) {
    BlockIndex.Place place = index.place(entry);
    Block block = place.block();
    try {
      BlockFile file =
          place.level().useDisk() ? BlockFile.write(storage, newPath(), block, codecs) : null;
      if (index.settle(entry, file)) {
        giveBack(block);
        return block.sizeBytes();
      }
      if (file != null) file.delete();
      return 0;
    } finally {
      index.unclaim(entry);
    }
  }

  @Override
  public Usage usage() {
    return index.usage();
  }

  @Override
  public List<BlockState> takeChanges() {
    return index.takeChanges();
  }

  @Override
  public long offHeapBytes() {
    return offHeap.reservation().heldBytes();
  }

  /** Forgets all blocks and deletes their files. */
  @Override
  public void close() {
    for (BlockName name : index.close()) remove(name);
    // The reservations are empty now but stay open: a task that is just ending may still try to put
    // something.
  }
}
