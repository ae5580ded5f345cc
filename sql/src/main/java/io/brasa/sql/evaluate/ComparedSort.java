package io.brasa.sql.evaluate;

import io.brasa.columnar.vector.ArrayBuilder;
import io.brasa.columnar.vector.ArrayVector;
import io.brasa.columnar.vector.Batch;
import io.brasa.columnar.vector.Selection;
import io.brasa.columnar.vector.Vector;
import io.brasa.columnar.vector.VectorBuilder;
import io.brasa.columnar.vector.Vectors;
import io.brasa.sql.error.Failures;
import io.brasa.sql.expression.Call;
import io.brasa.sql.expression.Lambda;
import io.brasa.sql.function.EvaluationSettings;
import io.brasa.sql.kernel.Column;
import java.util.List;

/**
 * {@code array_sort(array, (a, b) -> …)}: a merge sort that keeps the order of equal elements. It
 * is done by hand, since a lambda need be no order at all and then still has to give a result.
 */
final class ComparedSort implements Evaluator {
  private final Call call;
  private final Evaluator source;
  private final ElementBatch comparison;

  ComparedSort(Call call, EvaluationSettings settings) {
    this.call = call;
    this.source = Evaluators.of(call.argument(0), settings);
    this.comparison = new ElementBatch((Lambda) call.argument(1), settings);
  }

  @Override
  public Vector evaluate(Batch batch, Selection asked) {
    int length = batch.length();
    Column column = Column.of(source.evaluate(batch, asked));
    ElementBatch.Places places = ElementBatch.Places.of(column, length, asked);
    Vector elements = ((ArrayVector) column.flat()).elements();
    ArrayBuilder out = (ArrayBuilder) VectorBuilder.of(call.type(), length);
    int next = 0;
    for (int row = 0; row < length; row++) {
      boolean isAsked = asked == null || next < asked.count() && asked.rows()[next] == row;
      if (asked != null && isAsked) next++;
      if (!isAsked || column.isNull(row)) {
        out.appendNull();
        continue;
      }
      int from = places.offsets()[row];
      int[] order = new int[places.offsets()[row + 1] - from];
      System.arraycopy(places.elements(), from, order, 0, order.length);
      sort(batch, row, elements, order, new int[order.length], 0, order.length);
      for (int place : order) out.elements().append(elements, place);
      out.endRow();
    }
    return out.build();
  }

  private void sort(
      Batch batch, int row, Vector elements, int[] order, int[] spare, int from, int to) {
    if (to - from < 2) return;
    int middle = (from + to) >>> 1;
    sort(batch, row, elements, order, spare, from, middle);
    sort(batch, row, elements, order, spare, middle, to);
    System.arraycopy(order, from, spare, from, to - from);
    int left = from;
    int right = middle;
    for (int i = from; i < to; i++) {
      boolean isLeft =
          right == to
              || left < middle && compare(batch, row, elements, spare[left], spare[right]) <= 0;
      order[i] = isLeft ? spare[left++] : spare[right++];
    }
  }

  private int compare(Batch batch, int row, Vector elements, int left, int right) {
    List<Vector> pair =
        List.of(
            Vectors.take(elements, new int[] {left}, 1),
            Vectors.take(elements, new int[] {right}, 1));
    Column result = Column.of(comparison.evaluate(batch, new int[] {row}, 1, pair));
    if (result.isNull(0))
      throw Failures.invalidArgument(
          "array_sort", "null from its lambda", "a lambda that gives -1, 0 or 1");
    return result.intAt(0);
  }
}
