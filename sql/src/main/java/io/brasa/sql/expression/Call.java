package io.brasa.sql.expression;

import io.brasa.columnar.type.DataType;
import java.util.List;

/**
 * A built-in function or operator of types it was resolved for: coercions have become casts.
 *
 * @param function its name in the registry of functions, in lower case
 */
public record Call(String function, List<Expression> arguments, DataType type, boolean nullable)
    implements Expression {
  public Call {
    arguments = List.copyOf(arguments);
  }

  public Expression argument(int index) {
    return arguments.get(index);
  }

  @Override
  public List<Expression> children() {
    return arguments;
  }

  @Override
  public Expression withChildren(List<Expression> children) {
    return new Call(function, children, type, nullable);
  }

  @Override
  public String toString() {
    return ExpressionText.of(this);
  }
}
