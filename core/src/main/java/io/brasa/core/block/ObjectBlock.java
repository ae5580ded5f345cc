package io.brasa.core.block;

import static java.util.Objects.requireNonNull;

import io.brasa.runtime.codec.Codecs;
import java.util.NoSuchElementException;

/**
 * References to values of this process. Only values that were proved immutable may be in here,
 * since every reader gets the same ones.
 *
 * @param cells the values; owned by the block from now on, and never changed. May be longer than
 *     {@code size}
 * @param size how many of the cells are values
 * @param heapBytes roughly what the values and the array hold
 */
public record ObjectBlock(Object[] cells, int size, long heapBytes) implements Block {
  public ObjectBlock {
    requireNonNull(cells);
    if (size < 0 || size > cells.length) {
      throw new IllegalArgumentException("size " + size + " of " + cells.length + " cells");
    }
  }

  @Override
  public long valueCount() {
    return size;
  }

  @Override
  public long sizeBytes() {
    return heapBytes;
  }

  @Override
  public ClosingIterator<Object> values(Codecs codecs) {
    return new Cells(cells, size);
  }

  private static final class Cells implements ClosingIterator<Object> {
    private final Object[] cells;
    private int end;
    private int next;

    Cells(Object[] cells, int end) {
      this.cells = cells;
      this.end = end;
    }

    @Override
    public boolean hasNext() {
      return next < end;
    }

    @Override
    public Object next() {
      if (next >= end) throw new NoSuchElementException();
      return cells[next++];
    }

    @Override
    public void close() {
      end = 0;
    }
  }
}
