package io.brasa.connectors.parquet.read;

import io.brasa.columnar.source.RowFilter;
import io.brasa.columnar.vector.Batch;
import io.brasa.columnar.vector.Selection;
import io.brasa.columnar.vector.Vector;
import io.brasa.columnar.vector.Vectors;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.IntFunction;

/**
 * Some rows of which filters leave fewer and fewer. As long as many are left columns are read whole
 * and rows selected; later only what is left is read. Of a column that has been read before rows
 * were left out those are taken that are left.
 */
final class Stretch {
  /** When fewer than one in so many rows are left, only they are read. */
  private static final int DENSE = 2;

  private final int count;
  private final IntFunction<LazyColumn> columns;
  private final Map<Integer, Read> read = new HashMap<>();

  /** Null as long as all rows are left. */
  private Selection left;

  /**
   * @param rows that were left when it was read; null for all
   */
  private record Read(Vector vector, Selection rows) {}

  Stretch(int count, IntFunction<LazyColumn> columns) {
    this.count = count;
    this.columns = columns;
  }

  private boolean isSparse() {
    return left != null && left.count() <= count / DENSE;
  }

  private int leftCount() {
    return left == null ? count : left.count();
  }

  void filter(RowFilter filter) {
    List<Vector> vectors = new ArrayList<>();
    for (int column : filter.columns()) vectors.add(column(column));
    if (!isSparse()) {
      left = filter.select(vectors, count, left);
      return;
    }
    Selection places = filter.select(vectors, left.count(), null);
    int[] rows = new int[places.count()];
    for (int i = 0; i < rows.length; i++) rows[i] = left.rows()[places.rows()[i]];
    left = new Selection(rows, rows.length);
  }

  boolean isEmpty() {
    return leftCount() == 0;
  }

  private Vector column(int column) {
    Read known = read.get(column);
    if (!isSparse()) {
      if (known != null) return known.vector;
      return keep(column, columns.apply(column).read(count), null);
    }
    if (known == null)
      return keep(column, columns.apply(column).read(count, left.rows(), left.count()), left);
    if (known.rows == left) return known.vector;
    int[] places = known.rows == null ? left.rows() : places(known.rows);
    return keep(column, Vectors.take(known.vector, places, left.count()), left);
  }

  private Vector keep(int column, Vector vector, Selection rows) {
    read.put(column, new Read(vector, rows));
    return vector;
  }

  /** Where the rows that are left are among others. */
  private int[] places(Selection others) {
    int[] places = new int[left.count()];
    int at = 0;
    for (int i = 0; i < places.length; i++) {
      while (others.rows()[at] != left.rows()[i]) at++;
      places[i] = at;
    }
    return places;
  }

  /** What is left of some columns. */
  Batch batch(List<Integer> wanted) {
    List<Vector> vectors = new ArrayList<>(wanted.size());
    for (int column : wanted) vectors.add(column(column));
    if (isSparse()) return Batch.of(left.count(), vectors);
    Batch batch = Batch.of(count, vectors);
    return leftCount() == count ? batch : batch.selecting(left);
  }

  /** Whether a column's reader stands behind these rows. */
  boolean hasRead(int column) {
    return read.containsKey(column);
  }
}
