package io.brasa.sql.optimize;

import io.brasa.sql.expression.Expression;

/** For planners: whether equal rows give equal values. */
public final class Determinism {
  private Determinism() {}

  public static boolean holds(Expression expression) {
    return Uses.isDeterministic(expression);
  }
}
