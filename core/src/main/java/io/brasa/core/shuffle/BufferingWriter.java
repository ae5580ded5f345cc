package io.brasa.core.shuffle;

import io.brasa.core.block.Chunk;
import io.brasa.core.block.ChunkEncoder;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Appends to one buffer per target. References are kept until a record comes that somebody may
 * change; from then on, and from the start in strict mode and between processes, records are
 * encoded at once.
 */
final class BufferingWriter extends AppendingWriter {
  private static final Object[] NOTHING = {};

  private final Buffer[] buffers;
  private final CodecCache keyCodecs;
  private final CodecCache valueCodecs;
  private final SizeSample keySizes;
  private final SizeSample valueSizes;
  private boolean isEncoding;

  BufferingWriter(
      ShuffleSpec spec,
      MapOutputId id,
      Handover handover,
      ShuffleContext context,
      MapOutputStore store) {
    super(spec, id, handover, context, store);
    this.buffers = new Buffer[targetCount];
    this.keyCodecs = new CodecCache(context.codecs());
    this.valueCodecs = new CodecCache(context.codecs());
    this.keySizes = new SizeSample(context.codecs());
    this.valueSizes = new SizeSample(context.codecs());
    this.isEncoding = handover == Handover.ENCODED || context.isStrict();
  }

  @Override
  void append(int target, Object key, Object value) {
    Buffer buffer = buffers[target];
    if (buffer == null) buffer = buffers[target] = new Buffer();
    long bytes;
    if (!isEncoding && !spec.isOrdered() && buffer.takesNumbers(key, value)) {
      bytes = buffer.grownBytes();
    } else if (!isEncoding && keyCodecs.isImmutable(key) && valueCodecs.isImmutable(value)) {
      bytes = keySizes.of(key) + valueSizes.of(value) + 8;
      buffer.refer(key, value, bytes);
    } else {
      isEncoding = true;
      bytes = buffer.encode(key, value, context);
    }
    if (!share.useForRecord(bytes)) spill();
  }

  @Override
  void prepare() {}

  /**
   * The encoded records of an ordered shuffle are brought into order already. Nobody relies on it,
   * but whoever sorts them after will find them lying in the order in which they are wanted, and
   * memory that is read in order costs a fraction.
   */
  @Override
  void writeBuffered(int target, MapSink sink) {
    Buffer buffer = buffers[target];
    if (buffer == null) return;
    long bytes = buffer.bytesToSort();
    if (!spec.isOrdered() || !buffer.isEncoded() || !share.useIfGranted(bytes)) {
      buffer.writeTo(sink);
      return;
    }
    try (KeySorter sorter = KeySorter.withoutSpills(spec.order(), context, spec.operation())) {
      buffer.writeTo(sorter);
      buffers[target] = null;
      sorter.writeTo(sink);
    }
    share.giveBack(bytes);
  }

  @Override
  void clear() {
    Arrays.fill(buffers, null);
  }

  /**
   * What one target has: first rows of numbers, then references, then chunks, then what the encoder
   * holds.
   */
  private static final class Buffer {
    private final NumberRows numbers = new NumberRows();
    private long numberBytes;
    private Object[] cells = NOTHING;
    private int cellCount;
    private long heapBytes;
    private final List<Chunk> chunks = new ArrayList<>(0);
    private ChunkEncoder encoder;
    private long encodedBytes;
    private long encodedRows;

    /** Whether the record lies with others that are numbers, none of another kind before it. */
    boolean takesNumbers(Object key, Object value) {
      return numbers.add(key, value);
    }

    /** What the numbers have begun to hold since this was asked last. */
    long grownBytes() {
      long grown = numbers.bytes() - numberBytes;
      numberBytes += grown;
      return grown;
    }

    void refer(Object key, Object value, long bytes) {
      heapBytes += bytes;
      if (cellCount == cells.length) cells = Arrays.copyOf(cells, Math.max(16, 2 * cellCount));
      cells[cellCount++] = key;
      cells[cellCount++] = value;
    }

    long encode(Object key, Object value, ShuffleContext context) {
      if (encoder == null) encoder = new ChunkEncoder(context.codecs());
      int before = encoder.openBytes();
      encoder.write(key);
      encoder.write(value);
      int added = encoder.openBytes() - before;
      if (encoder.isFull()) chunks.add(encoder.seal());
      encodedBytes += added;
      encodedRows++;
      return added;
    }

    boolean isEncoded() {
      return encoder != null;
    }

    /** What sorting takes beside what is held: the sorted records once more, and their places. */
    long bytesToSort() {
      return encodedBytes + KeySorter.BYTES_PER_RECORD * (encodedRows + cellCount / 2);
    }

    void writeTo(KeySorter sorter) {
      for (int i = 0; i < cellCount; i += 2) sorter.add(cells[i], cells[i + 1]);
      for (Chunk chunk : chunks) sorter.add(chunk);
      if (!encoder.isEmpty()) sorter.add(encoder.seal());
    }

    void writeTo(MapSink sink) {
      numbers.writeTo(sink);
      if (encoder == null && sink instanceof HeapSink heap) {
        heap.references(cells, cellCount, heapBytes);
        return;
      }
      for (int i = 0; i < cellCount; i += 2) sink.row(cells[i], cells[i + 1]);
      for (Chunk chunk : chunks) sink.chunk(chunk);
      if (encoder != null && !encoder.isEmpty()) sink.chunk(encoder.seal());
    }
  }
}
