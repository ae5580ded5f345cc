package io.brasa.sql.keyfilter;

import io.brasa.columnar.vector.ByteVector;
import io.brasa.columnar.vector.FlatVector;
import io.brasa.columnar.vector.IntVector;
import io.brasa.columnar.vector.LongVector;
import io.brasa.columnar.vector.ShortVector;
import java.util.List;

/**
 * Keys that lie near each other, one bit each.
 *
 * @param min the least key
 * @param width from the least to the greatest
 * @param bits of the keys from the least on; the one behind the last is never set
 */
@SuppressWarnings("ArrayRecordComponent")
record KeyBits(long min, long width, long[] bits) implements KeyFilter {
  static KeyBits of(List<KeySample> samples, long min, long width) {
    long[] bits = new long[(int) (width >>> 6) + 1];
    for (KeySample sample : samples) {
      for (long value : sample.values()) {
        long at = value - min;
        bits[(int) (at >>> 6)] |= 1L << at;
      }
    }
    return new KeyBits(min, width, bits);
  }

  @Override
  public long[] bounds() {
    return new long[] {min, min + width - 1};
  }

  /** One if a key, else zero. Without a branch on the answer, which cannot be foretold. */
  private int isKey(long value) {
    long at = value - min;
    // What is out of range looks at the bit behind the last.
    at = Long.compareUnsigned(at, width) < 0 ? at : width;
    return (int) (bits[(int) (at >>> 6)] >>> at) & 1;
  }

  @Override
  public boolean[] isKey(FlatVector flat, int[] rows, int count) {
    boolean[] is = new boolean[count];
    for (int i = 0; i < count; i++) {
      int row = rows == null ? i : rows[i];
      is[i] = !flat.isNullAt(row) && isKey(word(flat, row)) != 0;
    }
    return is;
  }

  private static long word(FlatVector flat, int row) {
    return switch (flat) {
      case LongVector v -> v.values()[row];
      case IntVector v -> v.values()[row];
      case ShortVector v -> v.values()[row];
      case ByteVector v -> v.values()[row];
      default -> throw new IllegalArgumentException("no words of " + flat.type());
    };
  }

  @Override
  public int keep(FlatVector flat, int[] rows, int count, int[] kept) {
    if (!flat.mayHaveNulls()) {
      if (flat instanceof LongVector v) return keep(v.values(), rows, count, kept);
      if (flat instanceof IntVector v) return keep(v.values(), rows, count, kept);
    }
    return KeyFilter.super.keep(flat, rows, count, kept);
  }

  private int keep(long[] values, int[] rows, int count, int[] kept) {
    int size = 0;
    if (rows == null) {
      for (int i = 0; i < count; i++) {
        kept[size] = i;
        size += isKey(values[i]);
      }
      return size;
    }
    for (int i = 0; i < count; i++) {
      int row = rows[i];
      kept[size] = row;
      size += isKey(values[row]);
    }
    return size;
  }

  private int keep(int[] values, int[] rows, int count, int[] kept) {
    int size = 0;
    for (int i = 0; i < count; i++) {
      int row = rows == null ? i : rows[i];
      kept[size] = row;
      size += isKey(values[row]);
    }
    return size;
  }

  @Override
  public long keyCount() {
    long count = 0;
    for (long word : bits) count += Long.bitCount(word);
    return count;
  }

  @Override
  public long sizeBytes() {
    return 32 + 8L * bits.length;
  }

  @Override
  public String toString() {
    return keyCount() + " keys from " + min + " to " + (min + width - 1);
  }
}
