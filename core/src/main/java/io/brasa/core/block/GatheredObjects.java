package io.brasa.core.block;

import io.brasa.runtime.codec.Codec;
import io.brasa.runtime.codec.Codecs;
import java.util.Arrays;
import java.util.Iterator;
import java.util.NoSuchElementException;

/**
 * Records as objects. Those that can change are copied on their way in, since whoever made them may
 * use them again.
 */
final class GatheredObjects implements Gathered {
  private static final int FIRST_CELLS = 16;
  private static final int CELL_BYTES = 8;

  private final Codecs codecs;
  private final SizeEstimate estimate = new SizeEstimate();
  private Object[] cells = new Object[FIRST_CELLS];
  private int size;
  private long valueBytes;
  private boolean isChangeable;
  private Class<?> lastClass;
  private Codec<Object> codec;

  GatheredObjects(Codecs codecs) {
    this.codecs = codecs;
  }

  @Override
  public void add(Object value) {
    if (size == cells.length) cells = Arrays.copyOf(cells, size + (size >> 1));
    cells[size++] = value == null ? null : taken(value);
  }

  private Object taken(Object value) {
    if (value.getClass() != lastClass) {
      codec = codecs.of(value);
      lastClass = value.getClass();
    }
    valueBytes += estimate.of(value, codec);
    if (codec.isImmutable(value)) return value;
    isChangeable = true;
    return codec.copy(value, codecs);
  }

  @Override
  public long sizeBytes() {
    return valueBytes + (long) CELL_BYTES * cells.length;
  }

  @Override
  public ObjectBlock block(BlockName name) {
    return new ObjectBlock(cells, size, sizeBytes(), isChangeable);
  }

  @Override
  public Iterator<Object> drain(BlockName name, StorageShare share) {
    return new Iterator<>() {
      private static final int STEP = 1_024;
      private int next;

      @Override
      public boolean hasNext() {
        return next < size;
      }

      @Override
      public Object next() {
        if (next >= size) throw new NoSuchElementException();
        Object value = cells[next];
        cells[next++] = null;
        if (next % STEP == 0) {
          double left = (double) (size - next) / size;
          share.shrinkTo((long) (valueBytes * left) + (long) CELL_BYTES * cells.length);
        }
        return value;
      }
    };
  }

  @Override
  public void close(StorageShare share) {
    cells = new Object[0];
    size = 0;
  }
}
