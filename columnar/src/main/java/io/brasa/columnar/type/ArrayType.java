package io.brasa.columnar.type;

import static java.util.Objects.requireNonNull;

/** Sequences of values of one type. */
public record ArrayType(DataType elementType, boolean containsNull) implements DataType {
  public ArrayType {
    requireNonNull(elementType);
  }

  /** With elements that may be null. */
  public ArrayType(DataType elementType) {
    this(elementType, true);
  }

  @Override
  public String simpleString() {
    return "array<" + elementType.simpleString() + ">";
  }

  @Override
  public String sql() {
    return "ARRAY<" + elementType.sql() + ">";
  }

  @Override
  public Storage storage() {
    return Storage.ARRAY;
  }

  @Override
  public String toString() {
    return simpleString();
  }
}
