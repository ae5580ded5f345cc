package io.brasa.sql.operator;

import io.brasa.columnar.vector.Batch;
import io.brasa.columnar.vector.Selection;
import io.brasa.columnar.vector.Vector;
import io.brasa.sql.evaluate.Evaluator;
import java.util.ArrayList;
import java.util.List;

/** What expressions give for batches. */
public final class Columns {
  private Columns() {}

  /** What expressions give for the rows of a batch that count. */
  public static List<Vector> of(List<Evaluator> evaluators, Batch batch) {
    Selection rows = batch.selection().orElse(null);
    List<Vector> columns = new ArrayList<>(evaluators.size());
    for (Evaluator evaluator : evaluators) columns.add(evaluator.evaluate(batch, rows));
    return columns;
  }
}
