package io.brasa.sql.kernel;

import io.brasa.columnar.type.DataType;
import io.brasa.columnar.vector.BytesVector;
import io.brasa.sql.error.Failures;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** Where bodies of functions write strings to, row by row. */
public final class ByteSink {
  private static final int BYTES_PER_ROW = 16;
  private static final int MAX_BYTES = Integer.MAX_VALUE - 8;
  private final int[] offsets;
  private byte[] bytes;
  private int count;
  private int rowCount;

  ByteSink(int rows) {
    offsets = new int[rows + 1];
    bytes = new byte[Math.max(16, Math.min(rows * BYTES_PER_ROW, 1 << 16))];
  }

  /** Makes room, or fails if one batch cannot hold so much. */
  public void reserve(long more) {
    long wanted = count + more;
    if (wanted <= bytes.length) return;
    if (wanted > MAX_BYTES)
      throw Failures.overflow("A column of " + wanted + " bytes", "one batch", "");
    bytes = Arrays.copyOf(bytes, (int) Math.clamp(2L * bytes.length, wanted, MAX_BYTES));
  }

  public void write(byte[] source, int from, int to) {
    reserve(to - from);
    System.arraycopy(source, from, bytes, count, to - from);
    count += to - from;
  }

  public void write(byte[] source) {
    write(source, 0, source.length);
  }

  public void write(int value) {
    reserve(1);
    bytes[count++] = (byte) value;
  }

  public void write(String text) {
    write(text.getBytes(StandardCharsets.UTF_8));
  }

  /** Appends one character as UTF-8. */
  public void writeCodePoint(int codePoint) {
    if (codePoint < 0x80) write(codePoint);
    else write(Character.toString(codePoint));
  }

  /** Ends rows, of which all before the last are empty, so that so many have ended. */
  void endRows(int rows) {
    while (rowCount < rows - 1) {
      offsets[rowCount + 1] = offsets[rowCount];
      rowCount++;
    }
    offsets[++rowCount] = count;
  }

  /** Forgets what was written since the last row ended. */
  void dropRow() {
    count = offsets[rowCount];
  }

  BytesVector build(DataType type, int length, boolean[] nulls) {
    while (rowCount < length) {
      offsets[rowCount + 1] = offsets[rowCount];
      rowCount++;
    }
    return new BytesVector(type, length, bytes, offsets, nulls);
  }
}
