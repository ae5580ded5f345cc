package io.brasa.connectors.parquet.encoding;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;

/**
 * Unpacks numbers of some bits each, from the lowest bit of each byte on. Eight numbers of {@code
 * w} bits are {@code w} bytes: up to 8 bits they come from one word of 8 bytes, up to 16 from two.
 */
final class BitUnpacking {
  private static final VarHandle LONGS =
      MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);

  private BitUnpacking() {}

  /** One number that begins at a bit; behind the end of the array there are zeroes. */
  static int one(byte[] in, long bit, int width) {
    if (width == 0) return 0;
    int from = (int) (bit >>> 3);
    long word;
    if (from + 8 <= in.length) {
      word = (long) LONGS.get(in, from);
    } else {
      word = 0;
      for (int i = in.length - 1; i >= from; i--) word = word << 8 | in[i] & 0xff;
    }
    return (int) (word >>> (bit & 7) & mask(width));
  }

  private static long mask(int width) {
    return (1L << width) - 1;
  }

  /** So many groups of eight numbers; the array must reach 8 bytes behind them. */
  static void groups(byte[] in, int from, int width, int[] out, int at, int groups) {
    if (width <= 8) narrow(in, from, width, out, at, groups);
    else if (width <= 16) medium(in, from, width, out, at, groups);
    else wide(in, from, width, out, at, groups);
  }

  private static void narrow(byte[] in, int from, int width, int[] out, int at, int groups) {
    int mask = (int) mask(width);
    int position = from;
    int end = at + 8 * groups;
    for (int i = at; i < end; i += 8, position += width) {
      long word = (long) LONGS.get(in, position);
      out[i] = (int) word & mask;
      out[i + 1] = (int) (word >>> width) & mask;
      out[i + 2] = (int) (word >>> 2 * width) & mask;
      out[i + 3] = (int) (word >>> 3 * width) & mask;
      out[i + 4] = (int) (word >>> 4 * width) & mask;
      out[i + 5] = (int) (word >>> 5 * width) & mask;
      out[i + 6] = (int) (word >>> 6 * width) & mask;
      out[i + 7] = (int) (word >>> 7 * width) & mask;
    }
  }

  private static void medium(byte[] in, int from, int width, int[] out, int at, int groups) {
    int mask = (int) mask(width);
    int half = 4 * width >>> 3;
    int shift = 4 * width & 7;
    int position = from;
    int end = at + 8 * groups;
    for (int i = at; i < end; i += 8, position += width) {
      long first = (long) LONGS.get(in, position);
      long second = (long) LONGS.get(in, position + half) >>> shift;
      out[i] = (int) first & mask;
      out[i + 1] = (int) (first >>> width) & mask;
      out[i + 2] = (int) (first >>> 2 * width) & mask;
      out[i + 3] = (int) (first >>> 3 * width) & mask;
      out[i + 4] = (int) second & mask;
      out[i + 5] = (int) (second >>> width) & mask;
      out[i + 6] = (int) (second >>> 2 * width) & mask;
      out[i + 7] = (int) (second >>> 3 * width) & mask;
    }
  }

  private static void wide(byte[] in, int from, int width, int[] out, int at, int groups) {
    long mask = mask(width);
    long bit = 8L * from;
    int end = at + 8 * groups;
    for (int i = at; i < end; i++, bit += width)
      out[i] = (int) ((long) LONGS.get(in, (int) (bit >>> 3)) >>> (bit & 7) & mask);
  }
}
