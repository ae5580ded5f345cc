package io.brasa.sql;

import io.brasa.columnar.type.StructType;
import io.brasa.sql.shape.Shape;
import java.util.List;

/** Rows without a class of their own. */
enum RowForms implements Shape.RowForm {
  ROWS;

  @Override
  public Object make(StructType schema, List<Object> values) {
    return Rows.row(values, schema);
  }

  @Override
  public List<Object> take(StructType schema, Object row) {
    return Rows.values((Row) row, schema);
  }
}
