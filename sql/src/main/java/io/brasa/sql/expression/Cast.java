package io.brasa.sql.expression;

import io.brasa.columnar.type.DataType;
import java.util.List;

/** A value as another type. */
public record Cast(Expression child, DataType type, Mode mode) implements Expression {
  /** What happens to values that the type does not have. */
  public enum Mode {
    /** An error that shows the value. */
    ANSI,
    /** They become null. */
    TRY
  }

  @Override
  public boolean nullable() {
    return child.nullable() || mode == Mode.TRY;
  }

  @Override
  public List<Expression> children() {
    return List.of(child);
  }

  @Override
  public Expression withChildren(List<Expression> children) {
    return new Cast(children.getFirst(), type, mode);
  }

  @Override
  public String toString() {
    return ExpressionText.of(this);
  }
}
