package io.brasa.connectors.parquet.encoding;

/**
 * Booleans: bits from the lowest of each byte on, or runs with their length in 4 bytes in front.
 */
final class BooleanReader extends ValueReader {
  private final HybridReader runs;
  private final byte[] page;
  private final long end;
  private long bit;
  private int[] values = {};

  BooleanReader(byte[] page, int from, int end, boolean isRuns) {
    this.page = page;
    this.bit = 8L * from;
    this.end = 8L * end;
    this.runs = isRuns ? HybridReader.withLength(page, from, end, 1) : null;
  }

  @Override
  public void skip(int count) {
    if (runs != null) runs.skip(count);
    else if (bit + count > end) throw tooFew((int) (bit >>> 3));
    else bit += count;
  }

  @Override
  public void booleans(byte[] out, int at, int count) {
    if (runs == null) {
      if (bit + count > end) throw tooFew((int) (bit >>> 3));
      for (int i = 0; i < count; i++, bit++)
        out[at + i] = (byte) (page[(int) (bit >>> 3)] >>> (bit & 7) & 1);
      return;
    }
    if (values.length < count) values = new int[count];
    runs.read(values, 0, count);
    for (int i = 0; i < count; i++) out[at + i] = (byte) values[i];
  }
}
