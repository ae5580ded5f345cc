package io.brasa.core.shuffle;

import io.brasa.runtime.codec.Group;

/**
 * A cursor over keys and the values of each. Keys come in the order of their hash and, where hashes
 * are equal, of their content; each comes once, with its values in the order of the input. Whatever
 * groups or joins is a merge of such cursors. Lets go of what it holds at its end and when closed.
 * Not thread-safe.
 */
abstract class KeyedValues implements AutoCloseable {
  Object key;
  int hash;
  Object value;

  /** Moves to the next key, past what values of this one are left. */
  abstract boolean nextKey();

  /** Moves to the next value of the key. */
  abstract boolean nextValue();

  /** The values of the key from the first one on, none of which has been asked for yet. */
  Group<Object> group(GroupBuilder builder) {
    builder.begin();
    while (nextValue()) builder.add(value);
    return builder.finish();
  }

  @Override
  public abstract void close();
}
