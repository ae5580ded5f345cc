package io.brasa.core.task;

import io.brasa.runtime.codec.Codec;
import io.brasa.runtime.codec.Codecs;
import java.util.function.LongConsumer;

/**
 * Hands values over: themselves if they can never change, else copies. Called for each record, so
 * it remembers the codec of the last class: nearly all streams of values are of one class. Not
 * thread-safe.
 */
final class Handing {
  private final Codecs codecs;
  private final LongConsumer beforeLoading;
  private Class<?> lastClass;
  private Codec<Object> lastCodec;

  /**
   * @param beforeLoading see {@link Codecs#wholeCopy}
   */
  Handing(Codecs codecs, LongConsumer beforeLoading) {
    this.codecs = codecs;
    this.beforeLoading = beforeLoading;
  }

  <T> T over(T value) {
    if (value == null
        || value instanceof Integer
        || value instanceof Long
        || value instanceof Double
        || value instanceof String) return value;
    if (value.getClass() != lastClass) {
      lastCodec = codecs.of((Object) value);
      lastClass = value.getClass();
    }
    return lastCodec.isImmutable(value) ? value : codecs.wholeCopy(value, beforeLoading);
  }
}
