package io.brasa.sql.logical;

import io.brasa.sql.expression.Attribute;
import io.brasa.sql.expression.Expression;
import java.util.List;

/**
 * INTERSECT and EXCEPT: rows compared as a whole, nulls equal; columns by place, of equal types.
 *
 * @param isIntersection else the rows of the left that are not in the right
 * @param isAll whether rows count as often as they occur; else once
 */
public record SetDifference(
    LogicalPlan left,
    LogicalPlan right,
    boolean isIntersection,
    boolean isAll,
    List<Attribute> output)
    implements LogicalPlan {
  public SetDifference {
    output = List.copyOf(output);
  }

  @Override
  public List<LogicalPlan> children() {
    return List.of(left, right);
  }

  @Override
  public LogicalPlan withChildren(List<LogicalPlan> children) {
    return new SetDifference(children.get(0), children.get(1), isIntersection, isAll, output);
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
