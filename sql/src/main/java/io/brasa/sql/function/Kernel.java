package io.brasa.sql.function;

import io.brasa.columnar.vector.Selection;
import io.brasa.columnar.vector.Vector;

/** What a function does with the values of its arguments. Belongs to one thread. */
@FunctionalInterface
public interface Kernel {
  /**
   * A vector of {@code length} rows of the call's type, with values at the rows asked for.
   *
   * @param arguments each of this length, in any form
   * @param rows the rows asked for; null for all. No error may come of others
   */
  Vector apply(Vector[] arguments, int length, Selection rows);
}
