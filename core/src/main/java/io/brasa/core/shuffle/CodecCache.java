package io.brasa.core.shuffle;

import io.brasa.runtime.codec.Codec;
import io.brasa.runtime.codec.Codecs;

/**
 * Remembers the codec of the last class: nearly all streams of values are of one class. Not
 * thread-safe.
 */
final class CodecCache {
  private final Codecs codecs;
  private Class<?> lastClass;
  private Codec<Object> lastCodec;

  CodecCache(Codecs codecs) {
    this.codecs = codecs;
  }

  /**
   * @param value not null
   */
  Codec<Object> of(Object value) {
    if (value.getClass() != lastClass) {
      lastCodec = codecs.of(value);
      lastClass = value.getClass();
    }
    return lastCodec;
  }

  boolean isImmutable(Object value) {
    if (value instanceof String
        || value instanceof Long
        || value instanceof Integer
        || value == null) return true;
    return of(value).isImmutable(value);
  }

  /** The value, or a copy of it when somebody may change it. */
  Object owned(Object value) {
    return isImmutable(value) ? value : codecs.copy(value);
  }
}
