package io.brasa.sql.expression;

import io.brasa.columnar.type.DataType;
import java.util.List;

/** A parameter of a {@link Lambda} where it is used; the id tells it from others of its name. */
public record LambdaVariable(long id, String name, DataType type, boolean nullable)
    implements Expression {
  @Override
  public List<Expression> children() {
    return List.of();
  }

  @Override
  public Expression withChildren(List<Expression> children) {
    return this;
  }

  @Override
  public String toString() {
    return name;
  }
}
