package io.brasa.core.shuffle;

import io.brasa.core.block.Block;
import io.brasa.core.block.BlockBytes;
import io.brasa.core.block.ByteBlock;
import io.brasa.core.block.Chunk;
import io.brasa.core.block.ChunkEncoder;
import io.brasa.core.block.ClosingIterator;
import io.brasa.core.block.ColumnBlock;
import io.brasa.core.block.ObjectBlock;
import io.brasa.core.block.PlainForm;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.Supplier;

/**
 * A map output in the heap: a block of references for each target whose keys and values are all
 * immutable, of bytes for the others, and for all in strict mode. Large groups that lie in files of
 * the task cannot be handed over so: when the first comes everything goes into a file.
 */
final class HeapSink implements MapSink, AutoCloseable {
  private static final Object[] NOTHING = {};
  private static final ObjectBlock EMPTY = new ObjectBlock(NOTHING, 0, 0);

  private final MapOutputId id;
  private final Block[] blocks;
  private final ShuffleContext context;
  private final boolean isStrict;
  private final CodecCache keyCodecs;
  private final CodecCache valueCodecs;
  private final SizeSample keySizes;
  private final SizeSample valueSizes;
  private final ChunkEncoder encoder;
  private final List<Chunk> chunks = new ArrayList<>();

  /** What the target has as words, before everything else; null when there is none. */
  private ColumnBlock columns;

  private Object[] cells = NOTHING;
  private int cellCount;
  private long heapBytes;
  private final Supplier<RunWriter> newFile;
  private RunWriter file;
  private boolean isEncoding;
  private int target;

  /**
   * @param newFile where the output goes when it cannot be in the heap
   */
  HeapSink(MapOutputId id, int targetCount, ShuffleContext context, Supplier<RunWriter> newFile) {
    this.newFile = newFile;
    this.id = id;
    this.blocks = new Block[targetCount];
    this.context = context;
    this.isStrict = context.isStrict();
    this.keyCodecs = new CodecCache(context.codecs());
    this.valueCodecs = new CodecCache(context.codecs());
    this.keySizes = new SizeSample(context.codecs());
    this.valueSizes = new SizeSample(context.codecs());
    this.encoder = new ChunkEncoder(context.codecs());
    this.isEncoding = isStrict;
  }

  @Override
  public void row(Object key, Object value) {
    if (!isEncoding && isImmutable(key, value)) refer(key, value);
    else encode(key, value);
  }

  boolean takesReferences() {
    return !isStrict;
  }

  boolean isImmutable(Object key, Object value) {
    return keyCodecs.isImmutable(key) && valueCodecs.isImmutable(value);
  }

  long sizeOf(Object key, Object value) {
    return keySizes.of(key) + valueSizes.of(value) + 8;
  }

  /**
   * All of a target at once.
   *
   * @param all immutable keys and values by turns; the array is the sink's from now on
   * @param bytes what they hold
   */
  void references(Object[] all, int count, long bytes) {
    cells = all;
    cellCount = count;
    heapBytes = bytes;
  }

  /**
   * The first rows of a target, as the words of a {@link ColumnBlock}; the array is the sink's from
   * now on.
   */
  void columns(PlainForm keys, PlainForm numbers, long[] words) {
    columns = new ColumnBlock(keys, numbers, words, EMPTY);
  }

  private void refer(Object key, Object value) {
    if (cellCount == cells.length) cells = Arrays.copyOf(cells, Math.max(16, 2 * cellCount));
    cells[cellCount++] = key;
    cells[cellCount++] = value;
    heapBytes += sizeOf(key, value);
  }

  private void encode(Object key, Object value) {
    startEncoding();
    encoder.write(key);
    encoder.write(value);
    if (encoder.isFull()) chunks.add(encoder.seal());
  }

  @Override
  public void encodedRow(byte[] bytes, int from, int length) {
    startEncoding();
    encoder.writeEncoded(bytes, from, length, 2);
    if (encoder.isFull()) chunks.add(encoder.seal());
  }

  /** A block has one form: what is there as references follows the others into bytes. */
  private void startEncoding() {
    if (isEncoding) return;
    isEncoding = true;
    encodeColumns();
    int count = cellCount;
    cellCount = 0;
    for (int i = 0; i < count; i += 2) encode(cells[i], cells[i + 1]);
    cells = NOTHING;
  }

  private void encodeColumns() {
    if (columns == null) return;
    ClosingIterator<Object> values = columns.values(context.codecs());
    while (values.hasNext()) encode(values.next(), values.next());
    columns = null;
  }

  @Override
  public void chunk(Chunk chunk) {
    startEncoding();
    seal();
    chunks.add(chunk);
  }

  private void seal() {
    if (!encoder.isEmpty()) chunks.add(encoder.seal());
  }

  @Override
  public void endTarget() {
    seal();
    if (file == null && hasAttachments()) startFile();
    Block block = chunks.isEmpty() ? words(references()) : bytes();
    if (file == null) blocks[target] = block;
    else writeToFile(block);
    target++;
    isEncoding = isStrict;
    cells = NOTHING;
    cellCount = 0;
    heapBytes = 0;
    columns = null;
    chunks.clear();
  }

  private boolean hasAttachments() {
    for (Chunk chunk : chunks) if (!chunk.attachments().isEmpty()) return true;
    return false;
  }

  private void startFile() {
    file = newFile.get();
    for (int before = 0; before < target; before++) {
      writeToFile(blocks[before]);
      blocks[before] = null;
    }
  }

  private void writeToFile(Block block) {
    switch (block) {
      case ByteBlock bytes -> {
        try (ClosingIterator<Chunk> all = bytes.chunks()) {
          while (all.hasNext()) file.chunk(all.next());
        }
      }
      default -> {
        try (ClosingIterator<Object> values = block.values(context.codecs())) {
          while (values.hasNext()) file.row(values.next(), values.next());
        }
      }
    }
    file.endTarget();
  }

  /** The file that everything has gone into, or null when it is all in the heap. */
  Run finishFile() {
    return file == null ? null : file.finish();
  }

  /** Deletes an unfinished file. */
  @Override
  public void close() {
    if (file != null) file.close();
  }

  private Block words(ObjectBlock references) {
    return columns == null
        ? references
        : new ColumnBlock(columns.keys(), columns.numbers(), columns.words(), references);
  }

  private ObjectBlock references() {
    if (cellCount == 0) return EMPTY;
    Object[] trimmed =
        cells.length > cellCount + cellCount / 4 ? Arrays.copyOf(cells, cellCount) : cells;
    return new ObjectBlock(trimmed, cellCount, heapBytes + 16);
  }

  private Block bytes() {
    long valueCount = 0;
    for (Chunk chunk : chunks) valueCount += chunk.valueCount();
    return new ByteBlock(id.block(target), BlockBytes.InHeap.of(chunks), valueCount);
  }

  /** One block per target, once all have ended. */
  Block[] blocks() {
    return blocks;
  }
}
