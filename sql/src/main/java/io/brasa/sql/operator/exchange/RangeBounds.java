package io.brasa.sql.operator.exchange;

import io.brasa.columnar.type.DataType;
import io.brasa.columnar.vector.Batch;
import io.brasa.columnar.vector.Vector;
import io.brasa.columnar.vector.VectorBuilder;
import io.brasa.columnar.vector.Vectors;
import io.brasa.sql.expression.SortKey;
import io.brasa.sql.operator.sort.RowOrder;
import io.brasa.sql.operator.sort.RowSort;
import java.util.ArrayList;
import java.util.List;

/** Bounds that divide a sample of keys into parts of equal size. */
public final class RangeBounds {
  private RangeBounds() {}

  /**
   * @param samples of the partitions, each standing for the same number of rows
   * @return rising, at most {@code count - 1}
   */
  public static Batch of(List<SortKey> keys, List<DataType> types, List<Batch> samples, int count) {
    List<Batch> filled = samples.stream().filter(batch -> batch.length() > 0).toList();
    List<Vector> empty = new ArrayList<>();
    for (DataType type : types) empty.add(VectorBuilder.of(type, 1).build());
    if (filled.isEmpty()) return Batch.of(0, empty);
    Batch all = Vectors.concatenateBatches(filled);
    Vector[] columns = all.columns().toArray(Vector[]::new);
    RowOrder order = new RowOrder(keys);
    int[] sorted = RowSort.sorted(columns, all.length(), order);
    int[] chosen = new int[count];
    int size = 0;
    for (int i = 1; i < count; i++) {
      int row = sorted[(int) ((long) all.length() * i / count)];
      if (size > 0 && order.compare(columns, chosen[size - 1], columns, row) == 0) continue;
      chosen[size++] = row;
    }
    List<Vector> bounds = new ArrayList<>();
    for (Vector column : columns) bounds.add(Vectors.flat(Vectors.take(column, chosen, size)));
    return Batch.of(size, bounds);
  }
}
