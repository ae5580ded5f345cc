package io.brasa.sql.logical;

import io.brasa.columnar.source.Source;
import io.brasa.sql.expression.Attribute;
import io.brasa.sql.expression.Expression;
import java.util.List;

/**
 * The rows of a source.
 *
 * @param name as the query calls it
 * @param columns places in the source's schema of the output's columns
 * @param filters conditions on the output, all of which hold for what comes out; the scan sees to
 *     it
 */
public record Scan(
    Source source,
    String name,
    List<Attribute> output,
    List<Integer> columns,
    List<Expression> filters)
    implements LogicalPlan {
  public Scan {
    output = List.copyOf(output);
    columns = List.copyOf(columns);
    filters = List.copyOf(filters);
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
    return filters;
  }

  @Override
  public LogicalPlan withExpressions(List<Expression> expressions) {
    return new Scan(source, name, output, columns, expressions);
  }
}
