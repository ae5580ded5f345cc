package io.brasa.sql.shape;

import io.brasa.columnar.vector.Vector;
import io.brasa.runtime.error.EngineException;
import io.brasa.sql.error.SqlError;
import io.brasa.sql.kernel.Column;

/**
 * Reads the values of one column as objects of one declared type. Bound to one vector after the
 * other; belongs to one thread.
 */
abstract class ColumnReader {
  private final String path;
  Column column;

  /**
   * @param path of the field, for messages
   */
  ColumnReader(String path) {
    this.path = path;
  }

  void bind(Vector vector) {
    column = Column.of(vector);
  }

  /** The value of a row, or null. */
  final Object at(int row) {
    return column.isNull(row) ? none() : value(row);
  }

  /** What stands for null. */
  Object none() {
    return null;
  }

  /** The value of a row that is not null. */
  abstract Object value(int row);

  boolean booleanAt(int row) {
    return (Boolean) present(row);
  }

  byte byteAt(int row) {
    return (Byte) present(row);
  }

  short shortAt(int row) {
    return (Short) present(row);
  }

  int intAt(int row) {
    return (Integer) present(row);
  }

  long longAt(int row) {
    return (Long) present(row);
  }

  float floatAt(int row) {
    return (Float) present(row);
  }

  double doubleAt(int row) {
    return (Double) present(row);
  }

  private Object present(int row) {
    requirePresent(row);
    return value(row);
  }

  /** A primitive has no null. */
  final void requirePresent(int row) {
    if (column.mayHaveNulls() && column.isNull(row)) throw absent();
  }

  final EngineException absent() {
    return new EngineException(
        SqlError.NULL_NOT_ALLOWED,
        path + " is of a primitive type, and its column is null in a row",
        "Declare the boxed type or Optional, or filter such rows out or fill them first");
  }

  final String path() {
    return path;
  }
}
