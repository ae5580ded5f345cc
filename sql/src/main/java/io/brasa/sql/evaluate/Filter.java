package io.brasa.sql.evaluate;

import io.brasa.columnar.vector.Batch;
import io.brasa.columnar.vector.Selection;

/** Finds the rows for which a predicate holds. Belongs to one thread. */
@FunctionalInterface
public interface Filter {
  /**
   * The rows for which the predicate is true, in rising order; never null.
   *
   * @param among the rows that are looked at; null for all. The batch's own selection is not looked
   *     at
   */
  Selection select(Batch batch, Selection among);
}
