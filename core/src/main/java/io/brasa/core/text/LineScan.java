package io.brasa.core.text;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;

/**
 * Looks for the ends of lines eight bytes at a time, and sees on the way whether all bytes are
 * ASCII. A byte of a word equals a value if it is zero after the exclusive or with it; the lowest
 * zero byte of a word is found exactly by {@code (x - 0x01..) & ~x & 0x80..} (H. S. Warren,
 * Hacker's Delight, 6-1), and bytes in little-endian order begin at the lowest. Not thread-safe.
 */
final class LineScan {
  private static final VarHandle WORDS =
      MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);
  private static final long ONES = 0x0101010101010101L;
  private static final long SIGNS = 0x8080808080808080L;
  private static final long FEEDS = ONES * '\n';
  private static final long RETURNS = ONES * '\r';

  /** Has a sign bit where any byte since {@link #begin} was no ASCII. */
  private long seen;

  void begin() {
    seen = 0;
  }

  boolean isAscii() {
    return (seen & SIGNS) == 0;
  }

  /** Where the first line feed or carriage return is, or {@code to}. */
  int endOfLine(byte[] bytes, int from, int to) {
    long all = seen;
    int index = from;
    for (int last = to - Long.BYTES; index <= last; index += Long.BYTES) {
      long word = (long) WORDS.get(bytes, index);
      long feeds = word ^ FEEDS;
      long returns = word ^ RETURNS;
      long hits = ((feeds - ONES) & ~feeds | (returns - ONES) & ~returns) & SIGNS;
      if (hits != 0) {
        int bits = Long.numberOfTrailingZeros(hits) & ~7;
        seen = all | word & ((1L << bits) - 1);
        return index + (bits >>> 3);
      }
      all |= word;
    }
    for (; index < to; index++) {
      byte value = bytes[index];
      if (value <= '\r' && (value == '\n' || value == '\r')) break;
      all |= value;
    }
    seen = all;
    return index;
  }
}
