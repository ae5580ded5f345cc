package io.brasa.core.shuffle;

import io.brasa.core.block.Block;
import io.brasa.core.block.ByteBlock;
import io.brasa.core.block.Chunk;
import io.brasa.core.block.ClosingIterator;
import io.brasa.core.block.ObjectBlock;
import java.util.Iterator;
import java.util.List;

/** The records of blocks, one block after the other. */
final class BlockRows extends Rows {
  private static final int CANCELLATION_PERIOD = 1024;

  private final Iterator<? extends Block> blocks;
  private final ShuffleContext context;
  private final boolean isInput;
  private Object[] cells = {};
  private int cell;
  private int cellEnd;
  private ClosingIterator<Object> values;
  private ClosingIterator<Chunk> chunks;
  private long rowCount;

  private BlockRows(Iterator<? extends Block> blocks, ShuffleContext context, boolean isInput) {
    this.blocks = blocks;
    this.context = context;
    this.isInput = isInput;
  }

  /** What a task reads from map outputs, which counts as its input. */
  static BlockRows ofInput(Iterator<? extends Block> blocks, ShuffleContext context) {
    return new BlockRows(blocks, context, true);
  }

  /** What the task put aside itself. */
  static BlockRows ofSpill(Block block, ShuffleContext context) {
    return new BlockRows(List.of(block).iterator(), context, false);
  }

  @Override
  boolean advance() {
    while (true) {
      if (cell < cellEnd) {
        key = cells[cell];
        value = cells[cell + 1];
        cell += 2;
        count();
        return true;
      }
      if (values != null && values.hasNext()) {
        key = values.next();
        value = values.next();
        count();
        return true;
      }
      if (!openNext()) return false;
    }
  }

  private void count() {
    if (++rowCount % CANCELLATION_PERIOD == 0) context.cancellation().run();
    if (isInput) context.metrics().rowsRead++;
  }

  private boolean openNext() {
    values = null;
    if (!blocks.hasNext()) return false;
    Block block = open();
    if (block instanceof ByteBlock) values = block.values(context.codecs());
    return true;
  }

  private Block open() {
    Block block = blocks.next();
    if (isInput) context.metrics().bytesRead += block.sizeBytes();
    if (block instanceof ObjectBlock objects) {
      cells = objects.cells();
      cell = 0;
      cellEnd = objects.size();
    }
    return block;
  }

  /** Gives all records to a sorter, those that are bytes as they are. */
  void drainTo(KeySorter sorter) {
    while (openNextChunked()) {
      while (chunks != null && chunks.hasNext()) take(chunks.next(), sorter);
      for (; cell < cellEnd; cell += 2) {
        sorter.add(cells[cell], cells[cell + 1]);
        count();
      }
    }
  }

  private void take(Chunk chunk, KeySorter sorter) {
    context.cancellation().run();
    sorter.add(chunk);
    if (isInput) context.metrics().rowsRead += chunk.valueCount() / 2;
  }

  private boolean openNextChunked() {
    chunks = null;
    if (!blocks.hasNext()) return false;
    Block block = open();
    if (block instanceof ByteBlock bytes) chunks = bytes.chunks();
    return true;
  }

  @Override
  public void close() {
    if (chunks != null) chunks.close();
    cellEnd = 0;
    if (values != null) values.close();
  }
}
