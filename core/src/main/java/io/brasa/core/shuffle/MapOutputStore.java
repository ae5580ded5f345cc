package io.brasa.core.shuffle;

import static java.util.Objects.requireNonNull;

import io.brasa.core.block.Block;
import io.brasa.core.block.BlockName;
import io.brasa.core.block.ByteBlock;
import io.brasa.core.block.Chunk;
import io.brasa.core.block.ClosingIterator;
import io.brasa.runtime.codec.Codecs;
import io.brasa.runtime.error.EngineException;
import io.brasa.runtime.memory.MemoryAccount;
import io.brasa.runtime.memory.Reservation;
import io.brasa.runtime.storage.Storage;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.ReentrantLock;

/**
 * The map outputs of this process, in memory while the account grants it and in files otherwise.
 * When execution wants memory back, the oldest outputs move to files, and further outputs of the
 * same shuffle go there at once. Thread-safe; the lock is never held while a disk or the account is
 * at work, so an output that moves stays readable in memory until its file is complete.
 */
public final class MapOutputStore implements AutoCloseable {
  private final Codecs codecs;
  private final Storage storage;
  private final String folder;
  private final Reservation memory;
  private final AtomicLong fileSequence = new AtomicLong();
  private final ReentrantLock lock = new ReentrantLock();

  /** By shuffle, then by attempt, both in the order of arrival. Guarded by the lock. */
  private final Map<Long, Map<MapOutputId, Entry>> shuffles = new LinkedHashMap<>();

  /** Shuffles of which an output was in memory and had to leave it. Guarded by the lock. */
  private final Set<Long> overflowing = new HashSet<>();

  /** Shuffles that have a folder, or may have. Guarded by the lock. */
  private final Set<Long> inFolders = new HashSet<>();

  private boolean isClosed;

  /**
   * @param folder for the files of map outputs, of this process alone
   */
  public MapOutputStore(MemoryAccount account, Codecs codecs, Storage storage, String folder) {
    this.codecs = requireNonNull(codecs);
    this.storage = requireNonNull(storage);
    this.folder = requireNonNull(folder);
    this.memory = account.forStorage("map outputs");
    account.onPressure(this::evict);
  }

  /** Opens the writer of a map attempt. */
  public ShuffleWriter writer(
      ShuffleSpec spec, MapOutputId id, Handover handover, ShuffleContext context) {
    if (spec.combinesOnMapSide()) return new CombiningWriter(spec, id, handover, context, this);
    return spec.targetCount() > CombineBuffer.MAX_TABLES && !spec.isOrdered()
        ? new SortingWriter(spec, id, handover, context, this)
        : new BufferingWriter(spec, id, handover, context, this);
  }

  /**
   * What a reader of one target partition needs of one map attempt; absent when it is not (or no
   * longer) here.
   */
  public Optional<Block> block(BlockName.Shuffled name) {
    Entry entry = find(new MapOutputId(name.shuffle(), name.map(), name.attempt()));
    if (entry == null || name.partition() < 0 || name.partition() >= entry.output.targetCount()) {
      return Optional.empty();
    }
    return Optional.of(entry.held.block(name));
  }

  /** The summary of a finished attempt. */
  public Optional<MapOutput> output(MapOutputId id) {
    return Optional.ofNullable(find(id)).map(entry -> entry.output);
  }

  private Entry find(MapOutputId id) {
    lock.lock();
    try {
      return shuffles.getOrDefault(id.shuffle(), Map.of()).get(id);
    } finally {
      lock.unlock();
    }
  }

  /**
   * Whether outputs of a shuffle go to files at once: when one had to make room the next would have
   * to as well, and would have been copied and moved by the collector for nothing.
   */
  boolean prefersFiles(long shuffle) {
    lock.lock();
    try {
      return overflowing.contains(shuffle);
    } finally {
      lock.unlock();
    }
  }

  private void noteOverflow(long shuffle) {
    lock.lock();
    try {
      overflowing.add(shuffle);
    } finally {
      lock.unlock();
    }
  }

  RunWriter newFile(MapOutputId id, int targetCount) {
    // Numbered, since an attempt may be at work twice after a lost connection; only the first to
    // finish is kept.
    String name =
        "map-" + id.map() + "-attempt-" + id.attempt() + "-" + fileSequence.getAndIncrement();
    lock.lock();
    try {
      inFolders.add(id.shuffle());
    } finally {
      lock.unlock();
    }
    return new RunWriter(
        storage, folder + "/shuffle-" + id.shuffle() + "/" + name, targetCount, codecs);
  }

  MapOutput put(MapOutput output, Run run) {
    return put(output, new InFile(run));
  }

  MapOutput put(MapOutput output, Block[] blocks) {
    long bytes = output.totalBytes();
    if (memory.grow(bytes)) return put(output, new InHeap(blocks, bytes));
    noteOverflow(output.id().shuffle());
    return put(output, new InFile(write(output.id(), blocks)));
  }

  private MapOutput put(MapOutput output, Held held) {
    Entry first;
    boolean isRefused;
    lock.lock();
    try {
      isRefused = isClosed;
      first =
          isRefused
              ? null
              : outputs(output.id().shuffle()).putIfAbsent(output.id(), new Entry(output, held));
    } finally {
      lock.unlock();
    }
    if (isRefused || first != null) drop(held);
    return first == null ? output : first.output;
  }

  private Map<MapOutputId, Entry> outputs(long shuffle) {
    return shuffles.computeIfAbsent(shuffle, absent -> new LinkedHashMap<>());
  }

  private Run write(MapOutputId id, Block[] blocks) {
    try (RunWriter file = newFile(id, blocks.length)) {
      for (Block block : blocks) {
        if (block instanceof ByteBlock bytes) writeChunks(bytes, file);
        else writeRows(block, file);
        file.endTarget();
      }
      return file.finish();
    }
  }

  private static void writeChunks(ByteBlock block, RunWriter file) {
    try (ClosingIterator<Chunk> chunks = block.chunks()) {
      while (chunks.hasNext()) file.chunk(chunks.next());
    }
  }

  private void writeRows(Block block, RunWriter file) {
    try (ClosingIterator<Object> values = block.values(codecs)) {
      while (values.hasNext()) file.row(values.next(), values.next());
    }
  }

  /** Moves the oldest outputs in memory to files until so many bytes are free. */
  private long evict(long bytesWanted) {
    long freed = 0;
    for (Entry entry : inHeap()) {
      if (freed >= bytesWanted) break;
      try {
        freed += moveToFile(entry);
      } catch (EngineException e) {
        // Whoever asks for memory is not to fail because this disk does: it is refused and its own
        // spill tells.
        return freed;
      }
    }
    return freed;
  }

  private List<Entry> inHeap() {
    List<Entry> found = new ArrayList<>();
    lock.lock();
    try {
      for (Map<MapOutputId, Entry> outputs : shuffles.values()) {
        for (Entry entry : outputs.values()) {
          if (entry.held instanceof InHeap && !entry.isMoving) found.add(entry);
        }
      }
    } finally {
      lock.unlock();
    }
    return found;
  }

  private long moveToFile(Entry entry) {
    if (!(claim(entry) instanceof InHeap heap)) return 0;
    Run run = null;
    boolean isKept;
    try {
      run = write(entry.output.id(), heap.blocks());
    } finally {
      lock.lock();
      try {
        entry.isMoving = false;
        isKept = !entry.isDropped;
        if (isKept && run != null) {
          entry.held = new InFile(run);
          overflowing.add(entry.output.id().shuffle());
        }
      } finally {
        lock.unlock();
      }
    }
    // Dropped in between: its memory was given back by whoever dropped it.
    if (!isKept) run.delete();
    else memory.shrink(heap.bytes());
    return isKept ? heap.bytes() : 0;
  }

  /** What the entry holds when it may be moved by this thread, else null. */
  private Held claim(Entry entry) {
    lock.lock();
    try {
      if (entry.isMoving || entry.isDropped || !(entry.held instanceof InHeap)) return null;
      entry.isMoving = true;
      return entry.held;
    } finally {
      lock.unlock();
    }
  }

  /** Forgets all map outputs of a shuffle. */
  public void dropShuffle(long shuffle) {
    List<Held> dropped = new ArrayList<>();
    boolean hasFolder;
    lock.lock();
    try {
      hasFolder = inFolders.remove(shuffle);
      overflowing.remove(shuffle);
      Map<MapOutputId, Entry> outputs = shuffles.remove(shuffle);
      if (outputs != null) {
        for (Entry entry : outputs.values()) dropped.add(entry.drop());
      }
    } finally {
      lock.unlock();
    }
    for (Held held : dropped) drop(held);
    // Every stage is forgotten, most have written no file, and to look for one takes longer than
    // all
    // else here.
    if (hasFolder) storage.delete(folder + "/shuffle-" + shuffle);
  }

  /** Forgets one map output. */
  public void dropAttempt(MapOutputId id) {
    Held dropped = null;
    lock.lock();
    try {
      Entry entry = outputs(id.shuffle()).remove(id);
      if (entry != null) dropped = entry.drop();
    } finally {
      lock.unlock();
    }
    if (dropped != null) drop(dropped);
  }

  private void drop(Held held) {
    switch (held) {
      case InHeap heap -> memory.shrink(heap.bytes());
      case InFile file -> file.run().delete();
    }
  }

  /** Forgets everything and deletes all files. */
  @Override
  public void close() {
    List<Long> all;
    lock.lock();
    try {
      isClosed = true;
      all = List.copyOf(shuffles.keySet());
    } finally {
      lock.unlock();
    }
    for (long shuffle : all) dropShuffle(shuffle);
    // The reservation is empty now but stays open: a task that is just ending may still try to put
    // something.
  }

  /** A finished attempt. */
  private static final class Entry {
    final MapOutput output;
    volatile Held held;
    boolean isMoving;
    boolean isDropped;

    Entry(MapOutput output, Held held) {
      this.output = output;
      this.held = held;
    }

    Held drop() {
      isDropped = true;
      return held;
    }
  }

  /** Where a map output is. */
  private sealed interface Held {
    Block block(BlockName.Shuffled name);
  }

  private record InHeap(Block[] blocks, long bytes) implements Held {
    @Override
    public Block block(BlockName.Shuffled name) {
      return blocks[name.partition()];
    }
  }

  private record InFile(Run run) implements Held {
    @Override
    public Block block(BlockName.Shuffled name) {
      return run.block(name.partition(), name);
    }
  }
}
