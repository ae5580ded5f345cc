package io.brasa.sql.logical;

import io.brasa.columnar.vector.Batch;
import io.brasa.core.lineage.Lineage;
import io.brasa.sql.expression.Attribute;
import io.brasa.sql.expression.Expression;
import java.util.List;

/**
 * The rows of a dataset of batches, whose columns are in the output's order: what a program made
 * itself, and what is kept of a query.
 *
 * @param name in plans
 */
public record DatasetRows(String name, List<Attribute> output, Lineage<Batch> dataset)
    implements LogicalPlan {
  public DatasetRows {
    output = List.copyOf(output);
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
