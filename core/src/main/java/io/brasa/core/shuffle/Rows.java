package io.brasa.core.shuffle;

import io.brasa.core.block.ClosingIterator;
import io.brasa.core.function.Pair;
import java.util.NoSuchElementException;

/**
 * A cursor over records: after {@link #advance} has returned true the fields hold the record. Lets
 * go of what it holds at its end and when closed. Not thread-safe.
 */
abstract class Rows implements AutoCloseable {
  Object key;
  Object value;

  /** Of the key; set by cursors that are merged by hash only. */
  int hash;

  /** Of the key, if its class has one; set by cursors that are merged by key only. */
  long prefix;

  /** The class of what the prefix is of; null if there is none. */
  Class<?> prefixClass;

  abstract boolean advance();

  @Override
  public abstract void close();

  /** The cursor as users see it. */
  final ClosingIterator<Pair<Object, Object>> asIterator() {
    return new Pairs(this);
  }

  private static final class Pairs implements ClosingIterator<Pair<Object, Object>> {
    private final Rows rows;
    private boolean isAhead;
    private boolean isDone;

    Pairs(Rows rows) {
      this.rows = rows;
    }

    @Override
    public boolean hasNext() {
      if (isAhead) return true;
      if (isDone) return false;
      isAhead = rows.advance();
      isDone = !isAhead;
      return isAhead;
    }

    @Override
    public Pair<Object, Object> next() {
      if (!hasNext()) throw new NoSuchElementException();
      isAhead = false;
      return new Pair<>(rows.key, rows.value);
    }

    @Override
    public void close() {
      isDone = true;
      isAhead = false;
      rows.close();
    }
  }
}
