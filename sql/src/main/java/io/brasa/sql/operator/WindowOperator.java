package io.brasa.sql.operator;

import io.brasa.columnar.vector.Batch;
import io.brasa.runtime.error.EngineException;
import io.brasa.sql.error.SqlError;
import io.brasa.sql.physical.WindowRows;

final class WindowOperator implements BatchIterator {
  private final BatchIterator child;

  WindowOperator(WindowRows window, BatchIterator child, OperatorContext context) {
    this.child = child;
  }

  @Override
  public Batch next() {
    throw new EngineException(SqlError.SQL_UNSUPPORTED, "Windows", "");
  }

  @Override
  public void close() {
    child.close();
  }
}
