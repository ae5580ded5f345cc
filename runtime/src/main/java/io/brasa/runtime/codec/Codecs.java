package io.brasa.runtime.codec;

/**
 * The codecs of one application: finds or makes the codec of a class. Thread-safe; holds classes weakly enough that a class
 * loader can be collected when this object is.
 */
public final class Codecs {
  private final ClassLoader loader;

  /** @param loader resolves the class names that encoded bytes contain */
  public Codecs(ClassLoader loader) {
    this.loader = loader;
  }

  public ClassLoader loader() {
    return loader;
  }

  /** The codec of a class. Fails with {@code CODEC_UNSUPPORTED}, naming class, field path and remedy, if there can be none. */
  public <T> Codec<T> of(Class<T> type) {
    throw new UnsupportedOperationException("helper: " + type);
  }

  /** The codec of a value's class. */
  @SuppressWarnings("unchecked")
  public Codec<Object> of(Object value) {
    return (Codec<Object>) of((Class<?>) value.getClass());
  }

  /** Hash by content of a value or null; see {@link Codec#hash}. */
  public int hash(Object value) {
    return value == null ? 0 : of(value).hash(value);
  }

  /** Equality by content of two values or nulls; values of different classes are equal only if their own equals says so. */
  public boolean equal(Object left, Object right) {
    throw new UnsupportedOperationException("helper");
  }

  /** Whether a value or null may be shared between tasks. */
  public boolean isImmutable(Object value) {
    return value == null || of(value).isImmutable(value);
  }

  /** A copy that shares nothing mutable with the value: the value itself when it is immutable. */
  public <T> T copy(T value) {
    throw new UnsupportedOperationException("helper");
  }
}
