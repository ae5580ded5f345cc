package io.brasa.sql.operator.window;

import io.brasa.columnar.vector.Vector;

/** Where the values of a column are that are not null. Immutable. */
final class NonNullRows {
  private final int[] rows;

  /** For each row, and behind the last, how many before it are not null. */
  private final int[] before;

  NonNullRows(Vector values) {
    int length = values.length();
    before = new int[length + 1];
    int[] found = new int[length];
    for (int row = 0; row < length; row++) {
      before[row + 1] = before[row];
      if (!values.isNullAt(row)) found[before[row + 1]++] = row;
    }
    rows = found;
  }

  private int count() {
    return before[before.length - 1];
  }

  /** The n-th from a row on, that row included, from one; -1 if there are not so many. */
  int from(int row, int n) {
    long at = (long) before[row] + n - 1;
    return n > 0 && at < count() ? rows[(int) at] : -1;
  }

  /** The n-th behind a row, or before it when negative; -1 if there are not so many. */
  int behind(int row, int n) {
    long at = n < 0 ? (long) before[row] + n : (long) before[row + 1] + n - 1;
    return at >= 0 && at < count() ? rows[(int) at] : -1;
  }
}
