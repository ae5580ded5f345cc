package io.brasa.columnar.packed;

import io.brasa.columnar.type.DataType;
import io.brasa.columnar.vector.Selection;
import io.brasa.columnar.vector.Vector;

/**
 * A column of a packed batch.
 *
 * @param nullCount how many rows are null
 * @param hasRange whether the range is known of those that are not
 * @param low no row's number is smaller, see {@link RangeKeys}
 * @param high no row's number is larger
 * @param bytes in the form of the package. Not to be changed
 */
@SuppressWarnings("ArrayRecordComponent")
record PackedColumn(
    DataType type, int nullCount, boolean hasRange, long low, long high, byte[] bytes) {
  /** Of the record itself and the head of its array. */
  private static final int HEAD_BYTES = 72;

  /**
   * The rows as a vector.
   *
   * @param length of the batch
   * @param among the rows that are looked at, others may be anything; null for all
   */
  Vector vector(int length, Selection among) {
    return new ColumnUnpacker(new ByteInput(bytes)).vector(type, length, among);
  }

  long sizeBytes() {
    return HEAD_BYTES + bytes.length;
  }
}
