package io.brasa.sql.evaluate;

import io.brasa.columnar.vector.Batch;
import io.brasa.columnar.vector.Selection;
import io.brasa.columnar.vector.Vector;
import io.brasa.columnar.vector.Vectors;
import io.brasa.sql.expression.Expression;
import io.brasa.sql.expression.Input;
import io.brasa.sql.expression.Lambda;
import io.brasa.sql.expression.LambdaVariable;
import io.brasa.sql.function.EvaluationSettings;
import java.util.ArrayList;
import java.util.List;

/**
 * The body of a lambda, computed for many elements at once: over a batch with a row for each
 * element, which has the columns that the body looks at, repeated, and one for each parameter.
 */
final class ElementBatch {
  private final List<Integer> columns = new ArrayList<>();
  private final Evaluator body;

  ElementBatch(Lambda lambda, EvaluationSettings settings) {
    findColumns(lambda.body());
    Expression bound =
        lambda
            .body()
            .transformUp(
                e ->
                    e instanceof Input input
                        ? new Input(columns.indexOf(input.index()), input.type(), input.nullable())
                        : e);
    List<LambdaVariable> parameters = lambda.parameters();
    bound =
        bound.transformUp(
            e -> {
              if (!(e instanceof LambdaVariable variable)) return e;
              for (int i = 0; i < parameters.size(); i++) {
                if (parameters.get(i).id() == variable.id())
                  return new Input(columns.size() + i, variable.type(), true);
              }
              return e;
            });
    body = Evaluators.of(bound, settings);
  }

  private void findColumns(Expression expression) {
    if (expression instanceof Input input && !columns.contains(input.index()))
      columns.add(input.index());
    for (Expression child : expression.children()) findColumns(child);
  }

  /**
   * The body's values.
   *
   * @param rows for each element the row of the batch that it belongs to
   * @param parameters a vector of the elements for each parameter
   */
  Vector evaluate(Batch batch, int[] rows, int count, List<Vector> parameters) {
    List<Vector> all = new ArrayList<>();
    for (int column : columns) all.add(Vectors.take(batch.column(column), rows, count));
    all.addAll(parameters);
    return body.evaluate(Batch.of(count, all), null);
  }

  /** The elements of the rows asked for: to which row each belongs and where it lies. */
  record Places(int[] rows, int[] elements, int[] offsets, int count) {
    /** Of arrays or maps whose elements begin at offsets; null rows have none. */
    static Places of(io.brasa.sql.kernel.Column column, int length, Selection asked) {
      int[] offsets = new int[length + 1];
      int[] rows = new int[16];
      int[] elements = new int[16];
      int count = 0;
      int next = 0;
      for (int row = 0; row < length; row++) {
        boolean isAsked = asked == null || next < asked.count() && asked.rows()[next] == row;
        if (asked != null && isAsked) next++;
        if (isAsked && !column.isNull(row)) {
          for (int place = column.start(row); place < column.end(row); place++) {
            if (count == rows.length) {
              rows = java.util.Arrays.copyOf(rows, 2 * count);
              elements = java.util.Arrays.copyOf(elements, 2 * count);
            }
            rows[count] = row;
            elements[count++] = place;
          }
        }
        offsets[row + 1] = count;
      }
      return new Places(rows, elements, offsets, count);
    }
  }
}
