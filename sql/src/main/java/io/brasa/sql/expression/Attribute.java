package io.brasa.sql.expression;

import io.brasa.columnar.type.DataType;
import java.util.List;

/**
 * A column of some node below in the plan, or, in a sub-query, of one outside.
 *
 * @param id identifies it within a query, whatever its name
 * @param filledLength the count of characters to which its texts are filled up with spaces, as
 *     those of a column of {@code CHAR} are; 0 if they are not
 */
public record Attribute(long id, String name, DataType type, boolean nullable, int filledLength)
    implements Expression {
  public Attribute(long id, String name, DataType type, boolean nullable) {
    this(id, name, type, nullable, 0);
  }

  /** The same column where it may be null: behind an outer join. */
  public Attribute asNullable() {
    return nullable ? this : withNullable(true);
  }

  /** The same column where it may be null or not. */
  public Attribute withNullable(boolean mayBeNull) {
    return new Attribute(id, name, type, mayBeNull, filledLength);
  }

  /** The same column by another name. */
  public Attribute named(String other) {
    return new Attribute(id, other, type, nullable, filledLength);
  }

  /** The same column, of which it is known how far its texts are filled up. */
  public Attribute filled(int length) {
    return new Attribute(id, name, type, nullable, length);
  }

  @Override
  public List<Expression> children() {
    return List.of();
  }

  @Override
  public Expression withChildren(List<Expression> children) {
    return this;
  }

  /** The identity decides: the same column may be known as nullable in one place only. */
  @Override
  public boolean equals(Object other) {
    return other instanceof Attribute attribute && attribute.id == id;
  }

  @Override
  public int hashCode() {
    return Long.hashCode(id);
  }

  @Override
  public String toString() {
    return name + "#" + id;
  }
}
