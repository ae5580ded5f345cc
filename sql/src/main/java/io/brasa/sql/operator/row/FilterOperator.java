package io.brasa.sql.operator.row;

import io.brasa.columnar.vector.Batch;
import io.brasa.sql.evaluate.Filter;
import io.brasa.sql.operator.BatchIterator;
import io.brasa.sql.operator.OperatorContext;
import io.brasa.sql.physical.FilterRows;

/** Narrows selections; copies nothing. */
public final class FilterOperator implements BatchIterator {
  private final BatchIterator child;
  private final Filter selector;

  public FilterOperator(FilterRows filter, BatchIterator child, OperatorContext context) {
    this.child = child;
    this.selector = context.selector(filter.condition());
  }

  @Override
  public Batch next() {
    for (Batch batch = child.next(); batch != null; batch = child.next()) {
      Batch selected = batch.selecting(selector.select(batch, batch.selection().orElse(null)));
      if (selected.rowCount() > 0) return selected;
    }
    return null;
  }

  @Override
  public void close() {
    child.close();
  }
}
