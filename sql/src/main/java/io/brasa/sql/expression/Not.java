package io.brasa.sql.expression;

import io.brasa.columnar.type.AtomicType;
import io.brasa.columnar.type.DataType;
import java.util.List;

/** Negation; null of null. */
public record Not(Expression child) implements Expression {
  @Override
  public DataType type() {
    return AtomicType.BOOLEAN;
  }

  @Override
  public boolean nullable() {
    return child.nullable();
  }

  @Override
  public List<Expression> children() {
    return List.of(child);
  }

  @Override
  public Expression withChildren(List<Expression> children) {
    return new Not(children.getFirst());
  }

  @Override
  public String toString() {
    return ExpressionText.of(this);
  }
}
