package io.brasa.connectors.parquet.encoding;

/** Values of a fixed width whose first bytes come first, then all second bytes, and so on. */
final class SplitReader extends ValueReader {
  private final byte[] page;
  private final int from;
  private final int width;
  private final int stride;
  private int next;

  SplitReader(byte[] page, int from, int end, int width) {
    this.page = page;
    this.from = from;
    this.width = width;
    this.stride = (end - from) / width;
  }

  private int take(int count) {
    if (count > stride - next) throw tooFew(from + next);
    next += count;
    return from + next - count;
  }

  @Override
  public void skip(int count) {
    take(count);
  }

  private int intAt(int at) {
    return page[at] & 0xff
        | (page[at + stride] & 0xff) << 8
        | (page[at + 2 * stride] & 0xff) << 16
        | page[at + 3 * stride] << 24;
  }

  private long longAt(int at) {
    return intAt(at) & 0xffffffffL | (long) intAt(at + 4 * stride) << 32;
  }

  @Override
  public void ints(int[] out, int at, int count) {
    int first = take(count);
    for (int i = 0; i < count; i++) out[at + i] = intAt(first + i);
  }

  @Override
  public void longs(long[] out, int at, int count) {
    int first = take(count);
    for (int i = 0; i < count; i++) out[at + i] = longAt(first + i);
  }

  @Override
  public void floats(float[] out, int at, int count) {
    int first = take(count);
    for (int i = 0; i < count; i++) out[at + i] = Float.intBitsToFloat(intAt(first + i));
  }

  @Override
  public void doubles(double[] out, int at, int count) {
    int first = take(count);
    for (int i = 0; i < count; i++) out[at + i] = Double.longBitsToDouble(longAt(first + i));
  }

  @Override
  public void fixed(byte[] out, int at, int count) {
    int first = take(count);
    int target = at;
    for (int i = 0; i < count; i++) {
      for (int k = 0; k < width; k++) out[target++] = page[first + i + k * stride];
    }
  }
}
