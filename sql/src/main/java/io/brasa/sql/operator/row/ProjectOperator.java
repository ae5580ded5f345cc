package io.brasa.sql.operator.row;

import io.brasa.columnar.vector.Batch;
import io.brasa.sql.evaluate.Evaluator;
import io.brasa.sql.operator.BatchIterator;
import io.brasa.sql.operator.Columns;
import io.brasa.sql.operator.OperatorContext;
import io.brasa.sql.physical.ProjectRows;
import java.util.List;

/** Computes columns; selections stay as they are. */
public final class ProjectOperator implements BatchIterator {
  private final BatchIterator child;
  private final List<Evaluator> evaluators;

  public ProjectOperator(ProjectRows project, BatchIterator child, OperatorContext context) {
    this.child = child;
    this.evaluators = context.evaluators(project.expressions());
  }

  @Override
  public Batch next() {
    Batch batch = child.next();
    return batch == null ? null : batch.with(Columns.of(evaluators, batch));
  }

  @Override
  public void close() {
    child.close();
  }
}
