package io.brasa.core.journal;

import static java.nio.charset.StandardCharsets.US_ASCII;

import io.brasa.runtime.codec.Codec;
import io.brasa.runtime.codec.Codecs;
import io.brasa.runtime.codec.Decoder;
import io.brasa.runtime.codec.Encoder;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.List;
import java.util.zip.CRC32C;

/** Entries as bytes, in the format of the package. Not thread-safe. */
final class EntryFormat {
  private static final byte[] MAGIC = "BRJL".getBytes(US_ASCII);
  private static final byte VERSION = 1;
  static final int HEAD_BYTES = MAGIC.length + 1;
  static final int FRAME_BYTES = 8;

  private final Codecs codecs = new Codecs(EntryFormat.class.getClassLoader());
  private final Codec<Entry> entries = codecs.sealed(Entry.class);

  /**
   * What a file says.
   *
   * @param damage why it is not read further, for people; empty if it was read to its end, or to an
   *     entry that was just being written
   */
  record Content(List<Entry> entries, String damage) {}

  static byte[] head() {
    return ByteBuffer.allocate(HEAD_BYTES).put(MAGIC).put(VERSION).array();
  }

  byte[] write(Entry entry) {
    Encoder out = new Encoder(codecs);
    entries.encode(entry, out);
    byte[] content = out.toByteArray();
    ByteBuffer framed =
        ByteBuffer.allocate(FRAME_BYTES + content.length).order(ByteOrder.LITTLE_ENDIAN);
    framed.putInt(content.length).putInt(0).put(content);
    framed.putInt(4, checksum(framed.array(), 0, content.length));
    return framed.array();
  }

  /** Of the length's bytes, so that a damaged length is noticed as well, and of the content. */
  private static int checksum(byte[] bytes, int at, int length) {
    CRC32C checksum = new CRC32C();
    checksum.update(bytes, at, 4);
    checksum.update(bytes, at + FRAME_BYTES, length);
    return (int) checksum.getValue();
  }

  /** Never fails: what cannot be understood ends what is read. */
  Content read(byte[] bytes) {
    List<Entry> found = new ArrayList<>();
    if (bytes.length < HEAD_BYTES) return new Content(found, "");
    if (!ByteBuffer.wrap(bytes).limit(HEAD_BYTES).equals(wrappedHead()))
      return new Content(found, "it does not begin as a journal of this release");
    ByteBuffer file = ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
    int at = HEAD_BYTES;
    while (at < bytes.length) {
      if (bytes.length - at < FRAME_BYTES) return new Content(found, "");
      int length = file.getInt(at);
      if (length < 0) return new Content(found, "the entry at byte " + at + " is damaged");
      if (length > bytes.length - at - FRAME_BYTES) return new Content(found, "");
      if (file.getInt(at + 4) != checksum(bytes, at, length))
        return new Content(found, "the entry at byte " + at + " is damaged");
      try {
        Decoder in = new Decoder(codecs, bytes, at + FRAME_BYTES, length);
        Entry entry = entries.decode(in);
        if (!in.isAtEnd()) return new Content(found, "the entry at byte " + at + " is too long");
        found.add(entry);
      } catch (RuntimeException unknown) {
        return new Content(found, "the entry at byte " + at + " is not understood: " + unknown);
      }
      at += FRAME_BYTES + length;
    }
    return new Content(found, "");
  }

  private static ByteBuffer wrappedHead() {
    return ByteBuffer.wrap(head());
  }
}
