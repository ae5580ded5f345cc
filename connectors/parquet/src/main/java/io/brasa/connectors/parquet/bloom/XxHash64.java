package io.brasa.connectors.parquet.bloom;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;

/** XXH64 with seed zero. Source: xxhash_spec.md of xxHash. */
public final class XxHash64 {
  private static final VarHandle LONGS =
      MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);
  private static final VarHandle INTS =
      MethodHandles.byteArrayViewVarHandle(int[].class, ByteOrder.LITTLE_ENDIAN);
  private static final long PRIME_1 = 0x9e3779b185ebca87L;
  private static final long PRIME_2 = 0xc2b2ae3d27d4eb4fL;

  /** Their sum, which overflows. */
  private static final long PRIMES_1_AND_2 = 0x60ea27eeadc0b5d6L;

  private static final long PRIME_3 = 0x165667b19e3779f9L;
  private static final long PRIME_4 = 0x85ebca77c2b2ae63L;
  private static final long PRIME_5 = 0x27d4eb2f165667c5L;

  private XxHash64() {}

  public static long hash(byte[] bytes, int from, int length) {
    int at = from;
    int end = from + length;
    long hash;
    if (length >= 32) {
      long first = PRIMES_1_AND_2;
      long second = PRIME_2;
      long third = 0;
      long fourth = -PRIME_1;
      for (; at + 32 <= end; at += 32) {
        first = round(first, (long) LONGS.get(bytes, at));
        second = round(second, (long) LONGS.get(bytes, at + 8));
        third = round(third, (long) LONGS.get(bytes, at + 16));
        fourth = round(fourth, (long) LONGS.get(bytes, at + 24));
      }
      hash =
          Long.rotateLeft(first, 1)
              + Long.rotateLeft(second, 7)
              + Long.rotateLeft(third, 12)
              + Long.rotateLeft(fourth, 18);
      hash = merge(hash, first);
      hash = merge(hash, second);
      hash = merge(hash, third);
      hash = merge(hash, fourth);
    } else {
      hash = PRIME_5;
    }
    hash += length;
    for (; at + 8 <= end; at += 8) {
      hash ^= round(0, (long) LONGS.get(bytes, at));
      hash = Long.rotateLeft(hash, 27) * PRIME_1 + PRIME_4;
    }
    if (at + 4 <= end) {
      hash ^= ((int) INTS.get(bytes, at) & 0xffffffffL) * PRIME_1;
      hash = Long.rotateLeft(hash, 23) * PRIME_2 + PRIME_3;
      at += 4;
    }
    for (; at < end; at++) {
      hash ^= (bytes[at] & 0xff) * PRIME_5;
      hash = Long.rotateLeft(hash, 11) * PRIME_1;
    }
    hash = (hash ^ hash >>> 33) * PRIME_2;
    hash = (hash ^ hash >>> 29) * PRIME_3;
    return hash ^ hash >>> 32;
  }

  private static long round(long sum, long word) {
    return Long.rotateLeft(sum + word * PRIME_2, 31) * PRIME_1;
  }

  private static long merge(long hash, long sum) {
    return (hash ^ round(0, sum)) * PRIME_1 + PRIME_4;
  }
}
