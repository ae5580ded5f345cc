package io.brasa.core.block;

import java.util.NoSuchElementException;

/**
 * Reads one value ahead, so that a block which was evicted or damaged since it was found is missed
 * before any value has been given: then it can still be computed instead. A block that turns out to
 * be damaged further on is to be forgotten, for the next attempt.
 */
final class FirstReadAhead implements ClosingIterator<Object> {
  private final ClosingIterator<Object> values;
  private final Runnable onDamage;
  private Object first;
  private boolean hasFirst;

  FirstReadAhead(ClosingIterator<Object> values, Runnable onDamage) {
    this.values = values;
    this.onDamage = onDamage;
    if (values.hasNext()) {
      first = values.next();
      hasFirst = true;
    }
  }

  @Override
  public boolean hasNext() {
    return hasFirst || values.hasNext();
  }

  @Override
  public Object next() {
    if (hasFirst) {
      hasFirst = false;
      Object value = first;
      first = null;
      return value;
    }
    try {
      return values.next();
    } catch (NoSuchElementException e) {
      throw e;
    } catch (RuntimeException e) {
      onDamage.run();
      throw e;
    }
  }

  @Override
  public void close() {
    hasFirst = false;
    values.close();
  }
}
