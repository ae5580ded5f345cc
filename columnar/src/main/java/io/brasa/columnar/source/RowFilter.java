package io.brasa.columnar.source;

import io.brasa.columnar.vector.Selection;
import io.brasa.columnar.vector.Vector;
import java.io.Serializable;
import java.util.List;

/** A condition on rows that the engine has compiled. Thread-safe. */
public interface RowFilter extends Serializable {
  /** The places in the source's schema of the columns it needs. */
  List<Integer> columns();

  /**
   * The rows for which it holds.
   *
   * @param columns those it needs, in its order
   * @param length their length
   * @param among only these rows are looked at; null for all
   */
  Selection select(List<Vector> columns, int length, Selection among);
}
