package io.brasa.core.event;

import java.util.zip.CRC32C;

/** The numbers of the format that the description of the package gives byte by byte. */
final class EventLogFormat {
  /** {@code BREVLOG}, then the version. */
  private static final byte[] MAGIC = {'B', 'R', 'E', 'V', 'L', 'O', 'G'};

  /** What is written. */
  static final byte VERSION = 2;

  /** Each record in a frame of its own. */
  static final byte VERSION_OF_RECORDS = 1;

  static final int HEADER_BYTES = 8;

  /** Length and checksum. */
  static final int FRAME_BYTES = 8;

  /** In version 2, before each record of a block: how long it is. */
  static final int LENGTH_BYTES = 4;

  static final int PAYLOAD_BYTES_MAX = 16 << 20;

  /** Unpacked. One record may be as long as that. */
  static final int BLOCK_BYTES_MAX = PAYLOAD_BYTES_MAX + LENGTH_BYTES;

  /** What a frame holds at most: a block that did not get smaller. */
  static final int FRAMED_BYTES_MAX = BLOCK_BYTES_MAX + 1;

  private EventLogFormat() {}

  static byte[] header() {
    byte[] header = new byte[HEADER_BYTES];
    System.arraycopy(MAGIC, 0, header, 0, MAGIC.length);
    header[MAGIC.length] = VERSION;
    return header;
  }

  static boolean hasMagic(byte[] bytes, int offset) {
    for (int index = 0; index < MAGIC.length; index++) {
      if (bytes[offset + index] != MAGIC[index]) return false;
    }
    return true;
  }

  static byte version(byte[] bytes, int offset) {
    return bytes[offset + MAGIC.length];
  }

  static void writeInt(byte[] bytes, int offset, int value) {
    bytes[offset] = (byte) value;
    bytes[offset + 1] = (byte) (value >> 8);
    bytes[offset + 2] = (byte) (value >> 16);
    bytes[offset + 3] = (byte) (value >> 24);
  }

  static int readInt(byte[] bytes, int offset) {
    return (bytes[offset] & 0xff)
        | (bytes[offset + 1] & 0xff) << 8
        | (bytes[offset + 2] & 0xff) << 16
        | bytes[offset + 3] << 24;
  }

  /**
   * Over length and payload, so that a damaged length shows too, and a run of zeros is no record.
   */
  static int checksum(CRC32C checksum, byte[] bytes, int frame, int length) {
    checksum.reset();
    checksum.update(bytes, frame, 4);
    checksum.update(bytes, frame + FRAME_BYTES, length);
    return (int) checksum.getValue();
  }
}
