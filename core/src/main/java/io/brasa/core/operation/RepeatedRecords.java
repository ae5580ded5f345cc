package io.brasa.core.operation;

import io.brasa.core.lineage.TaskContext;
import java.util.Iterator;
import java.util.NoSuchElementException;

/** Each record of an iterator as often as is decided when it comes, which may be never. */
abstract class RepeatedRecords implements Iterator<Object> {
  private static final int CANCELLATION_INTERVAL = 1 << 10;

  private final Iterator<?> records;
  private final TaskContext context;
  private int untilCheck = CANCELLATION_INTERVAL;
  private Object current;
  private long timesLeft;
  private boolean isEnded;

  RepeatedRecords(Iterator<?> records, TaskContext context) {
    this.records = records;
    this.context = context;
  }

  abstract long times(Object record);

  /** Called once, after the last record. */
  void end() {}

  @Override
  public final boolean hasNext() {
    while (timesLeft == 0) {
      if (!records.hasNext()) {
        if (!isEnded) end();
        isEnded = true;
        return false;
      }
      if (--untilCheck == 0) {
        context.checkCancelled();
        untilCheck = CANCELLATION_INTERVAL;
      }
      current = records.next();
      timesLeft = times(current);
    }
    return true;
  }

  @Override
  public final Object next() {
    if (!hasNext()) throw new NoSuchElementException();
    timesLeft--;
    return current;
  }
}
