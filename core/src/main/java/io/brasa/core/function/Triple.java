package io.brasa.core.function;

import java.io.Serializable;

/** Three values, any of which may be null: what a cogroup of three datasets gives for a key. */
@SuppressWarnings("checkstyle:RecordComponentName")
public record Triple<A, B, C>(A _1, B _2, C _3) implements Serializable {
  public static <A, B, C> Triple<A, B, C> of(A first, B second, C third) {
    return new Triple<>(first, second, third);
  }

  /** {@code (a,b,c)}, as Spark's tuples print. */
  @Override
  public String toString() {
    return "(" + _1 + "," + _2 + "," + _3 + ")";
  }
}
