package io.brasa.runtime.codec;

import io.brasa.runtime.error.EngineException;
import io.brasa.runtime.error.RuntimeError;
import java.util.Iterator;
import java.util.Objects;
import java.util.Spliterator;
import java.util.Spliterators;

/**
 * A group whose values are encoded somewhere else, a file mostly, and decoded each time they are
 * iterated. Where that is only its makers know: an {@link Encoder} that may write it in place of
 * its values is told {@linkplain Encoder#attachTo so}, any other writes the values.
 *
 * @param <V> the type of the values
 */
public abstract non-sealed class StoredGroup<V> extends Group<V> {
  private static final long serialVersionUID = 1L;

  /** How many of its bytes, decoded, are at most a fair part of the heap. */
  private static final int HEAP_SHARE = 16;

  private transient Iterator<V> cursor;
  private transient int cursorIndex;

  protected StoredGroup() {}

  /** The bytes of the encoded values. */
  public abstract long storedBytes();

  @Override
  final void requireLoadable() {
    if (storedBytes() <= Runtime.getRuntime().maxMemory() / HEAP_SHARE) return;
    throw new EngineException(
        RuntimeError.MEMORY_EXHAUSTED,
        "A group of "
            + count()
            + " values, encoded in "
            + storedBytes()
            + " bytes, cannot be in memory as a whole",
        "Iterate over it instead, or give the process more memory");
  }

  /** The values are read from the first one on unless the calls go upwards; not thread-safe. */
  @Override
  public final V get(int index) {
    Objects.checkIndex(index, size());
    if (cursor == null || index < cursorIndex) {
      cursor = iterator();
      cursorIndex = 0;
    }
    for (; cursorIndex < index; cursorIndex++) cursor.next();
    cursorIndex++;
    return cursor.next();
  }

  @Override
  public final Spliterator<V> spliterator() {
    return Spliterators.spliterator(iterator(), count(), Spliterator.ORDERED);
  }
}
