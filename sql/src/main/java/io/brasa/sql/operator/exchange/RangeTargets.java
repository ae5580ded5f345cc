package io.brasa.sql.operator.exchange;

import io.brasa.columnar.vector.Batch;
import io.brasa.columnar.vector.Selection;
import io.brasa.columnar.vector.Vector;
import io.brasa.columnar.vector.Vectors;
import io.brasa.sql.operator.sort.RowOrder;
import io.brasa.sql.physical.Partitioning;
import java.util.List;

/** Finds the range that a row's keys lie in, by halving. */
final class RangeTargets {
  private final RowOrder order;
  private final Batch bounds;

  RangeTargets(Partitioning.ByRange partitioning) {
    order = new RowOrder(partitioning.keys());
    bounds =
        partitioning.bounds().isEmpty()
            ? Batch.of(0, List.of())
            : Vectors.concatenateBatches(partitioning.bounds());
  }

  void find(List<Vector> keys, Selection rows, int[] targets) {
    Vector[] columns = keys.toArray(Vector[]::new);
    Vector[] limits = bounds.columns().toArray(Vector[]::new);
    for (int i = 0; i < targets.length; i++) {
      int row = rows == null ? i : rows.rows()[i];
      int low = 0;
      int high = bounds.length();
      while (low < high) {
        int middle = (low + high) >>> 1;
        if (order.compare(limits, middle, columns, row) <= 0) low = middle + 1;
        else high = middle;
      }
      targets[i] = low;
    }
  }
}
