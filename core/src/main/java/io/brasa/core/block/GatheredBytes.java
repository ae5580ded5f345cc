package io.brasa.core.block;

import io.brasa.runtime.codec.Codecs;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;

/** Records as bytes, in the heap or outside it. */
final class GatheredBytes implements Gathered {
  private static final int BYTES_PER_CHUNK = 64;

  private final Codecs codecs;
  private final ChunkEncoder encoder;
  private final List<Chunk> chunks = new ArrayList<>();
  private final OffHeapBytes offHeap;
  private long sizeBytes;
  private long valueCount;

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
    encoder.write(value);
    valueCount++;
    if (encoder.isFull()) seal();
  }

  private void seal() {
    Chunk chunk = encoder.seal();
    if (offHeap == null) {
      chunks.add(chunk);
      sizeBytes += chunk.sizeBytes() + BYTES_PER_CHUNK;
    } else {
      offHeap.add(chunk);
      sizeBytes += chunk.sizeBytes();
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
    BlockBytes bytes = offHeap == null ? BlockBytes.InHeap.of(chunks) : offHeap;
    return new ByteBlock(name, bytes, valueCount);
  }

  @Override
  public Iterator<Object> drain(BlockName name, StorageShare share) {
    if (!encoder.isEmpty()) seal();
    if (offHeap != null) return new ByteBlock(name, offHeap, valueCount).values(codecs);
    return new Iterator<>() {
      private ClosingIterator<Object> values;
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
        return hasNext() ? values.next() : values.next();
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
