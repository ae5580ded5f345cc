package io.brasa.sql.kernel;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;

/** Characters of strings that are held as UTF-8; all are valid. */
public final class Utf8 {
  private static final long ONES = 0x0101_0101_0101_0101L;
  private static final VarHandle LONGS =
      MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);

  private Utf8() {}

  /** How many characters there are. */
  public static int count(byte[] bytes, int from, int to) {
    int count = 0;
    for (int i = from; i < to; i++) count += isContinuation(bytes[i]) ? 0 : 1;
    return count;
  }

  private static boolean isContinuation(byte value) {
    return (value & 0xC0) == 0x80;
  }

  /** How many bytes the character takes whose first byte is given. */
  public static int length(byte first) {
    if (first >= 0) return 1;
    if ((first & 0xE0) == 0xC0) return 2;
    return (first & 0xF0) == 0xE0 ? 3 : 4;
  }

  /** The place behind so many characters, or the end. */
  public static int skip(byte[] bytes, int from, int to, long characters) {
    int at = from;
    for (long i = 0; i < characters && at < to; i++) at += length(bytes[at]);
    return Math.min(at, to);
  }

  public static boolean isAscii(byte[] bytes, int from, int to) {
    byte all = 0;
    for (int i = from; i < to; i++) all |= bytes[i];
    return all >= 0;
  }

  /**
   * Where bytes occur in others, from a place on; -1 if they do not. Eight places at a time are
   * looked at for the first two bytes (a byte is zero where subtracting one borrows; Mycroft 1987).
   */
  public static int indexOf(
      byte[] bytes, int from, int to, byte[] wanted, int wantedFrom, int wantedTo) {
    int count = wantedTo - wantedFrom;
    if (count == 0) return from;
    int last = to - count;
    int at = from;
    if (count > 1) {
      long first = ONES * (wanted[wantedFrom] & 0xFF);
      long second = ONES * (wanted[wantedFrom + 1] & 0xFF);
      int safe = Math.min(last, bytes.length - 9);
      for (; at <= safe; at += 8) {
        long hits =
            zeroes((long) LONGS.get(bytes, at) ^ first)
                & zeroes((long) LONGS.get(bytes, at + 1) ^ second);
        for (; hits != 0; hits &= hits - 1) {
          int found = at + (Long.numberOfTrailingZeros(hits) >>> 3);
          if (found > last) return -1;
          if (isAt(bytes, found, wanted, wantedFrom, count)) return found;
        }
      }
    }
    for (; at <= last; at++) if (isAt(bytes, at, wanted, wantedFrom, count)) return at;
    return -1;
  }

  /** The upper bit of each byte that is zero, and perhaps of others above it. */
  private static long zeroes(long word) {
    return word - ONES & ~word & ONES << 7;
  }

  private static boolean isAt(byte[] bytes, int at, byte[] wanted, int wantedFrom, int count) {
    for (int i = 0; i < count; i++) if (bytes[at + i] != wanted[wantedFrom + i]) return false;
    return true;
  }

  /** Whether bytes begin with others. */
  public static boolean startsWith(
      byte[] bytes, int from, int to, byte[] wanted, int wantedFrom, int wantedTo) {
    int count = wantedTo - wantedFrom;
    if (to - from < count) return false;
    for (int i = 0; i < count; i++) if (bytes[from + i] != wanted[wantedFrom + i]) return false;
    return true;
  }

  /** Whether bytes end with others. */
  public static boolean endsWith(
      byte[] bytes, int from, int to, byte[] wanted, int wantedFrom, int wantedTo) {
    int count = wantedTo - wantedFrom;
    return to - from >= count && startsWith(bytes, to - count, to, wanted, wantedFrom, wantedTo);
  }
}
