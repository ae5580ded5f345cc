package io.brasa.core.operation;

import io.brasa.core.lineage.TaskContext;
import java.util.Iterator;

/** Counts records, all at once when they end: a counter for each would show in the time. */
final class CountedInput implements Iterator<Object>, AutoCloseable {
  private final Iterator<?> records;
  private final TaskContext context;
  private long count;

  /**
   * @param records closed with this if they can be
   */
  CountedInput(Iterator<?> records, TaskContext context) {
    this.records = records;
    this.context = context;
  }

  @Override
  public boolean hasNext() {
    if (records.hasNext()) return true;
    report();
    return false;
  }

  @Override
  public Object next() {
    count++;
    return records.next();
  }

  private void report() {
    context.countInput(count, 0);
    count = 0;
  }

  @Override
  public void close() throws Exception {
    report();
    if (records instanceof AutoCloseable closeable) closeable.close();
  }
}
