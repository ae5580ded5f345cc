package io.brasa.sql.evaluate;

import io.brasa.columnar.vector.ArrayVector;
import io.brasa.columnar.vector.Batch;
import io.brasa.columnar.vector.Selection;
import io.brasa.columnar.vector.Vector;
import io.brasa.columnar.vector.Vectors;
import io.brasa.sql.expression.Call;
import io.brasa.sql.expression.Lambda;
import io.brasa.sql.function.EvaluationSettings;
import io.brasa.sql.kernel.Column;
import io.brasa.sql.kernel.Merge;
import java.util.List;

/**
 * {@code aggregate(array, start, (state, element) -> …, state -> …)}: the first elements of all
 * rows together, then the second ones, while some row has more.
 */
final class Folding implements Evaluator {
  private final Call call;
  private final Evaluator source;
  private final Evaluator start;
  private final ElementBatch merge;
  private final ElementBatch finish;

  Folding(Call call, EvaluationSettings settings) {
    this.call = call;
    this.source = Evaluators.of(call.argument(0), settings);
    this.start = Evaluators.of(call.argument(1), settings);
    this.merge = new ElementBatch((Lambda) call.argument(2), settings);
    this.finish =
        call.arguments().size() > 3 ? new ElementBatch((Lambda) call.argument(3), settings) : null;
  }

  @Override
  public Vector evaluate(Batch batch, Selection asked) {
    int length = batch.length();
    Column column = Column.of(source.evaluate(batch, asked));
    ElementBatch.Places places = ElementBatch.Places.of(column, length, asked);
    Vector state = start.evaluate(batch, asked);
    for (int step = 0; ; step++) {
      Selection open = longer(places, length, step);
      if (open.count() == 0) break;
      state = step(batch, column, places, state, open, step);
    }
    Selection there = there(column, length, asked);
    Vector picked = Vectors.take(state, there.rows(), there.count());
    Vector results =
        finish == null
            ? picked
            : finish.evaluate(batch, there.rows(), there.count(), List.of(picked));
    return spread(results, there, length);
  }

  private static Selection longer(ElementBatch.Places places, int length, int step) {
    int[] rows = new int[length];
    int found = 0;
    for (int row = 0; row < length; row++) {
      rows[found] = row;
      found += places.offsets()[row + 1] - places.offsets()[row] > step ? 1 : 0;
    }
    return new Selection(rows, found);
  }

  private Vector step(
      Batch batch,
      Column column,
      ElementBatch.Places places,
      Vector state,
      Selection open,
      int step) {
    int count = open.count();
    int[] at = new int[count];
    for (int i = 0; i < count; i++)
      at[i] = places.elements()[places.offsets()[open.rows()[i]] + step];
    Vector elements = Vectors.take(((ArrayVector) column.flat()).elements(), at, count);
    Vector states = Vectors.take(state, open.rows(), count);
    Vector next = merge.evaluate(batch, open.rows(), count, List.of(states, elements));
    int length = state.length();
    Merge merged = new Merge(state.type(), length);
    merged.add(spread(next, open, length), open);
    Selection rest = io.brasa.sql.kernel.Truths.except(null, length, open);
    if (rest.count() > 0) merged.add(state, rest);
    return merged.build();
  }

  /** Values of some rows at the places of these rows; elsewhere is any of them. */
  private Vector spread(Vector values, Selection rows, int length) {
    if (rows.count() == 0) return Vectors.nulls(values.type(), length);
    int[] places = new int[length];
    boolean[] nulls = new boolean[length];
    java.util.Arrays.fill(nulls, true);
    for (int i = 0; i < rows.count(); i++) {
      places[rows.rows()[i]] = i;
      nulls[rows.rows()[i]] = false;
    }
    return io.brasa.columnar.vector.DictionaryVector.of(values, places, length, nulls);
  }

  private static Selection there(Column column, int length, Selection asked) {
    int count = Evaluators.count(length, asked);
    int[] rows = new int[count];
    int found = 0;
    for (int i = 0; i < count; i++) {
      int row = asked == null ? i : asked.rows()[i];
      rows[found] = row;
      found += column.isNull(row) ? 0 : 1;
    }
    return new Selection(rows, found);
  }

  @Override
  public String toString() {
    return call.toString();
  }
}
