package io.brasa.sql.evaluate;

import io.brasa.columnar.vector.Batch;
import io.brasa.columnar.vector.Selection;
import io.brasa.columnar.vector.Vector;

/** Computes one expression. Belongs to one thread; made once, used for many batches. */
@FunctionalInterface
public interface Evaluator {
  /**
   * A vector of the batch's length with values at the rows asked for; what is elsewhere means
   * nothing.
   *
   * @param rows the rows asked for; null for all of the batch's length. The batch's own selection
   *     is not looked at
   */
  Vector evaluate(Batch batch, Selection rows);
}
