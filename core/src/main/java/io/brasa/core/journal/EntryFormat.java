package io.brasa.core.journal;

import static java.nio.charset.StandardCharsets.US_ASCII;

import io.brasa.runtime.codec.Codec;
import io.brasa.runtime.codec.Codecs;
import io.brasa.runtime.codec.Decoder;
import io.brasa.runtime.codec.Encoder;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.ObjLongConsumer;
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
    framed.putInt(content.length);
    framed.putInt(checksum(framed.array(), content)).put(content);
    return framed.array();
  }

  /** Of the length's bytes, so that a damaged length is noticed as well, and of the content. */
  private static int checksum(byte[] frame, byte[] content) {
    CRC32C checksum = new CRC32C();
    checksum.update(frame, 0, 4);
    checksum.update(content);
    return (int) checksum.getValue();
  }

  /** As {@link #read(InputStream, ObjLongConsumer)}, of a file in memory. */
  Content read(byte[] bytes) {
    List<Entry> found = new ArrayList<>();
    try {
      String damage = read(new ByteArrayInputStream(bytes), (entry, _) -> found.add(entry));
      return new Content(found, damage);
    } catch (IOException impossible) {
      throw new UncheckedIOException(impossible);
    }
  }

  /**
   * Gives the entries of a file with their places, one by one. What cannot be understood ends what
   * is read.
   *
   * @return why it is not read further, for people; empty if it was read to its end, or to an entry
   *     that was just being written
   */
  String read(InputStream in, ObjLongConsumer<Entry> each) throws IOException {
    byte[] head = in.readNBytes(HEAD_BYTES);
    if (head.length < HEAD_BYTES) return "";
    if (!Arrays.equals(head, head())) return "it does not begin as a journal of this release";
    long at = HEAD_BYTES;
    while (true) {
      byte[] frame = in.readNBytes(FRAME_BYTES);
      if (frame.length < FRAME_BYTES) return "";
      ByteBuffer numbers = ByteBuffer.wrap(frame).order(ByteOrder.LITTLE_ENDIAN);
      int length = numbers.getInt(0);
      if (length < 0) return "the entry at byte " + at + " is damaged";
      byte[] content = in.readNBytes(length);
      if (content.length < length) return "";
      if (numbers.getInt(4) != checksum(frame, content))
        return "the entry at byte " + at + " is damaged";
      try {
        Decoder decoder = new Decoder(codecs, content);
        Entry entry = entries.decode(decoder);
        if (!decoder.isAtEnd()) return "the entry at byte " + at + " is too long";
        each.accept(entry, at);
      } catch (RuntimeException unknown) {
        return "the entry at byte " + at + " is not understood: " + unknown;
      }
      at += FRAME_BYTES + length;
    }
  }
}
