package io.brasa.sql.operator;

import io.brasa.columnar.vector.Batch;
import io.brasa.columnar.vector.Selection;
import io.brasa.columnar.vector.Vector;
import io.brasa.sql.evaluate.Evaluator;
import io.brasa.sql.physical.ProjectRows;
import java.util.ArrayList;
import java.util.List;

/** Computes columns; selections stay as they are. */
final class ProjectOperator implements BatchIterator {
  private final BatchIterator child;
  private final List<Evaluator> evaluators;

  ProjectOperator(ProjectRows project, BatchIterator child, OperatorContext context) {
    this.child = child;
    this.evaluators = context.evaluators(project.expressions());
  }

  @Override
  public Batch next() {
    Batch batch = child.next();
    return batch == null ? null : batch.with(columns(evaluators, batch));
  }

  /** What expressions give for the rows of a batch that count. */
  static List<Vector> columns(List<Evaluator> evaluators, Batch batch) {
    Selection rows = batch.selection().orElse(null);
    List<Vector> columns = new ArrayList<>(evaluators.size());
    for (Evaluator evaluator : evaluators) columns.add(evaluator.evaluate(batch, rows));
    return columns;
  }

  @Override
  public void close() {
    child.close();
  }
}
