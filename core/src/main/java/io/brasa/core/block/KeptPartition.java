package io.brasa.core.block;

import static java.util.Objects.requireNonNull;

import io.brasa.runtime.codec.Codecs;
import io.brasa.runtime.memory.Reservation;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.Optional;

/**
 * Puts the records of a partition into a store while they are computed. Records that can change are
 * kept as bytes whatever the level says. The records are gathered under the task's reservation;
 * when that is refused, what has been gathered is given on together with the rest, and nothing is
 * kept in memory. Belongs to one thread.
 */
public final class KeptPartition {
  private static final int SAMPLE_INTERVAL = 64;
  private static final long GROWTH_BYTES = 1 << 20;

  private final BlockStore store;
  private final Codecs codecs;
  private final Reservation memory;

  private final ArrayList<Object> values = new ArrayList<>();
  private final List<Chunk> chunks = new ArrayList<>();
  private ChunkEncoder encoder;
  private long valueCount;
  private long sampledBytes;
  private long sampleCount;
  private long reserved;
  private boolean isRefused;

  /**
   * @param memory of the task; what is taken from it is given back when the block is in the store
   */
  public KeptPartition(BlockStore store, Codecs codecs, Reservation memory) {
    this.store = requireNonNull(store);
    this.codecs = requireNonNull(codecs);
    this.memory = requireNonNull(memory);
  }

  /** Draws the records, keeps them if there is room, and gives them back in order. */
  public Iterator<?> keep(BlockName name, Iterator<?> records, StorageLevel level) {
    if (level.serialized()) encoder = new ChunkEncoder(codecs);
    while (!isRefused && records.hasNext()) add(records.next());
    Optional<Block> block = block(name);
    boolean isKept = !isRefused && store.put(name, block.orElseThrow(), level);
    Iterator<?> gathered = encoder == null ? values.iterator() : block.orElseThrow().values(codecs);
    if (isKept && encoder != null) values.clear();
    memory.shrink(reserved);
    reserved = 0;
    return records.hasNext() ? new Both(gathered, records) : gathered;
  }

  private void add(Object value) {
    if (encoder == null && !codecs.isImmutable(value)) encodeAll();
    valueCount++;
    if (encoder == null) {
      values.add(value);
      if (valueCount % SAMPLE_INTERVAL == 1) sample(value);
      reserve(sampleCount == 0 ? 0 : sampledBytes / sampleCount * valueCount + 8 * valueCount);
    } else {
      encoder.write(value);
      if (encoder.isFull()) {
        chunks.add(encoder.seal());
        long bytes = 0;
        for (Chunk chunk : chunks.subList(chunks.size() - 1, chunks.size()))
          bytes += chunk.sizeBytes();
        reserve(reserved + bytes);
      }
    }
  }

  private void sample(Object value) {
    sampledBytes += value == null ? 0 : codecs.of(value).heapBytes(value);
    sampleCount++;
  }

  private void reserve(long bytes) {
    if (bytes <= reserved) return;
    long wanted = Math.max(bytes - reserved, GROWTH_BYTES);
    if (memory.grow(wanted)) reserved += wanted;
    else isRefused = true;
  }

  /** A record that can change has come: from here on all of them are bytes. */
  private void encodeAll() {
    encoder = new ChunkEncoder(codecs);
    for (Object value : values) {
      encoder.write(value);
      if (encoder.isFull()) chunks.add(encoder.seal());
    }
    values.clear();
  }

  private Optional<Block> block(BlockName name) {
    if (encoder == null) {
      Object[] cells = values.toArray();
      long bytes = sampleCount == 0 ? 0 : sampledBytes / sampleCount * valueCount;
      return Optional.of(new ObjectBlock(cells, cells.length, bytes + 8L * cells.length));
    }
    if (!encoder.isEmpty()) chunks.add(encoder.seal());
    return Optional.of(new ByteBlock(name, BlockBytes.InHeap.of(chunks), valueCount));
  }

  private record Both(Iterator<?> first, Iterator<?> second) implements Iterator<Object> {
    @Override
    public boolean hasNext() {
      return first.hasNext() || second.hasNext();
    }

    @Override
    public Object next() {
      if (first.hasNext()) return first.next();
      if (second.hasNext()) return second.next();
      throw new NoSuchElementException();
    }
  }
}
