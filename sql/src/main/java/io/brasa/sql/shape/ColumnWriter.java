package io.brasa.sql.shape;

import io.brasa.columnar.vector.VectorBuilder;

/** Appends objects of one declared type to a column. Belongs to one thread. */
abstract class ColumnWriter {
  /** From now on values go there. */
  abstract void bind(VectorBuilder builder);

  /** Appends a value, or null. */
  abstract void put(Object value);

  void putBoolean(boolean value) {
    put(value);
  }

  void putByte(byte value) {
    put(value);
  }

  void putShort(short value) {
    put(value);
  }

  void putInt(int value) {
    put(value);
  }

  void putLong(long value) {
    put(value);
  }

  void putFloat(float value) {
    put(value);
  }

  void putDouble(double value) {
    put(value);
  }
}
