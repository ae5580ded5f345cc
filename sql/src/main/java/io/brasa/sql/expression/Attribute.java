package io.brasa.sql.expression;

import io.brasa.columnar.type.DataType;
import java.util.List;

/**
 * A column of some node below in the plan, or, in a sub-query, of one outside.
 *
 * @param id identifies it within a query, whatever its name
 */
public record Attribute(long id, String name, DataType type, boolean nullable)
    implements Expression {
  /** The same column where it may be null: behind an outer join. */
  public Attribute asNullable() {
    return nullable ? this : new Attribute(id, name, type, true);
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
