package io.brasa.sql.operator;

import io.brasa.columnar.vector.ByteVector;
import io.brasa.columnar.vector.BytesVector;
import io.brasa.columnar.vector.ConstantVector;
import io.brasa.columnar.vector.DictionaryVector;
import io.brasa.columnar.vector.DoubleVector;
import io.brasa.columnar.vector.FloatVector;
import io.brasa.columnar.vector.IntVector;
import io.brasa.columnar.vector.LongVector;
import io.brasa.columnar.vector.ShortVector;
import io.brasa.columnar.vector.Vector;
import io.brasa.columnar.vector.WideVector;
import io.brasa.sql.kernel.Whole;

/**
 * Brings rows into order; equal rows stay as they were. Rows are moved with the first eight bytes
 * of their first key, as a long of the same order, so that most comparisons touch nothing else.
 * Rows whose first key is null are sorted apart, by the other keys.
 */
final class RowSort {
  private static final int SMALL = 16;

  private final Vector[] keys;
  private final RowOrder order;
  private final int from;
  private int[] rows;
  private long[] prefixes;
  private int[] otherRows;
  private long[] otherPrefixes;

  /**
   * @param from the first key that equal prefixes do not decide
   */
  private RowSort(Vector[] keys, RowOrder order, int[] rows, long[] prefixes, int from) {
    this.keys = keys;
    this.order = order;
    this.rows = rows;
    this.prefixes = prefixes;
    this.from = from;
  }

  /** The places of the rows in their order. */
  static int[] sorted(Vector[] keys, int count, RowOrder order) {
    Vector first = keys[0];
    int nullCount = 0;
    if (first.mayHaveNulls())
      for (int i = 0; i < count; i++) nullCount += first.isNullAt(i) ? 1 : 0;
    int[] nulls = new int[nullCount];
    int[] values = new int[count - nullCount];
    int nullAt = 0;
    int valueAt = 0;
    for (int i = 0; i < count; i++) {
      if (nullCount > 0 && first.isNullAt(i)) nulls[nullAt++] = i;
      else values[valueAt++] = i;
    }
    int[] sortedNulls = new RowSort(keys, order, nulls, new long[nullCount], 1).sort();
    int[] sortedValues =
        new RowSort(keys, order, values, prefixes(first, values, order), isWhole(first) ? 1 : 0)
            .sort();
    int[] all = new int[count];
    boolean isNullsFirst = order.isNullsFirst(0);
    System.arraycopy(sortedNulls, 0, all, isNullsFirst ? 0 : values.length, nullCount);
    System.arraycopy(sortedValues, 0, all, isNullsFirst ? nullCount : 0, values.length);
    return all;
  }

  /** Whether the prefix is all of the value. */
  private static boolean isWhole(Vector vector) {
    return switch (vector.type().storage()) {
      case BYTE, SHORT, INT, LONG, FLOAT, DOUBLE -> true;
      case WIDE -> Whole.bits(vector) <= 63;
      case BYTES, ARRAY, MAP, STRUCT -> false;
    };
  }

  private static long[] prefixes(Vector first, int[] rows, RowOrder order) {
    long[] prefixes = new long[rows.length];
    for (int i = 0; i < rows.length; i++) {
      long prefix = prefix(first, rows[i]);
      prefixes[i] = order.isDescending(0) ? ~prefix : prefix;
    }
    return prefixes;
  }

  private static long prefix(Vector vector, int row) {
    return switch (vector) {
      case ConstantVector v -> prefix(v.value(), 0);
      case DictionaryVector v -> prefix(v.dictionary(), v.ids()[row]);
      case LongVector v -> v.values()[row];
      case IntVector v -> v.values()[row];
      case ShortVector v -> v.values()[row];
      case ByteVector v -> v.values()[row];
      case DoubleVector v -> ordered(v.values()[row]);
      case FloatVector v -> ordered(v.values()[row]);
      case WideVector v -> v.isNarrow() ? v.low()[row] : v.high()[row];
      case BytesVector v -> {
        long prefix = 0;
        int start = v.offsets()[row];
        int length = Math.min(8, v.offsets()[row + 1] - start);
        for (int i = 0; i < length; i++) prefix |= (v.bytes()[start + i] & 0xFFL) << 56 - 8 * i;
        yield prefix ^ Long.MIN_VALUE;
      }
      default -> 0;
    };
  }

  /** As a long of the same order; zero and minus zero are one. */
  private static long ordered(double value) {
    long bits = Double.doubleToLongBits(value + 0.0);
    return bits ^ bits >> 63 & Long.MAX_VALUE;
  }

  private int[] sort() {
    int count = rows.length;
    for (int start = 0; start < count; start += SMALL)
      insert(start, Math.min(count, start + SMALL));
    if (count > SMALL) {
      otherRows = new int[count];
      otherPrefixes = new long[count];
    }
    for (long width = SMALL; width < count; width *= 2) {
      for (long start = 0; start < count; start += 2 * width)
        merge(
            (int) start,
            (int) Math.min(count, start + width),
            (int) Math.min(count, start + 2 * width));
      int[] mergedRows = otherRows;
      long[] mergedPrefixes = otherPrefixes;
      otherRows = rows;
      otherPrefixes = prefixes;
      rows = mergedRows;
      prefixes = mergedPrefixes;
    }
    return rows;
  }

  private boolean isAfter(long leftPrefix, int left, long rightPrefix, int right) {
    if (leftPrefix != rightPrefix) return leftPrefix > rightPrefix;
    return order.compare(from, keys, left, keys, right) > 0;
  }

  private void insert(int start, int end) {
    for (int i = start + 1; i < end; i++) {
      int row = rows[i];
      long prefix = prefixes[i];
      int at = i;
      for (; at > start && isAfter(prefixes[at - 1], rows[at - 1], prefix, row); at--) {
        rows[at] = rows[at - 1];
        prefixes[at] = prefixes[at - 1];
      }
      rows[at] = row;
      prefixes[at] = prefix;
    }
  }

  private void merge(int start, int middle, int end) {
    int left = start;
    int right = middle;
    for (int at = start; at < end; at++) {
      boolean takesRight =
          left == middle
              || right < end && isAfter(prefixes[left], rows[left], prefixes[right], rows[right]);
      int taken = takesRight ? right++ : left++;
      otherRows[at] = rows[taken];
      otherPrefixes[at] = prefixes[taken];
    }
  }
}
