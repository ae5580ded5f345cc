package io.brasa.sql.typed;

import io.brasa.columnar.vector.Batch;
import io.brasa.columnar.vector.Selection;
import io.brasa.columnar.vector.Vector;
import io.brasa.columnar.vector.VectorOrder;
import io.brasa.runtime.codec.Codecs;
import io.brasa.sql.shape.BatchReader;
import java.util.Iterator;
import java.util.NoSuchElementException;

/**
 * Goes along the rows of batches that come in the order of their keys, which are their first
 * columns. Belongs to one thread.
 */
final class RowCursor {
  private final Iterator<?> batches;
  private final BatchReader keyReader;
  private final BatchReader valueReader;
  private final int keyCount;
  private final int valueCount;
  private Vector[] keys;
  private int[] selected;
  private int rowCount;
  private int next;

  RowCursor(Iterator<?> batches, TypedSource.Read keys, TypedSource.Read values, Codecs codecs) {
    this.batches = batches;
    this.keyReader = keys.open(codecs);
    this.valueReader = values.open(codecs);
    this.keyCount = keys.types().size();
    this.valueCount = values.types().size();
  }

  /** A row's key where it lies, which stays readable when the cursor has gone on. */
  record Key(Vector[] columns, int row) {
    /** As {@link VectorOrder}, column by column. */
    int compareTo(Key other) {
      for (int i = 0; i < columns.length; i++) {
        int order = VectorOrder.compare(columns[i], row, other.columns[i], other.row);
        if (order != 0) return order;
      }
      return 0;
    }
  }

  boolean hasRow() {
    while (next == rowCount) {
      if (!batches.hasNext()) return false;
      open((Batch) batches.next());
    }
    return true;
  }

  private void open(Batch batch) {
    keys = new Vector[keyCount];
    for (int i = 0; i < keyCount; i++) keys[i] = batch.column(i);
    Vector[] values = new Vector[valueCount];
    for (int i = 0; i < valueCount; i++) values[i] = batch.column(keyCount + i);
    valueReader.bind(values);
    selected = batch.selection().map(Selection::rows).orElse(null);
    rowCount = batch.rowCount();
    next = 0;
  }

  private int row() {
    return selected == null ? next : selected[next];
  }

  /** Of the row at hand, which there must be. */
  Key key() {
    return new Key(keys, row());
  }

  Object keyObject() {
    keyReader.bind(keys);
    return keyReader.read(row());
  }

  /** Whether the row at hand has a key; false also at the end. */
  boolean isAt(Key key) {
    if (!hasRow()) return false;
    int row = row();
    for (int i = 0; i < keyCount; i++)
      if (VectorOrder.compare(keys[i], row, key.columns[i], key.row) != 0) return false;
    return true;
  }

  /** The values of the rows from here on that have a key; drawn as they are asked for. */
  Iterator<Object> group(Key key) {
    return new Iterator<>() {
      private boolean isAhead;

      @Override
      public boolean hasNext() {
        isAhead = isAhead || isAt(key);
        return isAhead;
      }

      @Override
      public Object next() {
        if (!hasNext()) throw new NoSuchElementException();
        isAhead = false;
        Object value = valueReader.read(row());
        next++;
        return value;
      }
    };
  }

  /** Goes behind the rows that have a key. */
  void leave(Key key) {
    while (isAt(key)) next++;
  }
}
