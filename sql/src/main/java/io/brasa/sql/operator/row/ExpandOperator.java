package io.brasa.sql.operator.row;

import io.brasa.columnar.vector.Batch;
import io.brasa.sql.evaluate.Evaluator;
import io.brasa.sql.operator.BatchIterator;
import io.brasa.sql.operator.Columns;
import io.brasa.sql.operator.OperatorContext;
import io.brasa.sql.physical.ExpandRows;
import java.util.ArrayList;
import java.util.List;

/** Gives each batch once for each projection. */
public final class ExpandOperator implements BatchIterator {
  private final BatchIterator child;
  private final List<List<Evaluator>> projections = new ArrayList<>();
  private Batch batch;
  private int next;

  public ExpandOperator(ExpandRows expand, BatchIterator child, OperatorContext context) {
    this.child = child;
    for (var projection : expand.projections()) projections.add(context.evaluators(projection));
  }

  @Override
  public Batch next() {
    if (batch == null || next == projections.size()) {
      batch = child.next();
      next = 0;
      if (batch == null) return null;
    }
    return batch.with(Columns.of(projections.get(next++), batch));
  }

  @Override
  public void close() {
    child.close();
  }
}
