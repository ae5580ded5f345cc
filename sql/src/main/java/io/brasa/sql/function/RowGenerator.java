package io.brasa.sql.function;

import io.brasa.columnar.vector.Vector;
import io.brasa.columnar.vector.VectorBuilder;
import java.util.List;

/** Makes rows of a row. */
@FunctionalInterface
public interface RowGenerator {
  /**
   * Appends the rows that one row makes.
   *
   * @param columns a builder for each column given; all get equally many values
   * @return how many rows
   */
  int generate(Vector[] arguments, int row, List<VectorBuilder> columns);
}
