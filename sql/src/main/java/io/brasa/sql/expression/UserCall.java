package io.brasa.sql.expression;

import io.brasa.columnar.type.DataType;
import java.util.List;

/** A function of the user's, which gets and gives Java objects. */
public record UserCall(
    UserFunction function, List<Expression> arguments, DataType type, boolean nullable)
    implements Expression {
  public UserCall {
    arguments = List.copyOf(arguments);
  }

  @Override
  public List<Expression> children() {
    return arguments;
  }

  @Override
  public Expression withChildren(List<Expression> children) {
    return new UserCall(function, children, type, nullable);
  }

  @Override
  public String toString() {
    return ExpressionText.of(this);
  }
}
