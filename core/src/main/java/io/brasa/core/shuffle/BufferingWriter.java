package io.brasa.core.shuffle;

import io.brasa.core.block.Chunk;
import io.brasa.core.block.ChunkEncoder;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Appends to one buffer per target. References are kept until a record comes that somebody may
 * change; from then on, and from the start in strict mode, between processes and for very many
 * targets, records are encoded at once: into a buffer per target, or into {@link OrderedRecords} of
 * all targets if the shuffle has an order.
 */
final class BufferingWriter extends AppendingWriter {
  private static final Object[] NOTHING = {};

  private final Buffer[] buffers;
  private final CodecCache keyCodecs;
  private final CodecCache valueCodecs;
  private final SizeSample keySizes;
  private final SizeSample valueSizes;
  private boolean isEncoding;

  /** Null unless the shuffle has an order and records were encoded. */
  private OrderedRecords ordered;

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
    this.isEncoding =
        handover == Handover.ENCODED
            || context.isStrict()
            || targetCount > CombineBuffer.MAX_TABLES;
  }

  @Override
  void append(int target, Object key, Object value) {
    long bytes;
    if (!isEncoding && !spec.isOrdered() && buffer(target).takesNumbers(key, value)) {
      bytes = buffer(target).grownBytes();
    } else if (!isEncoding && keyCodecs.isImmutable(key) && valueCodecs.isImmutable(value)) {
      bytes = keySizes.of(key) + valueSizes.of(value) + 8;
      buffer(target).refer(key, value, bytes);
    } else {
      isEncoding = true;
      bytes = encode(target, key, value);
    }
    if (!share.useForRecord(bytes)) spill();
  }

  private long encode(int target, Object key, Object value) {
    if (!spec.isOrdered()) return buffer(target).encode(key, value, context);
    if (ordered == null) ordered = new OrderedRecords(spec.order(), targetCount, context);
    return ordered.add(target, key, value);
  }

  private Buffer buffer(int target) {
    Buffer buffer = buffers[target];
    return buffer == null ? buffers[target] = new Buffer() : buffer;
  }

  /** In the heap the sorted records lie beside the others for a moment. */
  @Override
  boolean hasRoomInHeap() {
    return ordered == null || share.useIfGranted(ordered.encodedBytes());
  }

  @Override
  void prepare() {
    if (ordered != null) ordered.sort();
  }

  @Override
  void writeBuffered(int target, MapSink sink) {
    if (buffers[target] != null) buffers[target].writeTo(sink);
    if (ordered != null) ordered.writeTo(target, sink);
  }

  @Override
  void clear() {
    Arrays.fill(buffers, null);
    ordered = null;
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
      return added;
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
