package io.brasa.connectors.parquet.read;

import io.brasa.connectors.parquet.format.Damage;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;

/**
 * Checks that strings are UTF-8, which the engine relies on. Most are plain ASCII, so whole words
 * are looked at first and single values only where that fails.
 */
final class Utf8 {
  private static final VarHandle LONGS =
      MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);
  private static final long HIGH_BITS = 0x8080808080808080L;

  private Utf8() {}

  /** Fails with {@link Damage} if a value is not UTF-8. */
  static void check(byte[] bytes, int[] offsets, int count) {
    int from = offsets[0];
    int to = offsets[count];
    if (isAscii(bytes, from, to)) return;
    for (int i = 0; i < count; i++) {
      int bad = badPlace(bytes, offsets[i], offsets[i + 1]);
      if (bad >= 0)
        throw new Damage(
            -1, "a string is not UTF-8: byte " + (bad - offsets[i]) + " of value " + i);
    }
  }

  private static boolean isAscii(byte[] bytes, int from, int to) {
    long seen = 0;
    int at = from;
    for (; at + 32 <= to; at += 32) {
      seen |=
          (long) LONGS.get(bytes, at)
              | (long) LONGS.get(bytes, at + 8)
              | (long) LONGS.get(bytes, at + 16)
              | (long) LONGS.get(bytes, at + 24);
    }
    for (; at < to; at++) seen |= bytes[at];
    return (seen & HIGH_BITS) == 0;
  }

  /** Where the bytes are not UTF-8, below zero if they are. Source: RFC 3629, section 4. */
  private static int badPlace(byte[] bytes, int from, int to) {
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
      int low = first == 0xe0 ? 0xa0 : first == 0xf0 ? 0x90 : 0x80;
      int high = first == 0xed ? 0x9f : first == 0xf4 ? 0x8f : 0xbf;
      if (second < low || second > high) return at;
      for (int i = 2; i <= more; i++) if ((bytes[at + i] & 0xc0) != 0x80) return at;
      at += more + 1;
    }
    return -1;
  }
}
