package io.brasa.core.task;

import io.brasa.core.error.CoreError;
import io.brasa.runtime.codec.Codecs;
import io.brasa.runtime.codec.Encoder;
import io.brasa.runtime.error.EngineException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Iterator;

/**
 * Strict mode at the boundaries of a stage: remembers what the last records looked like when they
 * were handed on, and fails with {@code RECORD_MUTATED} when one of them looks different later, be
 * it that the function changed it or that it handed on the same object again with other content.
 * Whoever keeps references, as caches and sorters do, would have seen the change; whoever encodes
 * at once would not: that is how programs come to work in one place and fail in another. What is
 * passed on is a copy, so that an end which merges values in place is not taken for the culprit.
 */
final class StrictWatch implements Iterator<Object>, AutoCloseable {
  /** A window suffices: reuse shows at once, and later changes mostly within a few records. */
  private static final int WINDOW = 256;

  private final Iterator<?> records;
  private final Codecs codecs;
  private final String operation;
  private final Encoder encoder;
  private final Object[] seen = new Object[WINDOW];
  private final int[] looks = new int[WINDOW];
  private long count;

  StrictWatch(Iterator<?> records, Codecs codecs, String operation) {
    this.records = records;
    this.codecs = codecs;
    this.operation = operation;
    this.encoder = new Encoder(codecs);
  }

  @Override
  public boolean hasNext() {
    boolean hasNext = records.hasNext();
    if (count > 0) verify((int) ((count - 1) % WINDOW));
    if (!hasNext) verifyAll();
    return hasNext;
  }

  @Override
  public Object next() {
    Object value = records.next();
    if (codecs.isImmutable(value)) return value;
    int position = (int) (count % WINDOW);
    verify(position);
    seen[position] = value;
    looks[position] = look(value);
    count++;
    return codecs.copy(value);
  }

  private int look(Object value) {
    encoder.reset();
    // A stored group looks like its place in the list: it cannot be changed.
    encoder.attachTo(new ArrayList<>(0));
    encoder.writeValue(value);
    return Arrays.hashCode(encoder.toByteArray());
  }

  private void verifyAll() {
    for (int i = 0; i < Math.min(count, WINDOW); i++) verify(i);
  }

  private void verify(int position) {
    Object value = seen[position];
    if (value == null || look(value) == looks[position]) return;
    long last = count - 1;
    long record = last - Math.floorMod(last - position, WINDOW);
    throw new EngineException(
        CoreError.RECORD_MUTATED,
        "A "
            + value.getClass().getName()
            + " that "
            + operation
            + " had handed on (record "
            + record
            + " that can change) was changed or used again for another record",
        "Make a new object for each record; strict mode found this, and without it the answer would depend on where the program runs");
  }

  @Override
  public void close() {
    Arrays.fill(seen, null);
  }
}
