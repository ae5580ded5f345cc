package io.brasa.sql.expression;

import io.brasa.columnar.type.AtomicType;
import io.brasa.columnar.type.DataType;
import java.util.List;

/** Conjunction by three-valued logic: false if a side is, whatever the other. */
public record And(Expression left, Expression right) implements Expression {
  @Override
  public DataType type() {
    return AtomicType.BOOLEAN;
  }

  @Override
  public boolean nullable() {
    return left.nullable() || right.nullable();
  }

  @Override
  public List<Expression> children() {
    return List.of(left, right);
  }

  @Override
  public Expression withChildren(List<Expression> children) {
    return new And(children.get(0), children.get(1));
  }

  @Override
  public String toString() {
    return ExpressionText.of(this);
  }
}
