package io.brasa.core.shuffle;

import io.brasa.runtime.storage.Storage;
import java.util.Optional;
import java.util.zip.CRC32C;

/**
 * The end of a {@link Run}'s file, in the format of the package: for each target the length of its
 * block and the number of its values, then how many targets there are, a checksum over all this,
 * and the magic.
 */
final class RunIndex {
  static final byte[] MAGIC = {'B', 'R', 'S', 'H'};
  static final byte VERSION = 1;
  static final int HEAD_BYTES = MAGIC.length + 1;

  /** The number of targets, the checksum and the magic. */
  static final int END_BYTES = 12;

  private static final int TARGET_BYTES = 16;

  private RunIndex() {}

  static byte[] head() {
    return new byte[] {MAGIC[0], MAGIC[1], MAGIC[2], MAGIC[3], VERSION};
  }

  static byte[] write(long[] offsets, long[] valueCounts) {
    int targets = valueCounts.length;
    byte[] index = new byte[TARGET_BYTES * targets + END_BYTES];
    for (int i = 0; i < targets; i++) {
      putLong(index, TARGET_BYTES * i, offsets[i + 1] - offsets[i]);
      putLong(index, TARGET_BYTES * i + 8, valueCounts[i]);
    }
    int end = TARGET_BYTES * targets;
    putInt(index, end, targets);
    putInt(index, end + 4, checksum(index, end + 4));
    System.arraycopy(MAGIC, 0, index, end + 8, MAGIC.length);
    return index;
  }

  static long lengthBytes(int targets) {
    return (long) TARGET_BYTES * targets + END_BYTES;
  }

  /** What the last bytes of a file say; less than zero if it does not end as a run does. */
  static int targetCount(byte[] end) {
    if (end.length != END_BYTES || !endsWithMagic(end)) return -1;
    int targets = getInt(end, 0);
    return lengthBytes(targets) > Integer.MAX_VALUE ? -1 : targets;
  }

  private static boolean endsWithMagic(byte[] bytes) {
    int from = bytes.length - MAGIC.length;
    for (int i = 0; i < MAGIC.length; i++) if (bytes[from + i] != MAGIC[i]) return false;
    return true;
  }

  /** The run that an index is of, if it is whole and fits to the length of its file. */
  static Optional<Run> read(Storage storage, String path, byte[] index, long fileBytes) {
    int end = index.length - END_BYTES;
    int targets = end / TARGET_BYTES;
    if (getInt(index, end + 4) != checksum(index, end + 4)) return Optional.empty();
    long[] offsets = new long[targets + 1];
    long[] valueCounts = new long[targets];
    offsets[0] = HEAD_BYTES;
    for (int i = 0; i < targets; i++) {
      offsets[i + 1] = offsets[i] + getLong(index, TARGET_BYTES * i);
      valueCounts[i] = getLong(index, TARGET_BYTES * i + 8);
    }
    if (offsets[targets] + index.length != fileBytes) return Optional.empty();
    return Optional.of(new Run(storage, path, offsets, valueCounts, false));
  }

  private static int checksum(byte[] bytes, int length) {
    CRC32C crc = new CRC32C();
    crc.update(bytes, 0, length);
    return (int) crc.getValue();
  }

  private static void putLong(byte[] bytes, int at, long value) {
    putInt(bytes, at, (int) (value >>> 32));
    putInt(bytes, at + 4, (int) value);
  }

  private static void putInt(byte[] bytes, int at, int value) {
    for (int i = 0; i < 4; i++) bytes[at + i] = (byte) (value >>> (24 - 8 * i));
  }

  private static long getLong(byte[] bytes, int at) {
    return (long) getInt(bytes, at) << 32 | getInt(bytes, at + 4) & 0xFFFF_FFFFL;
  }

  private static int getInt(byte[] bytes, int at) {
    int value = 0;
    for (int i = 0; i < 4; i++) value = value << 8 | bytes[at + i] & 0xFF;
    return value;
  }
}
