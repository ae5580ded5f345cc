package io.brasa.core.shuffle;

import io.brasa.core.function.Pair;
import io.brasa.runtime.codec.Codec;
import io.brasa.runtime.codec.Codecs;
import io.brasa.runtime.error.EngineException;
import java.util.HashSet;
import java.util.Set;

/**
 * Hash and equality of the keys of one operation, by content. The first key of each class is
 * checked for value equality. Null is a key like others, with hash 0. Not thread-safe.
 */
final class KeyAccess {
  private final Codecs codecs;
  private final ContentHash contentHash;
  private final String operation;
  private final Set<Class<?>> checkedClasses = new HashSet<>();
  private Class<?> lastClass;
  private Codec<Object> lastCodec;

  KeyAccess(Codecs codecs, String operation) {
    this.codecs = codecs;
    this.contentHash = new ContentHash(codecs);
    this.operation = operation;
  }

  int hash(Object key) {
    // What the codecs of these do, without the call that cannot be inlined once a process has seen
    // several key types.
    if (key instanceof String || key instanceof Long || key instanceof Integer)
      return key.hashCode();
    return key == null ? 0 : codecOf(key).hash(key);
  }

  /**
   * A hash that has nothing to do with the first one where the content of a key alone says what
   * equals it, which a class of the user's may see otherwise; elsewhere the first one.
   *
   * @param hash the key's first hash
   */
  int secondHash(Object key, int hash) {
    return isPlain(key)
            || (key instanceof Pair<?, ?> pair && isPlain(pair._1()) && isPlain(pair._2()))
        ? (int) (contentHash.of(key) >>> 32)
        : hash;
  }

  private static boolean isPlain(Object key) {
    return key == null || key instanceof String || key instanceof Long || key instanceof Integer;
  }

  boolean equal(Object left, Object right) {
    if (left == right) return true;
    if (left instanceof String text) return text.equals(right);
    if (left instanceof Long || left instanceof Integer) return left.equals(right);
    if (left == null || right == null) return false;
    return left.getClass() == right.getClass()
        ? codecOf(left).equal(left, right)
        : codecs.equal(left, right);
  }

  /** The key, or a copy when somebody may change it while a table holds it. */
  Object owned(Object key) {
    if (key instanceof String || key instanceof Long || key instanceof Integer || key == null)
      return key;
    return codecOf(key).isImmutable(key) ? key : codecs.copy(key);
  }

  private Codec<Object> codecOf(Object key) {
    if (key.getClass() != lastClass) {
      lastCodec = codecs.of(key);
      lastClass = key.getClass();
      if (checkedClasses.add(lastClass)) requireKey(key);
    }
    return lastCodec;
  }

  private void requireKey(Object key) {
    try {
      lastCodec.requireKey(key);
    } catch (EngineException e) {
      lastClass = null;
      throw new EngineException(e.code(), e.what() + ", in a key of " + operation, e.remedy(), e);
    }
  }
}
