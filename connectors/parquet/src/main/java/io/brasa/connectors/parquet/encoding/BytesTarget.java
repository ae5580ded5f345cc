package io.brasa.connectors.parquet.encoding;

import io.brasa.connectors.parquet.format.Damage;
import java.util.Arrays;

/** Values of any length as they are gathered: bytes one behind the other, and where each ends. */
public final class BytesTarget {
  /** More in one batch is taken for damage: prefixes can multiply a page without end. */
  private static final long BYTES_MAX = 1 << 30;

  byte[] bytes = {};
  int[] offsets;
  int byteCount;
  int count;

  /**
   * @param capacity the most values
   */
  public BytesTarget(int capacity) {
    offsets = new int[capacity + 1];
  }

  /** All bytes, and perhaps more behind them. */
  public byte[] bytes() {
    return bytes;
  }

  /** Where each value begins, and behind the last where it ends. */
  public int[] offsets() {
    return offsets;
  }

  public int count() {
    return count;
  }

  public int byteCount() {
    return byteCount;
  }

  /** Forgets all values; false if there is no room for so many. */
  public boolean clear(int capacity) {
    if (offsets.length <= capacity) return false;
    byteCount = 0;
    count = 0;
    return true;
  }

  void reserve(long more) {
    long wanted = byteCount + more;
    if (wanted > BYTES_MAX) throw new Damage(0, "a batch has values of " + wanted + " bytes");
    if (wanted > bytes.length)
      bytes =
          Arrays.copyOf(
              bytes, byteCount == 0 ? (int) wanted : (int) Math.max(wanted, 2L * bytes.length));
  }

  void append(byte[] source, int from, int length) {
    reserve(length);
    System.arraycopy(source, from, bytes, byteCount, length);
    byteCount += length;
    offsets[++count] = byteCount;
  }

  /**
   * Makes the last {@code rows} values from the last {@code values}: rows that are null become
   * empty.
   */
  public void spread(int values, boolean[] nulls, int nullsFrom, int rows) {
    int first = count - values;
    int value = count;
    int row = first + rows;
    count = row;
    int end = byteCount;
    while (row > first) {
      offsets[row] = end;
      row--;
      if (!nulls[nullsFrom + row - first]) end = offsets[--value];
    }
  }
}
