package io.brasa.sql.logical;

import io.brasa.sql.expression.Attribute;
import io.brasa.sql.expression.Expression;
import java.util.List;

/**
 * The same rows in other partitions.
 *
 * @param count of partitions; zero leaves it to the engine
 * @param keys rows of equal keys come together; without keys rows are spread
 * @param isShuffling else partitions are only put together
 */
public record Repartition(int count, List<Expression> keys, boolean isShuffling, LogicalPlan child)
    implements LogicalPlan {
  public Repartition {
    keys = List.copyOf(keys);
  }

  @Override
  public List<Attribute> output() {
    return child.output();
  }

  @Override
  public List<LogicalPlan> children() {
    return List.of(child);
  }

  @Override
  public LogicalPlan withChildren(List<LogicalPlan> children) {
    return new Repartition(count, keys, isShuffling, children.getFirst());
  }

  @Override
  public List<Expression> expressions() {
    return keys;
  }

  @Override
  public LogicalPlan withExpressions(List<Expression> expressions) {
    return new Repartition(count, expressions, isShuffling, child);
  }
}
