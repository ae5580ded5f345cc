package io.brasa.sql.function.aggregate;

import io.brasa.columnar.type.DataType;
import io.brasa.columnar.vector.FlatVector;
import io.brasa.columnar.vector.VectorBuilder;
import io.brasa.sql.kernel.Column;

/** Values of columns as vectors of one row: for states that keep whole values. */
final class Single {
  private Single() {}

  /** The value of a row, also if it is null. */
  static FlatVector of(DataType type, Column column, int row) {
    VectorBuilder builder = VectorBuilder.of(type, 1);
    if (column.isNull(row)) builder.appendNull();
    else builder.append(column.flat(), column.place(row));
    return builder.build();
  }
}
