package io.brasa.core.task;

import io.brasa.core.block.ClosingIterator;
import java.util.Iterator;

/** Records with all that was opened for them. */
record OwningRecords(Iterator<?> records, Opened opened) implements ClosingIterator<Object> {
  @Override
  public boolean hasNext() {
    return records.hasNext();
  }

  @Override
  public Object next() {
    return records.next();
  }

  @Override
  public void close() {
    opened.close();
  }
}
