package io.brasa.sql.kernel;

/** Characters of strings that are held as UTF-8; all are valid. */
public final class Utf8 {
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

  /** Where bytes occur in others, from a place on; -1 if they do not. */
  public static int indexOf(
      byte[] bytes, int from, int to, byte[] wanted, int wantedFrom, int wantedTo) {
    int count = wantedTo - wantedFrom;
    if (count == 0) return from;
    byte first = wanted[wantedFrom];
    int last = to - count;
    for (int i = from; i <= last; i++) {
      if (bytes[i] != first) continue;
      int j = 1;
      while (j < count && bytes[i + j] == wanted[wantedFrom + j]) j++;
      if (j == count) return i;
    }
    return -1;
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
