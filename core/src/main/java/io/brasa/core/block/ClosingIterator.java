package io.brasa.core.block;

import java.util.Iterator;

/**
 * An iterator that may hold a file or memory. It lets go of them when it ends and when it is
 * closed, whichever comes first; closing is idempotent. After closing there is no next element. Not
 * thread-safe.
 *
 * @param <T> the type of the elements
 */
public interface ClosingIterator<T> extends Iterator<T>, AutoCloseable {
  @Override
  void close();
}
