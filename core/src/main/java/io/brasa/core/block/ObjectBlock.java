package io.brasa.core.block;

import static java.util.Objects.requireNonNull;

import io.brasa.runtime.codec.Codec;
import io.brasa.runtime.codec.Codecs;
import java.util.NoSuchElementException;

/**
 * Objects of this process. Values that were proved immutable are given to all readers alike; of
 * others each reader gets copies, unless it is known to leave them alone.
 *
 * @param cells the values; owned by the block from now on, and never changed. May be longer than
 *     {@code size}
 * @param size how many of the cells are values
 * @param heapBytes roughly what the values and the array hold
 * @param isChangeable whether any of the values could be changed by a reader
 */
public record ObjectBlock(Object[] cells, int size, long heapBytes, boolean isChangeable)
    implements Block {
  public ObjectBlock {
    requireNonNull(cells);
    if (size < 0 || size > cells.length) {
      throw new IllegalArgumentException("size " + size + " of " + cells.length + " cells");
    }
  }

  /** Of values that were proved immutable. */
  public ObjectBlock(Object[] cells, int size, long heapBytes) {
    this(cells, size, heapBytes, false);
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
    return isChangeable ? new Copies(cells, size, codecs) : new Cells(cells, size);
  }

  @Override
  public ClosingIterator<Object> shared(Codecs codecs) {
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

  /** Copies of the values; those of one class in a row cost one look for their codec. */
  private static final class Copies implements ClosingIterator<Object> {
    private final Object[] cells;
    private final Codecs codecs;
    private Class<?> lastClass;
    private Codec<Object> codec;
    private int end;
    private int next;

    Copies(Object[] cells, int end, Codecs codecs) {
      this.cells = cells;
      this.end = end;
      this.codecs = codecs;
    }

    @Override
    public boolean hasNext() {
      return next < end;
    }

    @Override
    public Object next() {
      if (next >= end) throw new NoSuchElementException();
      Object value = cells[next++];
      if (value == null) return null;
      if (value.getClass() != lastClass) {
        codec = codecs.of(value);
        lastClass = value.getClass();
      }
      return codec.copy(value, codecs);
    }

    @Override
    public void close() {
      end = 0;
    }
  }
}
