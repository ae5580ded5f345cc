package io.brasa.runtime.codec;

/**
 * Everything the engine must know about values of one type: how they become bytes and come back,
 * which of them are equal, what their hash is in every JVM, whether they may be shared between
 * tasks, and how much heap they hold. Codecs are stateless and thread-safe; what a stream of values
 * shares (its table of class names) lives in {@link Encoder} and {@link Decoder}. Values are never
 * null here: {@link Encoder#writeValue} and the callers of fields write nulls themselves.
 *
 * @param <T> the type of the values
 */
public sealed interface Codec<T> permits ContentCodec {
  /**
   * Appends the value. Fails with {@code CODEC_ENCODE_FAILED}, naming the type and the field path.
   */
  void encode(T value, Encoder out);

  /**
   * Reads what {@link #encode} wrote. Fails with {@code CODEC_CORRUPT} on bytes that it cannot have
   * written.
   */
  T decode(Decoder in);

  /** A hash by content, the same in every JVM, equal for {@linkplain #equal equal} values. */
  int hash(T value);

  /** Equality by content. */
  boolean equal(T left, T right);

  /**
   * Whether neither this value nor anything it reaches can ever change, so that tasks may share the
   * reference.
   */
  boolean isImmutable(T value);

  /**
   * A copy that shares nothing mutable with the value: the value itself when it is immutable. Fails
   * as {@link #encode} does.
   *
   * @param codecs those that this codec is from
   */
  T copy(T value, Codecs codecs);

  /** Roughly the heap bytes held by the value and what it alone reaches. */
  long heapBytes(T value);

  /**
   * Fails with {@code KEY_WITHOUT_VALUE_EQUALITY}, naming the type and the path to the offender,
   * when values of this type cannot serve as keys (arrays, classes that compare by identity, and
   * whatever contains one).
   *
   * @param value the key at hand, since fields of open types are only known by their values
   */
  void requireKey(T value);
}
