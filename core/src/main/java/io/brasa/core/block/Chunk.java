package io.brasa.core.block;

import io.brasa.runtime.codec.Codecs;
import io.brasa.runtime.codec.Decoder;
import java.io.IOException;
import java.io.OutputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.zip.CRC32C;

/**
 * One independently readable run of encoded values; the format is in the description of the
 * package.
 *
 * @param valueCount how many values the payload holds
 * @param checksum the CRC32C over the header and the payload
 * @param payload owned by the chunk from now on; may be longer than {@code length}
 * @param length how many bytes of it count
 * @param attachments large groups that the payload names by their place here; they may lie in files
 *     of whoever made the chunk, see {@link #whole}
 */
public record Chunk(
    int valueCount, int checksum, byte[] payload, int length, List<Attachment> attachments) {
  static final int HEADER_BYTES = 12;
  static final int ATTACHMENT_BYTES = 16;

  /**
   * The values of one large group: bytes in the format of a block, by themselves.
   *
   * @param name of the block that holds them, for errors
   */
  public record Attachment(BlockName name, BlockBytes bytes, long valueCount) {
    ByteBlock block() {
      return new ByteBlock(name, bytes, valueCount);
    }
  }

  static Chunk of(int valueCount, byte[] payload, int length, List<Attachment> attachments) {
    int stored = storedCount(valueCount, attachments);
    return new Chunk(valueCount, checksum(stored, payload, length), payload, length, attachments);
  }

  /** In the header the number of values is negative when there are attachments. */
  private static int storedCount(int valueCount, List<Attachment> attachments) {
    return attachments.isEmpty() ? valueCount : -valueCount;
  }

  /** Reads the payload, and gives attached groups as views of their bytes. */
  public Decoder decoder(Codecs codecs) {
    Decoder decoder = new Decoder(codecs, payload, 0, length);
    if (!attachments.isEmpty()) {
      decoder.attachmentsFrom(place -> new BlockGroup<>(attachments.get(place).block(), codecs));
    }
    return decoder;
  }

  /**
   * The chunk with all its attachments in the heap, so that it depends on nobody's files. Whoever
   * keeps chunks in the heap beyond the task that made them keeps these; writing a chunk writes its
   * attachments anyway.
   */
  public Chunk whole() {
    if (attachments.isEmpty()) return this;
    List<Attachment> loaded = new ArrayList<>(attachments.size());
    for (Attachment attachment : attachments) {
      List<Chunk> chunks = new ArrayList<>();
      try (ClosingIterator<Chunk> source = attachment.block().chunks()) {
        while (source.hasNext()) chunks.add(source.next().whole());
      }
      loaded.add(
          new Attachment(attachment.name, BlockBytes.InHeap.of(chunks), attachment.valueCount));
    }
    return new Chunk(valueCount, checksum, payload, length, loaded);
  }

  static int checksum(int valueCount, byte[] payload, int length) {
    CRC32C crc = new CRC32C();
    updateInt(crc, length);
    updateInt(crc, valueCount);
    crc.update(payload, 0, length);
    return (int) crc.getValue();
  }

  private static void updateInt(CRC32C crc, int value) {
    crc.update(value >>> 24);
    crc.update(value >>> 16);
    crc.update(value >>> 8);
    crc.update(value);
  }

  /** The bytes of header, payload and attachments. */
  public long sizeBytes() {
    long bytes = HEADER_BYTES + (long) length;
    if (attachments.isEmpty()) return bytes;
    bytes += tableBytes(attachments.size());
    for (Attachment attachment : attachments) bytes += attachment.bytes.length();
    return bytes;
  }

  static long tableBytes(int attachmentCount) {
    return 8 + (long) ATTACHMENT_BYTES * attachmentCount;
  }

  public void writeTo(OutputStream out) throws IOException {
    out.write(header());
    out.write(payload, 0, length);
    if (attachments.isEmpty()) return;
    out.write(table());
    for (Attachment attachment : attachments) Copying.copy(attachment.name, attachment.bytes, out);
  }

  /** What lies between the payload and the attachments. */
  byte[] table() {
    byte[] table = new byte[(int) tableBytes(attachments.size())];
    putInt(table, 0, attachments.size());
    int at = 4;
    for (Attachment attachment : attachments) {
      putLong(table, at, attachment.bytes.length());
      putLong(table, at + 8, attachment.valueCount);
      at += ATTACHMENT_BYTES;
    }
    putInt(table, at, tableChecksum(table, at));
    return table;
  }

  static int tableChecksum(byte[] table, int length) {
    CRC32C crc = new CRC32C();
    crc.update(table, 0, length);
    return (int) crc.getValue();
  }

  private static void putLong(byte[] bytes, int at, long value) {
    putInt(bytes, at, (int) (value >>> 32));
    putInt(bytes, at + 4, (int) value);
  }

  static long getLong(byte[] bytes, int at) {
    return (long) getInt(bytes, at) << 32 | getInt(bytes, at + 4) & 0xFFFF_FFFFL;
  }

  byte[] header() {
    byte[] header = new byte[HEADER_BYTES];
    putInt(header, 0, length);
    putInt(header, 4, storedCount(valueCount, attachments));
    putInt(header, 8, checksum);
    return header;
  }

  private static void putInt(byte[] bytes, int at, int value) {
    bytes[at] = (byte) (value >>> 24);
    bytes[at + 1] = (byte) (value >>> 16);
    bytes[at + 2] = (byte) (value >>> 8);
    bytes[at + 3] = (byte) value;
  }

  static int getInt(byte[] bytes, int at) {
    return (bytes[at] & 0xFF) << 24
        | (bytes[at + 1] & 0xFF) << 16
        | (bytes[at + 2] & 0xFF) << 8
        | (bytes[at + 3] & 0xFF);
  }
}
