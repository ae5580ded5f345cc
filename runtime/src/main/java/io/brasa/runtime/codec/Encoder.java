package io.brasa.runtime.codec;

/**
 * A growing buffer that values are appended to, with the table of class names that one stream of values shares. Not
 * thread-safe.
 */
public final class Encoder {
  private final Codecs codecs;

  public Encoder(Codecs codecs) {
    this.codecs = codecs;
  }

  public Codecs codecs() {
    return codecs;
  }

  // helper: writeByte, writeBoolean, writeShort, writeChar, writeInt (fixed), writeLong (fixed), writeVarInt, writeVarLong
  // (zig-zag), writeFloat, writeDouble, writeBytes(byte[], offset, length), writeString (Latin-1 or UTF-8 with a flag)

  /** Appends any value or null, preceded by the index of its class in this stream's table (the name itself the first time). */
  public void writeValue(Object value) {
    throw new UnsupportedOperationException("helper");
  }

  /** Bytes written so far. */
  public int size() {
    throw new UnsupportedOperationException("helper");
  }

  /** A copy of the bytes written so far. */
  public byte[] toByteArray() {
    throw new UnsupportedOperationException("helper");
  }

  /** Forgets all bytes and the class table, keeping the buffer. */
  public void reset() {
    throw new UnsupportedOperationException("helper");
  }
}
