package io.brasa.columnar.vector;

import io.brasa.columnar.type.DataType;
import io.brasa.columnar.type.Storage;
import java.nio.charset.StandardCharsets;

/** Strings and binary values, one behind the other. */
public final class BytesVector extends FlatVector {
  private final byte[] bytes;
  private final int[] offsets;

  /**
   * Takes the arrays over.
   *
   * @param offsets where each row's bytes begin, and behind the last row's where they end: one more
   *     than rows, never falling
   * @param nulls true where a row is null; null if no row is
   */
  public BytesVector(DataType type, int length, byte[] bytes, int[] offsets, boolean[] nulls) {
    super(type, length, nulls);
    requireStorage(Storage.BYTES);
    if (offsets.length <= length) throw tooShort("offsets", offsets.length);
    if (offsets[0] < 0 || offsets[length] > bytes.length)
      throw new IllegalArgumentException(
          "offsets from " + offsets[0] + " to " + offsets[length] + " of " + bytes.length);
    this.bytes = bytes;
    this.offsets = offsets;
  }

  /** All values. Not to be changed. */
  public byte[] bytes() {
    return bytes;
  }

  /** Where each row's bytes begin; the next row's beginning is their end. Not to be changed. */
  public int[] offsets() {
    return offsets;
  }

  /** The text of a row. */
  public String stringAt(int row) {
    int from = offsets[row];
    return new String(bytes, from, offsets[row + 1] - from, StandardCharsets.UTF_8);
  }

  @Override
  public long sizeBytes() {
    return nullBytes() + 32 + bytes.length + 4L * offsets.length;
  }
}
