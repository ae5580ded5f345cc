package io.brasa.sql.expression;

import io.brasa.columnar.type.DataType;
import java.util.concurrent.atomic.AtomicLong;

/** Gives every column of a session its identity. Thread-safe. */
public final class AttributeIds {
  private final AtomicLong last;

  public AttributeIds() {
    this(0);
  }

  private AttributeIds(long last) {
    this.last = new AtomicLong(last);
  }

  /** Identities that no session gives: for plans that are compared and not run. */
  public static AttributeIds apart() {
    return new AttributeIds(Long.MIN_VALUE);
  }

  public long next() {
    return last.incrementAndGet();
  }

  /** A new column. */
  public Attribute attribute(String name, DataType type, boolean nullable) {
    return new Attribute(next(), name, type, nullable);
  }

  /** A new column that holds what an expression gives. */
  public Attribute attribute(String name, Expression expression) {
    Attribute made = attribute(name, expression.type(), expression.nullable());
    return expression instanceof Attribute column ? made.filled(column.filledLength()) : made;
  }

  /** A new column like another. */
  public Attribute like(Attribute attribute) {
    return attribute(attribute.name(), attribute);
  }
}
