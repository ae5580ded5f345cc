package io.brasa.core.operation;

import io.brasa.core.block.BlockBytes;
import io.brasa.core.block.BlockName;
import io.brasa.core.block.ByteBlock;
import io.brasa.core.block.Chunk;
import io.brasa.core.block.ChunkEncoder;
import io.brasa.core.block.ClosingIterator;
import io.brasa.core.lineage.TaskContext;
import io.brasa.core.shuffle.ShuffleContext;
import io.brasa.runtime.error.EngineException;
import io.brasa.runtime.error.RuntimeError;
import java.io.IOException;
import java.io.OutputStream;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;

/**
 * The records of an iterator, to be gone through any number of times: as they are while the task's
 * memory holds them, else encoded in a file of the task's, all of them. Not thread-safe.
 */
final class ReiterableRecords implements AutoCloseable {
  private static final int MEMORY_STEP_BYTES = 64 << 10;

  private final ShuffleContext context;
  private final List<Object> inMemory = new ArrayList<>();
  private long usedBytes;
  private long grantedBytes;
  private ByteBlock onDisk;
  private String path;
  private ClosingIterator<Object> open;

  private ReiterableRecords(ShuffleContext context) {
    this.context = context;
  }

  /** Drains the iterator. */
  static ReiterableRecords of(Iterator<?> records, TaskContext context) {
    ReiterableRecords repeated = new ReiterableRecords(context.shuffle());
    boolean isWhole = false;
    try {
      repeated.drain(records);
      isWhole = true;
      return repeated;
    } finally {
      if (!isWhole) repeated.close();
    }
  }

  private void drain(Iterator<?> records) {
    while (records.hasNext()) {
      Object value = records.next();
      inMemory.add(value);
      // A reference, and what it refers to.
      if (!reserve(8 + context.codecs().heapBytes(value))) {
        spill(records);
        return;
      }
    }
  }

  private boolean reserve(long bytes) {
    usedBytes += bytes;
    if (usedBytes <= grantedBytes) return true;
    long step = Math.max(usedBytes - grantedBytes, MEMORY_STEP_BYTES);
    if (!context.memory().grow(step)) return false;
    grantedBytes += step;
    return true;
  }

  private void spill(Iterator<?> records) {
    path = context.spillFolder().path() + "/repeated-" + context.metrics().spillCount++;
    ChunkEncoder encoder = new ChunkEncoder(context.codecs());
    long bytes = 0;
    long count = inMemory.size();
    try (OutputStream out = context.storage().create(path)) {
      for (Object value : inMemory) {
        encoder.write(value);
        if (encoder.isFull()) bytes += write(encoder.seal(), out);
      }
      releaseMemory();
      for (; records.hasNext(); count++) {
        encoder.write(records.next());
        if (encoder.isFull()) bytes += write(encoder.seal(), out);
      }
      if (!encoder.isEmpty()) bytes += write(encoder.seal(), out);
    } catch (IOException e) {
      throw new EngineException(
          RuntimeError.STORAGE_FAILED,
          "Records of a task could not be put aside in " + path + ": " + e.getMessage(),
          "Check the disk",
          e);
    }
    context.metrics().spillBytes += bytes;
    onDisk =
        new ByteBlock(
            new BlockName.Spilled(path),
            new BlockBytes.InFile(context.storage(), path, 0, bytes),
            count);
  }

  private static long write(Chunk chunk, OutputStream out) throws IOException {
    chunk.writeTo(out);
    return chunk.sizeBytes();
  }

  boolean isEmpty() {
    return onDisk == null && inMemory.isEmpty();
  }

  /** From the first; ends the iterator before. */
  Iterator<?> iterator() {
    if (onDisk == null) return inMemory.iterator();
    if (open != null) open.close();
    open = onDisk.values(context.codecs());
    return open;
  }

  private void releaseMemory() {
    inMemory.clear();
    // A task that fails may close its reservation before its iterators.
    context.memory().shrink(Math.min(grantedBytes, context.memory().heldBytes()));
    grantedBytes = 0;
    usedBytes = 0;
  }

  @Override
  public void close() {
    if (open != null) open.close();
    releaseMemory();
    if (path != null) context.storage().delete(path);
  }
}
