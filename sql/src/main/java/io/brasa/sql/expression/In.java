package io.brasa.sql.expression;

import io.brasa.columnar.type.AtomicType;
import io.brasa.columnar.type.DataType;
import java.util.ArrayList;
import java.util.List;

/** Whether a value is among others of its type; null if it is not but one of them is null. */
public record In(Expression value, List<Expression> options) implements Expression {
  public In {
    options = List.copyOf(options);
  }

  @Override
  public DataType type() {
    return AtomicType.BOOLEAN;
  }

  @Override
  public boolean nullable() {
    return children().stream().anyMatch(Expression::nullable);
  }

  @Override
  public List<Expression> children() {
    List<Expression> children = new ArrayList<>();
    children.add(value);
    children.addAll(options);
    return children;
  }

  @Override
  public Expression withChildren(List<Expression> children) {
    return new In(children.getFirst(), children.subList(1, children.size()));
  }

  @Override
  public String toString() {
    return ExpressionText.of(this);
  }
}
