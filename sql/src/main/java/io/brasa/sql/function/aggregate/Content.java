package io.brasa.sql.function.aggregate;

import io.brasa.columnar.vector.FlatVector;
import io.brasa.columnar.vector.VectorHash;
import io.brasa.columnar.vector.VectorOrder;

/** A value, in a vector of one row, that equals others of its content. */
record Content(FlatVector value) {
  @Override
  public boolean equals(Object other) {
    return other instanceof Content(FlatVector v) && VectorOrder.equal(value, 0, v, 0);
  }

  @Override
  public int hashCode() {
    return (int) VectorHash.at(value, 0);
  }
}
