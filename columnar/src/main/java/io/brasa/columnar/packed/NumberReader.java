package io.brasa.columnar.packed;

import io.brasa.columnar.vector.Selection;

/**
 * Reads whole numbers. Where only some rows are wanted, the others may hold anything. Belongs to
 * one thread.
 */
final class NumberReader {
  private final ByteInput in;
  private int bits;

  NumberReader(ByteInput in) {
    this.in = in;
  }

  /** A bound of the numbers read last, as {@code LongVector.bits} says it. */
  int bits() {
    return bits;
  }

  private static int bits(long value) {
    return 64 - Long.numberOfLeadingZeros(value ^ value >> 63);
  }

  /**
   * @param among the rows wanted; null for all
   */
  long[] longs(int count, Selection among) {
    long[] values = new long[count];
    bits = 63;
    switch (in.readByte()) {
      case NumberWriter.SAME -> {
        long value = in.readLong();
        bits = bits(value);
        java.util.Arrays.fill(values, value);
      }
      case NumberWriter.PACKED -> packed(values, count, among);
      case NumberWriter.STEPS -> steps(values, count);
      case NumberWriter.RUNS -> {
        int runs = in.readInt();
        long[] heads = longs(runs, null);
        int known = bits;
        long[] lengths = longs(runs, null);
        bits = known;
        int at = 0;
        for (int i = 0; i < runs; i++) {
          int end = at + (int) lengths[i];
          java.util.Arrays.fill(values, at, end, heads[i]);
          at = end;
        }
      }
      default -> {
        long[] different = longs(in.readInt(), null);
        int known = bits;
        long[] places = longs(count, among);
        bits = known;
        if (among == null) {
          for (int i = 0; i < count; i++) values[i] = different[(int) places[i]];
        } else {
          int[] rows = among.rows();
          for (int i = 0; i < among.count(); i++)
            values[rows[i]] = different[(int) places[rows[i]]];
        }
      }
    }
    return values;
  }

  private void packed(long[] values, int count, Selection among) {
    long base = in.readLong();
    int width = in.readByte();
    int start = in.position();
    byte[] bytes = in.bytes();
    in.skip(ByteOutput.bytesOf(count, width));
    if (width == 64) {
      for (int i = 0; i < count; i++)
        values[i] = base + (long) ByteOutput.LONGS.get(bytes, start + 8 * i);
      return;
    }
    long mask = (1L << width) - 1;
    bits = Math.max(bits(base), bits(base + mask));
    if (among != null && among.count() < count / 2) {
      int[] rows = among.rows();
      for (int i = 0; i < among.count(); i++) {
        long bit = (long) rows[i] * width;
        long word = (long) ByteOutput.LONGS.get(bytes, start + (int) (bit >>> 3));
        values[rows[i]] = base + (word >>> (bit & 7) & mask);
      }
      return;
    }
    long bit = 0;
    for (int i = 0; i < count; i++, bit += width) {
      long word = (long) ByteOutput.LONGS.get(bytes, start + (int) (bit >>> 3));
      values[i] = base + (word >>> (bit & 7) & mask);
    }
  }

  private void steps(long[] values, int count) {
    long value = in.readLong();
    long base = in.readLong();
    int width = in.readByte();
    int start = in.position();
    byte[] bytes = in.bytes();
    in.skip(ByteOutput.bytesOf(count - 1, width));
    values[0] = value;
    if (width == 64) {
      for (int i = 1; i < count; i++) {
        value += base + (long) ByteOutput.LONGS.get(bytes, start + 8 * (i - 1));
        values[i] = value;
      }
      return;
    }
    long mask = (1L << width) - 1;
    long bit = 0;
    for (int i = 1; i < count; i++, bit += width) {
      long word = (long) ByteOutput.LONGS.get(bytes, start + (int) (bit >>> 3));
      value += base + (word >>> (bit & 7) & mask);
      values[i] = value;
    }
  }

  /** As {@link #longs}, of numbers that have 32 bits. */
  int[] ints(int count, Selection among) {
    int form = in.bytes()[in.position()];
    if (form != NumberWriter.PACKED) return narrowed(longs(count, among), count);
    in.skip(1);
    int base = (int) in.readLong();
    int width = in.readByte();
    int start = in.position();
    byte[] bytes = in.bytes();
    in.skip(ByteOutput.bytesOf(count, width));
    int[] values = new int[count];
    long mask = (1L << width) - 1;
    if (among != null && among.count() < count / 2) {
      int[] rows = among.rows();
      for (int i = 0; i < among.count(); i++) {
        long bit = (long) rows[i] * width;
        long word = (long) ByteOutput.LONGS.get(bytes, start + (int) (bit >>> 3));
        values[rows[i]] = base + (int) (word >>> (bit & 7) & mask);
      }
      return values;
    }
    int done =
        width <= 8
            ? eightAWord(bytes, start, width, base, values, count)
            : width <= 16 ? fourAWord(bytes, start, width, base, values, count) : 0;
    long bit = (long) done * width;
    for (int i = done; i < count; i++, bit += width) {
      long word = (long) ByteOutput.LONGS.get(bytes, start + (int) (bit >>> 3));
      values[i] = base + (int) (word >>> (bit & 7) & mask);
    }
    return values;
  }

  /**
   * Numbers of up to eight bits, by eights: these are as many bytes as each has bits.
   *
   * @return how many were read
   */
  private static int eightAWord(
      byte[] bytes, int start, int width, int base, int[] values, int count) {
    int mask = (1 << width) - 1;
    int whole = count & -8;
    for (int i = 0, at = start; i < whole; i += 8, at += width) {
      long word = (long) ByteOutput.LONGS.get(bytes, at);
      values[i] = base + ((int) word & mask);
      word >>>= width;
      values[i + 1] = base + ((int) word & mask);
      word >>>= width;
      values[i + 2] = base + ((int) word & mask);
      word >>>= width;
      values[i + 3] = base + ((int) word & mask);
      word >>>= width;
      values[i + 4] = base + ((int) word & mask);
      word >>>= width;
      values[i + 5] = base + ((int) word & mask);
      word >>>= width;
      values[i + 6] = base + ((int) word & mask);
      word >>>= width;
      values[i + 7] = base + ((int) word & mask);
    }
    return whole;
  }

  /** The same of up to sixteen bits: a word holds four, which begin at a byte or within one. */
  private static int fourAWord(
      byte[] bytes, int start, int width, int base, int[] values, int count) {
    int mask = (1 << width) - 1;
    int whole = count & -4;
    long bit = 0;
    for (int i = 0; i < whole; i += 4, bit += 4L * width) {
      long word = (long) ByteOutput.LONGS.get(bytes, start + (int) (bit >>> 3)) >>> (bit & 7);
      values[i] = base + ((int) word & mask);
      word >>>= width;
      values[i + 1] = base + ((int) word & mask);
      word >>>= width;
      values[i + 2] = base + ((int) word & mask);
      word >>>= width;
      values[i + 3] = base + ((int) word & mask);
    }
    return whole;
  }

  private static int[] narrowed(long[] values, int count) {
    int[] narrow = new int[count];
    for (int i = 0; i < count; i++) narrow[i] = (int) values[i];
    return narrow;
  }
}
