package io.brasa.sql.logical;

import io.brasa.columnar.vector.Batch;
import io.brasa.sql.expression.Attribute;
import io.brasa.sql.expression.Expression;
import java.util.List;

/**
 * Rows that the driver has: VALUES, small collections, results kept. Columns in the output's order.
 */
public record LocalRows(List<Attribute> output, List<Batch> batches) implements LogicalPlan {
  public LocalRows {
    output = List.copyOf(output);
    batches = List.copyOf(batches);
  }

  @Override
  public List<LogicalPlan> children() {
    return List.of();
  }

  @Override
  public LogicalPlan withChildren(List<LogicalPlan> children) {
    return this;
  }

  @Override
  public List<Expression> expressions() {
    return List.of();
  }

  @Override
  public LogicalPlan withExpressions(List<Expression> expressions) {
    return this;
  }
}
