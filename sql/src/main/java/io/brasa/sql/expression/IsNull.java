package io.brasa.sql.expression;

import io.brasa.columnar.type.AtomicType;
import io.brasa.columnar.type.DataType;
import java.util.List;

/** Whether a value is null; {@code IS NOT NULL} is its negation. */
public record IsNull(Expression child) implements Expression {
  @Override
  public DataType type() {
    return AtomicType.BOOLEAN;
  }

  @Override
  public boolean nullable() {
    return false;
  }

  @Override
  public List<Expression> children() {
    return List.of(child);
  }

  @Override
  public Expression withChildren(List<Expression> children) {
    return new IsNull(children.getFirst());
  }

  @Override
  public String toString() {
    return ExpressionText.of(this);
  }
}
