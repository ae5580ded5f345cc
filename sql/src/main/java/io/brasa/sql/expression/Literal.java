package io.brasa.sql.expression;

import io.brasa.columnar.type.AtomicType;
import io.brasa.columnar.type.DataType;
import java.util.List;

/**
 * A constant.
 *
 * @param value as {@link io.brasa.columnar.vector.Values} gives values of the type, or null
 */
public record Literal(Object value, DataType type) implements Expression {
  public static final Literal TRUE = new Literal(true, AtomicType.BOOLEAN);
  public static final Literal FALSE = new Literal(false, AtomicType.BOOLEAN);
  public static final Literal NULL = new Literal(null, AtomicType.NULL);

  public static Literal of(int value) {
    return new Literal(value, AtomicType.INTEGER);
  }

  public static Literal of(long value) {
    return new Literal(value, AtomicType.LONG);
  }

  public static Literal of(String value) {
    return new Literal(value, AtomicType.STRING);
  }

  public static Literal of(boolean value) {
    return value ? TRUE : FALSE;
  }

  public boolean isNull() {
    return value == null;
  }

  @Override
  public boolean nullable() {
    return value == null;
  }

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
    return ExpressionText.of(this);
  }
}
