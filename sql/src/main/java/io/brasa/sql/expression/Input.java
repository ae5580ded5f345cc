package io.brasa.sql.expression;

import io.brasa.columnar.type.DataType;
import java.util.List;

/** A column of the batch at hand by its place: what attributes become in physical plans. */
public record Input(int index, DataType type, boolean nullable) implements Expression {
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
    return "input[" + index + "]";
  }
}
