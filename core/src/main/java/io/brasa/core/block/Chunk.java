package io.brasa.core.block;

import java.io.IOException;
import java.io.OutputStream;
import java.util.zip.CRC32C;

/**
 * One independently readable run of encoded values; the format is in the description of the
 * package.
 *
 * @param valueCount how many values the payload holds
 * @param checksum the CRC32C over the header and the payload
 * @param payload owned by the chunk from now on; may be longer than {@code length}
 * @param length how many bytes of it count
 */
public record Chunk(int valueCount, int checksum, byte[] payload, int length) {
  static final int HEADER_BYTES = 12;

  static Chunk of(int valueCount, byte[] payload, int length) {
    return new Chunk(valueCount, checksum(valueCount, payload, length), payload, length);
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

  /** The bytes of header and payload. */
  public long sizeBytes() {
    return HEADER_BYTES + (long) length;
  }

  public void writeTo(OutputStream out) throws IOException {
    out.write(header());
    out.write(payload, 0, length);
  }

  byte[] header() {
    byte[] header = new byte[HEADER_BYTES];
    putInt(header, 0, length);
    putInt(header, 4, valueCount);
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
