package io.brasa.runtime.codec;

/** Reads what an {@link Encoder} wrote, in the same order. Not thread-safe. */
public final class Decoder {
  private final Codecs codecs;

  public Decoder(Codecs codecs, byte[] bytes, int offset, int length) {
    this.codecs = codecs;
  }

  public Codecs codecs() {
    return codecs;
  }

  /** Reads what {@link Encoder#writeValue} wrote: a value or null. */
  public Object readValue() {
    throw new UnsupportedOperationException("helper");
  }

  /** Whether all bytes have been read. */
  public boolean isAtEnd() {
    throw new UnsupportedOperationException("helper");
  }
}
