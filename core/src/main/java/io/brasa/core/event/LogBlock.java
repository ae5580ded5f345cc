package io.brasa.core.event;

import java.util.zip.CRC32C;
import java.util.zip.DataFormatException;
import java.util.zip.Deflater;
import java.util.zip.Inflater;

/**
 * Packs records into blocks of version 2, each readable without the others, and unpacks them. Used
 * by one thread at a time; holds memory outside the heap once something was packed or unpacked,
 * until it is closed.
 */
final class LogBlock implements AutoCloseable {
  static final byte PLAIN = 0;
  static final byte DEFLATED = 1;

  /** The kind of packing, and of what is packed how long it is unpacked. */
  private static final int PLAIN_HEAD = 1;

  private static final int DEFLATED_HEAD = 5;

  /** Less does not get smaller by what a block more costs to begin. */
  private static final int PACKED_BYTES_MIN = 200;

  private final CRC32C checksum = new CRC32C();
  private Deflater deflater;
  private Inflater inflater;
  private byte[] block = new byte[64];
  private int size;

  /**
   * Makes a block, with its frame, of some records; see {@link #bytes} and {@link #size}.
   *
   * @param isToBeSmall whether to deflate it if that makes it smaller
   */
  void pack(byte[] records, int length, boolean isToBeSmall) {
    int start = EventLogFormat.FRAME_BYTES;
    require(start + DEFLATED_HEAD + length);
    boolean isDeflated = isToBeSmall && length >= PACKED_BYTES_MIN;
    int packed = isDeflated ? deflate(records, length) : length;
    if (packed < length - DEFLATED_HEAD) {
      block[start] = DEFLATED;
      EventLogFormat.writeInt(block, start + 1, length);
      size = start + DEFLATED_HEAD + packed;
    } else {
      block[start] = PLAIN;
      System.arraycopy(records, 0, block, start + PLAIN_HEAD, length);
      size = start + PLAIN_HEAD + length;
    }
    int payload = size - start;
    EventLogFormat.writeInt(block, 0, payload);
    EventLogFormat.writeInt(block, 4, EventLogFormat.checksum(checksum, block, 0, payload));
  }

  /** Returns {@code length} if the records do not get smaller. */
  private int deflate(byte[] records, int length) {
    if (deflater == null) deflater = new Deflater(Deflater.BEST_SPEED, true);
    deflater.reset();
    deflater.setInput(records, 0, length);
    deflater.finish();
    int room = length - DEFLATED_HEAD;
    int packed = deflater.deflate(block, EventLogFormat.FRAME_BYTES + DEFLATED_HEAD, room);
    return deflater.finished() ? packed : length;
  }

  private void require(int bytes) {
    if (block.length < bytes) block = new byte[Math.max(bytes, 2 * block.length)];
  }

  /** The block that was packed last, from the start of the array. */
  byte[] bytes() {
    return block;
  }

  int size() {
    return size;
  }

  /**
   * The records of a payload, or null if it holds none that this release can read: a later kind of
   * packing, or bytes whose checksum is right by chance.
   */
  byte[] unpack(byte[] bytes, int payload, int length) {
    byte kind = bytes[payload];
    if (kind == PLAIN) {
      byte[] records = new byte[length - PLAIN_HEAD];
      System.arraycopy(bytes, payload + PLAIN_HEAD, records, 0, records.length);
      return records;
    }
    if (kind != DEFLATED || length < DEFLATED_HEAD) return null;
    int unpacked = EventLogFormat.readInt(bytes, payload + 1);
    if (unpacked < 0 || unpacked > EventLogFormat.BLOCK_BYTES_MAX) return null;
    return inflate(bytes, payload + DEFLATED_HEAD, length - DEFLATED_HEAD, unpacked);
  }

  private byte[] inflate(byte[] bytes, int from, int length, int unpacked) {
    if (inflater == null) inflater = new Inflater(true);
    inflater.reset();
    inflater.setInput(bytes, from, length);
    byte[] records = new byte[unpacked];
    try {
      int at = 0;
      while (at < unpacked) {
        int count = inflater.inflate(records, at, unpacked - at);
        if (count == 0) return null;
        at += count;
      }
      return records;
    } catch (DataFormatException e) {
      return null;
    }
  }

  @Override
  public void close() {
    if (deflater != null) deflater.end();
    if (inflater != null) inflater.end();
    deflater = null;
    inflater = null;
  }
}
