package io.brasa.core.function;

import java.io.Serializable;

/** Four values, any of which may be null: what a cogroup of four datasets gives for a key. */
@SuppressWarnings("checkstyle:RecordComponentName")
public record Quadruple<A, B, C, D>(A _1, B _2, C _3, D _4) implements Serializable {
  public static <A, B, C, D> Quadruple<A, B, C, D> of(A first, B second, C third, D fourth) {
    return new Quadruple<>(first, second, third, fourth);
  }

  /** {@code (a,b,c,d)}, as Spark's tuples print. */
  @Override
  public String toString() {
    return "(" + _1 + "," + _2 + "," + _3 + "," + _4 + ")";
  }
}
