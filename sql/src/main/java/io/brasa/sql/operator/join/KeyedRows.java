package io.brasa.sql.operator.join;

import io.brasa.columnar.vector.Batch;
import io.brasa.columnar.vector.Selection;
import io.brasa.columnar.vector.Vector;
import io.brasa.sql.evaluate.Evaluator;
import io.brasa.sql.operator.Columns;
import io.brasa.sql.operator.sort.RowOrder;
import io.brasa.sql.operator.sort.SortPrefix;
import java.util.List;

/** The rows of a batch that count, with their keys, by place in a merge. */
final class KeyedRows {
  private final Batch batch;
  private final RowOrder order;
  private final Vector[] keys;
  private final int[] rows;

  /** Of the first key, in its order; null if there may be nulls in it. */
  private final long[] prefixes;

  /** From which key on values are compared where prefixes are equal. */
  private final int undecided;

  KeyedRows(Batch batch, List<Evaluator> evaluators, RowOrder order) {
    this.batch = batch;
    this.order = order;
    this.keys = Columns.of(evaluators, batch).toArray(Vector[]::new);
    this.rows = batch.selection().map(Selection::rows).orElse(null);
    this.prefixes = keys[0].mayHaveNulls() ? null : new long[batch.rowCount()];
    this.undecided = SortPrefix.isWhole(keys[0]) ? 1 : 0;
    if (prefixes != null)
      SortPrefix.fill(keys[0], rows, prefixes.length, order.isDescending(0), prefixes);
  }

  Batch batch() {
    return batch;
  }

  int count() {
    return batch.rowCount();
  }

  private int row(int place) {
    return rows == null ? place : rows[place];
  }

  /** How a row stands to one of others by the order of the keys. */
  int compare(int place, KeyedRows other, int otherPlace) {
    int from = 0;
    if (prefixes != null && other.prefixes != null) {
      int first = Long.compare(prefixes[place], other.prefixes[otherPlace]);
      if (first != 0) return first;
      from = Math.min(undecided, other.undecided);
    }
    return order.compare(from, keys, row(place), other.keys, other.row(otherPlace));
  }

  /** By place whether some key is a null that equals nothing; null if no row is so. */
  boolean[] withoutPartner(List<Boolean> isNullSafe) {
    boolean[] isOut = null;
    for (int i = 0; i < keys.length; i++) {
      if (isNullSafe.get(i) || !keys[i].mayHaveNulls()) continue;
      for (int place = 0; place < count(); place++) {
        if (!keys[i].isNullAt(row(place))) continue;
        if (isOut == null) isOut = new boolean[count()];
        isOut[place] = true;
      }
    }
    return isOut;
  }
}
