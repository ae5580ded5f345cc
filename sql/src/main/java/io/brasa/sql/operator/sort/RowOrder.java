package io.brasa.sql.operator.sort;

import io.brasa.columnar.vector.Vector;
import io.brasa.columnar.vector.VectorOrder;
import io.brasa.sql.expression.SortKey;
import java.util.List;

/** The order of rows by several keys. Immutable. */
public final class RowOrder {
  private final boolean[] isDescending;
  private final boolean[] isNullsFirst;

  public RowOrder(List<SortKey> keys) {
    isDescending = new boolean[keys.size()];
    isNullsFirst = new boolean[keys.size()];
    for (int i = 0; i < isDescending.length; i++) {
      isDescending[i] = keys.get(i).isDescending();
      isNullsFirst[i] = keys.get(i).isNullsFirst();
    }
  }

  int keyCount() {
    return isDescending.length;
  }

  public boolean isDescending(int key) {
    return isDescending[key];
  }

  public boolean isNullsFirst(int key) {
    return isNullsFirst[key];
  }

  public int compare(Vector[] left, int leftRow, Vector[] right, int rightRow) {
    return compare(0, left, leftRow, right, rightRow);
  }

  /** As far as the keys from one on decide. */
  public int compare(int from, Vector[] left, int leftRow, Vector[] right, int rightRow) {
    for (int i = from; i < isDescending.length; i++) {
      int order = compareKey(i, left[i], leftRow, right[i], rightRow);
      if (order != 0) return order;
    }
    return 0;
  }

  private int compareKey(int key, Vector left, int leftRow, Vector right, int rightRow) {
    boolean isLeftNull = left.isNullAt(leftRow);
    boolean isRightNull = right.isNullAt(rightRow);
    if (isLeftNull || isRightNull) {
      if (isLeftNull && isRightNull) return 0;
      return isLeftNull == isNullsFirst[key] ? -1 : 1;
    }
    int order = VectorOrder.compare(left, leftRow, right, rightRow);
    return isDescending[key] ? -order : order;
  }
}
