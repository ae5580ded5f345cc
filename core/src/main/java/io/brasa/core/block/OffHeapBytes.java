package io.brasa.core.block;

import static java.util.Objects.requireNonNull;

import io.brasa.core.error.CoreError;
import io.brasa.runtime.error.EngineException;
import io.brasa.runtime.memory.Reservation;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.util.ArrayList;
import java.util.List;

/**
 * The bytes of a block in memory outside the heap. The memory is given back at a certain moment:
 * when the block has been let go of and its last reader is closed, whichever comes later. No reader
 * ever sees memory that is gone, and none is left to the garbage collector. Readers that are never
 * closed keep it, so tasks close all theirs when they end. Thread-safe once all chunks are added.
 */
final class OffHeapBytes implements BlockBytes {
  private final Arena arena = Arena.ofShared();
  private final List<MemorySegment> chunks = new ArrayList<>();
  private final Reservation memory;
  private long length;

  // Guarded by this.
  private long reservedBytes;
  private int readerCount;
  private boolean isLetGo;
  private boolean isFreed;

  /**
   * @param memory where what is added is reserved
   */
  OffHeapBytes(Reservation memory) {
    this.memory = requireNonNull(memory);
  }

  /** Takes a copy, of what is attached too. By one thread, before the block is shown to others. */
  void add(Chunk chunk) {
    MemorySegment segment = arena.allocate(chunk.sizeBytes());
    try {
      chunk.writeTo(new Writer(segment));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    chunks.add(segment);
    length += chunk.sizeBytes();
  }

  private static final class Writer extends OutputStream {
    private final MemorySegment segment;
    private long position;

    Writer(MemorySegment segment) {
      this.segment = segment;
    }

    @Override
    public void write(int value) {
      segment.set(ValueLayout.JAVA_BYTE, position++, (byte) value);
    }

    @Override
    public void write(byte[] bytes, int offset, int count) {
      MemorySegment.copy(bytes, offset, segment, ValueLayout.JAVA_BYTE, position, count);
      position += count;
    }
  }

  @Override
  public long length() {
    return length;
  }

  /** Fails with {@code BLOCK_CORRUPT} when the block has been let go of. */
  @Override
  public synchronized InputStream open() {
    if (isLetGo)
      throw new EngineException(
          CoreError.BLOCK_CORRUPT, "A block outside the heap has been let go of", ByteBlock.REMEDY);
    readerCount++;
    return new Reader();
  }

  /**
   * From now on so many reserved bytes are this block's, which gives them back when it is freed.
   */
  synchronized void own(long bytes) {
    reservedBytes = bytes;
  }

  /** Nobody else will open this. Idempotent. */
  synchronized void letGo() {
    isLetGo = true;
    freeIfUnused();
  }

  private synchronized void closed() {
    readerCount--;
    freeIfUnused();
  }

  private void freeIfUnused() {
    if (!isLetGo || readerCount > 0 || isFreed) return;
    isFreed = true;
    arena.close();
    memory.shrink(reservedBytes);
  }

  private final class Reader extends InputStream {
    private int nextChunk;
    private MemorySegment chunk = MemorySegment.NULL;
    private long position;
    private boolean isClosed;

    @Override
    public int read() {
      return isAtEnd() ? -1 : chunk.get(ValueLayout.JAVA_BYTE, position++) & 0xFF;
    }

    @Override
    public int read(byte[] target, int offset, int count) {
      if (count == 0) return 0;
      if (isAtEnd()) return -1;
      int copied = (int) Math.min(count, chunk.byteSize() - position);
      MemorySegment.copy(chunk, ValueLayout.JAVA_BYTE, position, target, offset, copied);
      position += copied;
      return copied;
    }

    private boolean isAtEnd() {
      while (position == chunk.byteSize()) {
        if (isClosed || nextChunk == chunks.size()) return true;
        chunk = chunks.get(nextChunk++);
        position = 0;
      }
      return isClosed;
    }

    @Override
    public void close() {
      if (isClosed) return;
      isClosed = true;
      closed();
    }
  }
}
