package io.brasa.sql.operator.sort;

import io.brasa.columnar.vector.Vector;

/**
 * Brings rows into order; equal rows stay as they were. Rows are moved with the first eight bytes
 * of their first key, as a long of the same order, so that most comparisons touch nothing else.
 * Rows whose first key is null are sorted apart, by the other keys.
 */
public final class RowSort {
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
  public static int[] sorted(Vector[] keys, int count, RowOrder order) {
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
        new RowSort(
                keys,
                order,
                values,
                prefixes(first, values, order),
                SortPrefix.isWhole(first) ? 1 : 0)
            .sort();
    int[] all = new int[count];
    boolean isNullsFirst = order.isNullsFirst(0);
    System.arraycopy(sortedNulls, 0, all, isNullsFirst ? 0 : values.length, nullCount);
    System.arraycopy(sortedValues, 0, all, isNullsFirst ? nullCount : 0, values.length);
    return all;
  }

  private static long[] prefixes(Vector first, int[] rows, RowOrder order) {
    long[] prefixes = new long[rows.length];
    SortPrefix.fill(first, rows, rows.length, order.isDescending(0), prefixes);
    return prefixes;
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
