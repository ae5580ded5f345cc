package io.brasa.core.block;

import io.brasa.runtime.codec.Codecs;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;

/**
 * Records as bytes, in the heap or outside it. A chunk may have large groups attached that lie in
 * files of the task: they are brought here only when there is room for them, which is known when
 * the next record is added.
 */
final class GatheredBytes implements Gathered {
  private static final int BYTES_PER_CHUNK = 64;

  private final Codecs codecs;
  private final ChunkEncoder encoder;
  private final List<Chunk> chunks = new ArrayList<>();
  private final OffHeapBytes offHeap;
  private long sizeBytes;
  private long valueCount;
  private long offHeapCount;

  /**
   * @param offHeap where the bytes go, or null to keep them in the heap
   */
  GatheredBytes(Codecs codecs, OffHeapBytes offHeap) {
    this.codecs = codecs;
    this.encoder = new ChunkEncoder(codecs);
    this.offHeap = offHeap;
  }

  @Override
  public void add(Object value) {
    takeIn();
    encoder.write(value);
    valueCount++;
    if (encoder.isFull()) seal();
  }

  private void seal() {
    Chunk chunk = encoder.seal();
    chunks.add(chunk);
    sizeBytes += chunk.sizeBytes() + BYTES_PER_CHUNK;
  }

  /** What is here has been granted. */
  private void takeIn() {
    if (chunks.isEmpty()) return;
    if (offHeap == null) {
      Chunk last = chunks.getLast();
      if (!last.attachments().isEmpty()) chunks.set(chunks.size() - 1, last.whole());
    } else {
      for (Chunk chunk : chunks) {
        offHeap.add(chunk);
        offHeapCount += chunk.valueCount();
      }
      chunks.clear();
    }
  }

  @Override
  public long sizeBytes() {
    // with what sealing the open chunk will add
    return sizeBytes + encoder.openBytes() + BYTES_PER_CHUNK;
  }

  @Override
  public ByteBlock block(BlockName name) {
    if (!encoder.isEmpty()) seal();
    takeIn();
    BlockBytes bytes = offHeap == null ? BlockBytes.InHeap.of(chunks) : offHeap;
    return new ByteBlock(name, bytes, valueCount);
  }

  @Override
  public Iterator<Object> drain(BlockName name, StorageShare share) {
    if (!encoder.isEmpty()) seal();
    return new ClosingIterator<>() {
      private ClosingIterator<Object> values =
          offHeap == null ? null : new ByteBlock(name, offHeap, offHeapCount).values(codecs);
      private int nextChunk;

      @Override
      public boolean hasNext() {
        while (values == null || !values.hasNext()) {
          if (nextChunk == chunks.size()) return false;
          Chunk chunk = chunks.set(nextChunk++, null);
          sizeBytes -= chunk.sizeBytes() + BYTES_PER_CHUNK;
          share.shrinkTo(sizeBytes + ChunkEncoder.CHUNK_BYTES);
          values =
              new ByteBlock(name, BlockBytes.InHeap.of(List.of(chunk)), chunk.valueCount())
                  .values(codecs);
        }
        return true;
      }

      @Override
      public Object next() {
        if (!hasNext()) throw new NoSuchElementException();
        return values.next();
      }

      @Override
      public void close() {
        if (values != null) values.close();
      }
    };
  }

  @Override
  public void close(StorageShare share) {
    chunks.clear();
    if (offHeap == null) return;
    offHeap.own(share.handOver());
    offHeap.letGo();
  }
}
