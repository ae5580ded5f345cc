package io.brasa.runtime.codec;

/**
 * How the values of one class become bytes and come back, written by hand where what is derived
 * from components would be too slow or too large. Stateless, thread-safe, with a constructor
 * without parameters. Such values are no keys.
 *
 * @param <T> a final class annotated with {@link CodedBy}
 */
public interface ValueForm<T> {
  /** Appends a value. */
  void encode(T value, Encoder out);

  /**
   * Reads what {@link #encode} wrote; fails with {@link #corrupt} on what it cannot have written.
   */
  T decode(Decoder in);

  /** By content, the same in every JVM. */
  int hash(T value);

  /** By content. */
  boolean equal(T left, T right);

  /** Whether values can never change, nor anything they reach: tasks then share references. */
  boolean isImmutable();

  /** Roughly the heap bytes held. */
  long heapBytes(T value);

  /** To be thrown by {@link #decode}: bytes that no encoder can have written. */
  static RuntimeException corrupt(String what) {
    return CodecErrors.corrupt(what);
  }
}
