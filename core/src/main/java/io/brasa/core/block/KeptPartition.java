package io.brasa.core.block;

import io.brasa.runtime.codec.Codecs;
import io.brasa.runtime.error.EngineException;
import io.brasa.runtime.error.RuntimeError;
import java.util.Iterator;
import java.util.NoSuchElementException;
import java.util.function.BooleanSupplier;

/**
 * Keeps the records of a partition while they are computed, and gives them on.
 *
 * <p>For levels with memory the records are gathered, in the form in which they are to be kept,
 * under the reservation of the store: it grants free bytes and those of other datasets, so a scan
 * over a dataset that does not fit never pushes out that dataset's own partitions, and nothing is
 * reserved twice when the block is handed over.
 *
 * <p>When no more is granted, what has been gathered is given on and let go of, record by record,
 * and then the rest as it is drawn. With a disk level each record is appended to a file on its way,
 * and the file is kept once the last one has passed: at no time is the whole partition in memory. A
 * reader that stops early leaves nothing kept. A disk that is full is no reason to fail: the
 * records go on, nothing is kept, and the store says so once.
 *
 * <p>Belongs to one thread. Closing gives back memory and deletes a file that is not complete.
 */
final class KeptPartition {
  private final TieredBlockStore store;
  private final Codecs codecs;
  private final BlockName name;
  private final int generation;
  private final StorageLevel level;

  KeptPartition(
      TieredBlockStore store, Codecs codecs, BlockName name, int generation, StorageLevel level) {
    this.generation = generation;
    this.store = store;
    this.codecs = codecs;
    this.name = name;
    this.level = level;
  }

  /**
   * @param isReadOnly whether the reader of what is returned leaves records alone
   */
  ClosingIterator<Object> keep(Iterator<?> records, BooleanSupplier isReadOnly) {
    TieredBlockStore.Pool pool = store.pool(level);
    StorageShare share = new StorageShare(pool, name);
    if (!level.useMemory()) return new Passing(null, share, records);
    Gathered gathered =
        level.deserialized()
            ? new GatheredObjects(name, codecs)
            : new GatheredBytes(
                codecs, level.useOffHeap() ? new OffHeapBytes(pool.reservation()) : null);
    boolean isGathered = false;
    try {
      boolean isGranted = share.cover(gathered.sizeBytes());
      while (isGranted && records.hasNext()) {
        Object record = records.next();
        if (gathered instanceof GatheredObjects objects
            && !codecs.isImmutable(record)
            && codecs.holdsStoredGroup(record)) gathered = asBytes(objects, share);
        gathered.add(record);
        isGranted = share.cover(gathered.sizeBytes()) || fitsPacked(gathered, share);
      }
      ClosingIterator<Object> result =
          isGranted ? kept(gathered, share, isReadOnly) : new Passing(gathered, share, records);
      isGathered = true;
      return result;
    } finally {
      if (!isGathered) letGo(gathered, share);
    }
  }

  /** Objects that have no room become bytes, as many as must. */
  private static boolean fitsPacked(Gathered gathered, StorageShare share) {
    if (!(gathered instanceof GatheredObjects objects)) return false;
    boolean fits = false;
    while (!fits && objects.pack()) fits = share.cover(objects.sizeBytes());
    return fits;
  }

  /** Groups whose values lie in files of the task must be taken out of them, which bytes can do. */
  private GatheredBytes asBytes(GatheredObjects objects, StorageShare share) {
    GatheredBytes bytes = new GatheredBytes(codecs, null);
    for (Iterator<Object> values = objects.drain(name, share); values.hasNext(); )
      bytes.add(values.next());
    return bytes;
  }

  private static void letGo(Gathered gathered, StorageShare share) {
    if (gathered != null) gathered.close(share);
    share.shrinkTo(0);
  }

  private ClosingIterator<Object> kept(
      Gathered gathered, StorageShare share, BooleanSupplier isReadOnly) {
    Block block = gathered.block(name);
    // Opened first: when somebody else has kept this partition already, ours is let go of at once.
    ClosingIterator<Object> values = block.values(codecs, isReadOnly);
    share.shrinkTo(block.sizeBytes());
    store.add(name, generation, level, block, share.handOver());
    return values;
  }

  /** Gathered records, then the rest; into a file on their way if the level has a disk. */
  private final class Passing implements ClosingIterator<Object> {
    private final Gathered gathered;
    private final StorageShare share;
    private final Iterator<?> records;
    private Iterator<Object> drained;
    private BlockFileWriter file;
    private boolean isClosed;

    Passing(Gathered gathered, StorageShare share, Iterator<?> records) {
      this.gathered = gathered;
      this.share = share;
      this.records = records;
      this.drained = gathered == null ? null : gathered.drain(name, share);
      if (level.useDisk()) openFile();
    }

    @Override
    public boolean hasNext() {
      if (isClosed) return false;
      if (drained != null) {
        if (drained.hasNext()) return true;
        endDraining();
      }
      if (records.hasNext()) return true;
      complete();
      return false;
    }

    @Override
    public Object next() {
      if (!hasNext()) throw new NoSuchElementException();
      Object value = drained == null ? records.next() : drained.next();
      if (file != null) write(value);
      return value;
    }

    private void openFile() {
      try {
        file = store.newFile();
      } catch (EngineException e) {
        requireNoRoom(e);
        store.warnNotKept(name, e);
      }
    }

    private void write(Object value) {
      try {
        file.write(value);
      } catch (EngineException e) {
        giveUpFile(e);
      }
    }

    private void giveUpFile(EngineException e) {
      requireNoRoom(e);
      BlockFileWriter given = file;
      file = null;
      given.close();
      store.warnNotKept(name, e);
    }

    private static void requireNoRoom(EngineException e) {
      if (e.code() != RuntimeError.STORAGE_FULL && e.code() != RuntimeError.DISK_QUOTA_EXCEEDED)
        throw e;
    }

    private void complete() {
      isClosed = true;
      if (file == null) return;
      BlockFileWriter complete = file;
      try {
        BlockFile written = complete.finish();
        file = null;
        store.add(name, generation, level, written);
      } catch (EngineException e) {
        giveUpFile(e);
      }
    }

    private void endDraining() {
      if (drained instanceof ClosingIterator<?> closing) closing.close();
      drained = null;
      letGo(gathered, share);
    }

    @Override
    public void close() {
      isClosed = true;
      if (drained != null) endDraining();
      BlockFileWriter open = file;
      file = null;
      if (open != null) open.close();
    }
  }
}
