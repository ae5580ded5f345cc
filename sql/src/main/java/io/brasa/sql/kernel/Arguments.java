package io.brasa.sql.kernel;

import io.brasa.columnar.vector.ArrayVector;
import io.brasa.columnar.vector.MapVector;
import io.brasa.columnar.vector.StructVector;
import io.brasa.columnar.vector.Values;
import io.brasa.columnar.vector.Vector;

/** The arguments of a call at one row after the other. */
public final class Arguments {
  private final Column[] columns;
  private int row;
  private boolean isNullGiven;

  Arguments(Vector[] arguments) {
    columns = Column.of(arguments);
  }

  /** Goes to a row; whether no argument is null there. */
  boolean moveTo(int newRow) {
    row = newRow;
    for (Column column : columns) {
      if (column.mayHaveNulls() && column.isNull(newRow)) return false;
    }
    return true;
  }

  void moveToAny(int newRow) {
    row = newRow;
  }

  /** Whether the body gave null, which is then forgotten. */
  public boolean takeNull() {
    boolean isNull = isNullGiven;
    isNullGiven = false;
    return isNull;
  }

  /** Makes the result null, whatever the body returns. */
  public void giveNull() {
    isNullGiven = true;
  }

  public int count() {
    return columns.length;
  }

  /** The row at hand. */
  public int row() {
    return row;
  }

  public Column column(int argument) {
    return columns[argument];
  }

  public boolean isNull(int argument) {
    return columns[argument].isNull(row);
  }

  public boolean truth(int argument) {
    return columns[argument].truthAt(row);
  }

  public byte byteAt(int argument) {
    return columns[argument].byteAt(row);
  }

  public short shortAt(int argument) {
    return columns[argument].shortAt(row);
  }

  public int intAt(int argument) {
    return columns[argument].intAt(row);
  }

  public long longAt(int argument) {
    return columns[argument].longAt(row);
  }

  public float floatAt(int argument) {
    return columns[argument].floatAt(row);
  }

  public double doubleAt(int argument) {
    return columns[argument].doubleAt(row);
  }

  public String text(int argument) {
    return columns[argument].textAt(row);
  }

  /** The array in which a string lies; see {@link #start} and {@link #end}. */
  public byte[] bytes(int argument) {
    return columns[argument].bytes();
  }

  /** Where a string's bytes, an array's elements or a map's entries begin. */
  public int start(int argument) {
    return columns[argument].start(row);
  }

  public int end(int argument) {
    return columns[argument].end(row);
  }

  public int size(int argument) {
    return columns[argument].end(row) - columns[argument].start(row);
  }

  /** The elements of all arrays of an argument. */
  public Vector elements(int argument) {
    return ((ArrayVector) columns[argument].flat()).elements();
  }

  public Vector keys(int argument) {
    return ((MapVector) columns[argument].flat()).keys();
  }

  public Vector mapValues(int argument) {
    return ((MapVector) columns[argument].flat()).values();
  }

  public Vector field(int argument, int index) {
    return ((StructVector) columns[argument].flat()).fields().get(index);
  }

  /** The value's place in the flat vector of its column. */
  public int place(int argument) {
    return columns[argument].place(row);
  }

  /** The value as {@link Values} gives it, or null. */
  public Object value(int argument) {
    return columns[argument].isNull(row)
        ? null
        : Values.get(columns[argument].flat(), columns[argument].place(row));
  }
}
