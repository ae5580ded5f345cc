package io.brasa.sql.expression;

import io.brasa.columnar.type.DataType;
import java.util.List;

/** A function as an argument of another: {@code x -> x + 1}. */
public record Lambda(List<LambdaVariable> parameters, Expression body) implements Expression {
  public Lambda {
    parameters = List.copyOf(parameters);
  }

  @Override
  public DataType type() {
    return body.type();
  }

  @Override
  public boolean nullable() {
    return body.nullable();
  }

  @Override
  public List<Expression> children() {
    return List.of(body);
  }

  @Override
  public Expression withChildren(List<Expression> children) {
    return new Lambda(parameters, children.getFirst());
  }

  @Override
  public String toString() {
    return ExpressionText.of(this);
  }
}
