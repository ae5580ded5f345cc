package io.brasa.core.shuffle;

import io.brasa.core.block.Block;
import io.brasa.core.block.ByteBlock;
import io.brasa.core.block.Chunk;
import io.brasa.core.block.ClosingIterator;
import io.brasa.core.block.ColumnBlock;
import io.brasa.core.block.ObjectBlock;
import java.util.Iterator;
import java.util.List;

/** The records of blocks, one block after the other. */
final class BlockRows extends Rows {
  private static final int CANCELLATION_PERIOD = 1024;

  private final Iterator<? extends Block> blocks;
  private final ShuffleContext context;
  private final boolean isInput;

  /** Hears of keys; null if nobody wants to. */
  private final KeyShares shares;

  private Object[] cells = {};
  private int cell;
  private int cellEnd;
  private ColumnBlock columns;
  private int column;
  private ClosingIterator<Object> values;
  private ClosingIterator<Chunk> chunks;
  private long rowCount;

  /** Takes rows that are words, which then do not come out; null when nobody does. */
  private CombineBuffer columnSink;

  private BlockRows(
      Iterator<? extends Block> blocks, ShuffleContext context, boolean isInput, KeyShares shares) {
    this.blocks = blocks;
    this.context = context;
    this.isInput = isInput;
    this.shares = shares;
  }

  /** What a task reads from map outputs, which counts as its input. */
  static BlockRows ofInput(Iterator<? extends Block> blocks, ShuffleContext context) {
    return new BlockRows(blocks, context, true, null);
  }

  /** As {@link #ofInput}, where it counts which keys the records have. */
  static BlockRows ofKeyedInput(Iterator<? extends Block> blocks, ShuffleContext context) {
    return new BlockRows(blocks, context, true, context.metrics().readKeys());
  }

  /** What the task put aside itself. */
  static BlockRows ofSpill(Block block, ShuffleContext context) {
    return new BlockRows(List.of(block).iterator(), context, false, null);
  }

  /** Lets a buffer take rows that are words by itself, in their turn, while they are read. */
  void giveColumnsTo(CombineBuffer buffer) {
    columnSink = buffer;
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
      if (columns != null && advanceInColumns()) return true;
      if (values != null && values.hasNext()) {
        key = values.next();
        value = values.next();
        count();
        return true;
      }
      if (!openNext()) return false;
    }
  }

  private boolean advanceInColumns() {
    if (column == columns.words().length) {
      ObjectBlock others = columns.others();
      columns = null;
      open(others);
      if (cellEnd == 0) return false;
      return advance();
    }
    key = columns.key(column);
    value = columns.number(column);
    column += columns.keys().words() + 1;
    count();
    return true;
  }

  private void count() {
    if (++rowCount % CANCELLATION_PERIOD == 0) context.cancellation().run();
    if (isInput) context.metrics().rowsRead++;
    if (shares != null) shares.row(key);
  }

  private boolean openNext() {
    values = null;
    if (!blocks.hasNext()) return false;
    Block block = nextBlock();
    if (block instanceof ColumnBlock columns && columnSink != null) {
      ObjectBlock others = columns.others();
      if (isInput) context.metrics().rowsRead += (columns.valueCount() - others.size()) / 2;
      columnSink.combineAll(columns, context.cancellation());
      open(others);
    } else if (block instanceof ColumnBlock rows) {
      columns = rows;
      column = 0;
    } else if (block instanceof ObjectBlock objects) {
      open(objects);
    } else {
      values = block.values(context.codecs());
    }
    return true;
  }

  private Block nextBlock() {
    Block block = blocks.next();
    if (isInput) context.metrics().bytesRead += block.sizeBytes();
    return block;
  }

  /** Gives all records to a sorter, those that are bytes as they are. */
  void drainTo(KeySorter sorter) {
    while (blocks.hasNext()) {
      Block block = nextBlock();
      if (block instanceof ByteBlock bytes) drainChunks(bytes, sorter);
      else drainValues(block, sorter);
    }
  }

  private void drainChunks(ByteBlock block, KeySorter sorter) {
    chunks = block.chunks();
    while (chunks.hasNext()) {
      context.cancellation().run();
      Chunk chunk = chunks.next();
      sorter.add(chunk, shares);
      if (isInput) context.metrics().rowsRead += chunk.valueCount() / 2;
    }
  }

  private void drainValues(Block block, KeySorter sorter) {
    values = block.values(context.codecs());
    while (values.hasNext()) {
      key = values.next();
      sorter.add(key, values.next());
      count();
    }
  }

  private void open(ObjectBlock objects) {
    cells = objects.cells();
    cell = 0;
    cellEnd = objects.size();
  }

  @Override
  public void close() {
    if (chunks != null) chunks.close();
    cellEnd = 0;
    columns = null;
    if (values != null) values.close();
  }
}
