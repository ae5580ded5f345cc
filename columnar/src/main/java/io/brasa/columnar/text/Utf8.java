package io.brasa.columnar.text;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;

/** Checks that bytes are UTF-8, which the engine relies on. */
public final class Utf8 {
  private static final VarHandle LONGS =
      MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);
  private static final long HIGH_BITS = 0x8080808080808080L;

  private Utf8() {}

  /** Whether every byte is below 128: then nothing is left to check. */
  public static boolean isAscii(byte[] bytes, int from, int to) {
    long seen = 0;
    int at = from;
    for (; at + 32 <= to; at += 32) {
      seen |=
          (long) LONGS.get(bytes, at)
              | (long) LONGS.get(bytes, at + 8)
              | (long) LONGS.get(bytes, at + 16)
              | (long) LONGS.get(bytes, at + 24);
    }
    for (; at + 8 <= to; at += 8) seen |= (long) LONGS.get(bytes, at);
    for (; at < to; at++) seen |= bytes[at];
    return (seen & HIGH_BITS) == 0;
  }

  /** Whether the bytes are UTF-8. */
  public static boolean isValid(byte[] bytes, int from, int to) {
    return badPlace(bytes, from, to) < 0;
  }

  /** Where the bytes are not UTF-8, below zero if they are. Source: RFC 3629, section 4. */
  public static int badPlace(byte[] bytes, int from, int to) {
    int at = from;
    while (at < to) {
      int first = bytes[at] & 0xff;
      if (first < 0x80) {
        at++;
        continue;
      }
      int more = first < 0xc2 ? -1 : first < 0xe0 ? 1 : first < 0xf0 ? 2 : first < 0xf5 ? 3 : -1;
      if (more < 0 || at + more >= to) return at;
      int second = bytes[at + 1] & 0xff;
      int least = first == 0xe0 ? 0xa0 : first == 0xf0 ? 0x90 : 0x80;
      int most = first == 0xed ? 0x9f : first == 0xf4 ? 0x8f : 0xbf;
      if (second < least || second > most) return at;
      for (int i = 2; i <= more; i++) if ((bytes[at + i] & 0xc0) != 0x80) return at;
      at += more + 1;
    }
    return -1;
  }

  /** The bytes with the replacement character for what is no UTF-8. */
  public static byte[] repaired(byte[] bytes, int from, int to) {
    return new String(bytes, from, to - from, UTF_8).getBytes(UTF_8);
  }
}
