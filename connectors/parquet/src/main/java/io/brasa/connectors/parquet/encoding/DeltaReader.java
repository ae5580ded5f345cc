package io.brasa.connectors.parquet.encoding;

import io.brasa.connectors.parquet.format.Damage;

/**
 * Whole numbers as differences, packed by blocks. A head has the size of a block, the count of its
 * parts, the count of numbers, and the first number; a block has the least difference, the bits of
 * each part, and the parts. All numbers of a page are unpacked at once.
 */
final class DeltaReader extends ValueReader {
  private static final int BLOCK_MAX = 1 << 20;

  private final byte[] page;
  private final int end;
  private int position;
  private final long[] values;
  private int next;

  DeltaReader(byte[] page, int from, int end, int valueCount) {
    this.page = page;
    this.position = from;
    this.end = end;
    long block = varint();
    long parts = varint();
    long count = varint();
    if (block <= 0 || block > BLOCK_MAX || parts <= 0 || parts > block || block % parts != 0)
      throw new Damage(from, "blocks of " + block + " differences in " + parts + " parts");
    if (count < 0 || count > valueCount)
      throw new Damage(from, count + " numbers in a page of " + valueCount);
    values = new long[(int) count];
    long first = zigzag();
    if (count > 0) {
      values[0] = first;
      unpack((int) (block / parts), (int) parts);
    }
  }

  private void unpack(int partSize, int parts) {
    int at = 1;
    long value = values[0];
    while (at < values.length) {
      long least = zigzag();
      int widths = position;
      position += parts;
      if (position > end) throw tooFew(position);
      for (int part = 0; part < parts && at < values.length; part++) {
        int width = page[widths + part];
        if (width < 0 || width > 64)
          throw new Damage(position, "differences of " + width + " bits");
        int count = Math.min(partSize, values.length - at);
        long bits = 8L * position;
        if (bits + (long) count * width > 8L * end) throw tooFew(position);
        for (int i = 0; i < count; i++) {
          value += least + bitsAt(bits, width);
          values[at++] = value;
          bits += width;
        }
        position = (int) Math.min(end, position + ((long) partSize * width + 7 >>> 3));
      }
    }
  }

  private long bitsAt(long bit, int width) {
    if (width <= 32) return BitUnpacking.one(page, bit, width) & 0xffffffffL;
    long low = BitUnpacking.one(page, bit, 32) & 0xffffffffL;
    return low | (BitUnpacking.one(page, bit + 32, width - 32) & 0xffffffffL) << 32;
  }

  private long zigzag() {
    long value = varint();
    return value >>> 1 ^ -(value & 1);
  }

  private long varint() {
    long value = 0;
    for (int shift = 0; shift < 64; shift += 7) {
      if (position >= end) throw tooFew(position);
      int part = page[position++];
      value |= (long) (part & 0x7f) << shift;
      if (part >= 0) return value;
    }
    throw new Damage(position, "a number of more than 64 bits");
  }

  /** Behind all blocks. */
  int end() {
    return position;
  }

  int count() {
    return values.length;
  }

  long[] values() {
    return values;
  }

  private int take(int count) {
    if (count > values.length - next) throw tooFew(position);
    next += count;
    return next - count;
  }

  @Override
  public void skip(int count) {
    take(count);
  }

  @Override
  public void ints(int[] out, int at, int count) {
    int first = take(count);
    for (int i = 0; i < count; i++) out[at + i] = (int) values[first + i];
  }

  @Override
  public void longs(long[] out, int at, int count) {
    System.arraycopy(values, take(count), out, at, count);
  }
}
