package io.brasa.runtime.codec;

import io.brasa.runtime.error.EngineException;
import io.brasa.runtime.error.RuntimeError;
import java.io.Serializable;
import java.util.AbstractList;
import java.util.ArrayList;
import java.util.Iterator;

/**
 * The values of one key: an unmodifiable list of any length, which lies in the heap if it is small
 * and {@linkplain StoredGroup elsewhere} if it is not. It can be iterated any number of times and
 * by several iterators at once, and tells by nothing but the time it takes where it lies.
 *
 * <p>Equality and hash are those of {@link java.util.List}. The text is that of a list, too; one of
 * more than {@value #MAX_TEXT} characters fails with {@code MEMORY_EXHAUSTED}, as does whatever
 * else wants all values of a large group in the heap at once. {@link #size} is {@link
 * Integer#MAX_VALUE} for longer groups, as {@link java.util.Collection} wants it; {@link #count} is
 * exact. Java serialisation writes an {@code ArrayList} of the values. Reading is thread-safe, but
 * for {@code get} of a stored group.
 *
 * @param <V> the type of the values
 */
public abstract sealed class Group<V> extends AbstractList<V> implements Serializable
    permits PackedGroup, StoredGroup {
  private static final long serialVersionUID = 1L;
  static final int MAX_TEXT = 1 << 26;

  Group() {}

  /** How many values there are. */
  public abstract long count();

  @Override
  public final int size() {
    return (int) Math.min(count(), Integer.MAX_VALUE);
  }

  @Override
  public final boolean isEmpty() {
    return count() == 0;
  }

  @Override
  public abstract Iterator<V> iterator();

  /** Fails with {@code MEMORY_EXHAUSTED} if the values are too many to be in the heap at once. */
  abstract void requireLoadable();

  @Override
  public final boolean equals(Object other) {
    if (this == other) return true;
    if (!(other instanceof java.util.List<?> list) || list.size() != size()) return false;
    Iterator<?> others = list.iterator();
    for (V value : this) {
      if (!others.hasNext() || !java.util.Objects.equals(value, others.next())) return false;
    }
    return !others.hasNext();
  }

  @Override
  public final int hashCode() {
    int hash = 1;
    for (V value : this) hash = 31 * hash + (value == null ? 0 : value.hashCode());
    return hash;
  }

  @Override
  public final String toString() {
    StringBuilder text = new StringBuilder("[");
    for (V value : this) {
      if (text.length() > 1) text.append(", ");
      text.append(value);
      if (text.length() > MAX_TEXT) {
        throw new EngineException(
            RuntimeError.MEMORY_EXHAUSTED,
            "The text of a group of "
                + count()
                + " values has more than "
                + MAX_TEXT
                + " characters",
            "Write out its values one by one");
      }
    }
    return text.append(']').toString();
  }

  @Override
  public final Object[] toArray() {
    requireLoadable();
    return super.toArray();
  }

  @Override
  public final <T> T[] toArray(T[] array) {
    requireLoadable();
    return super.toArray(array);
  }

  /** Called by Java serialisation. */
  final Object writeReplace() {
    return new ArrayList<>(this);
  }
}
