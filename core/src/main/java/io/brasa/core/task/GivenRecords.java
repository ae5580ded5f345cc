package io.brasa.core.task;

import java.util.Iterator;
import java.util.NoSuchElementException;

/**
 * Records as a function of the user's gets them. What the engine throws is noted, and is the end of
 * the records: a function that catches it in a loop must not loop for ever.
 */
final class GivenRecords implements Iterator<Object> {
  private final Iterator<?> records;
  private final Swallowed swallowed;
  private boolean isBroken;

  GivenRecords(Iterator<?> records, Swallowed swallowed) {
    this.records = records;
    this.swallowed = swallowed;
  }

  @Override
  public boolean hasNext() {
    if (isBroken) return false;
    try {
      return records.hasNext();
    } catch (RuntimeException | Error e) {
      isBroken = swallowed.note(e);
      throw e;
    }
  }

  @Override
  public Object next() {
    if (isBroken) throw new NoSuchElementException("reading the records has failed");
    try {
      return records.next();
    } catch (RuntimeException | Error e) {
      isBroken = swallowed.note(e);
      throw e;
    }
  }
}
