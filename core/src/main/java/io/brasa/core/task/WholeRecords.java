package io.brasa.core.task;

import java.util.Iterator;

/** Records whose end is one only if no function has swallowed what the engine threw before it. */
record WholeRecords(Iterator<?> records, Runnable check) implements Iterator<Object> {
  @Override
  public boolean hasNext() {
    if (records.hasNext()) return true;
    check.run();
    return false;
  }

  @Override
  public Object next() {
    return records.next();
  }
}
