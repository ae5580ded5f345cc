package io.brasa.connectors.parquet.encoding;

/** Writes small numbers as {@link HybridReader} reads them. */
public final class HybridWriter {
  private static final int GROUP = 8;

  private HybridWriter() {}

  /**
   * Writes numbers as runs: eight or more of the same as one, the others packed.
   *
   * @param width bits of a number, over zero
   */
  public static void write(int[] values, int count, int width, Bytes out) {
    int packedFrom = 0;
    int at = 0;
    while (at < count) {
      int end = at + 1;
      while (end < count && values[end] == values[at]) end++;
      // packed numbers come in eights, so a run gives what is missing
      int missing = (GROUP - (at - packedFrom) % GROUP) % GROUP;
      if (end - at - missing >= GROUP) {
        pack(values, packedFrom, at + missing, width, out);
        out.addVarint(end - at - missing << 1);
        out.addNumber(values[at] & 0xffffffffL, width + 7 >>> 3);
        packedFrom = end;
      }
      at = end;
    }
    pack(values, packedFrom, count, width, out);
  }

  private static void pack(int[] values, int from, int to, int width, Bytes out) {
    if (from == to) return;
    int groups = (to - from + GROUP - 1) / GROUP;
    out.addVarint(groups << 1 | 1);
    long word = 0;
    int bits = 0;
    for (int i = from; i < from + groups * GROUP; i++) {
      long value = i < to ? values[i] & 0xffffffffL : 0;
      word |= value << bits;
      bits += width;
      while (bits >= 8) {
        out.add((int) word);
        word >>>= 8;
        bits -= 8;
      }
    }
  }
}
