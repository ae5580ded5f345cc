package io.brasa.sql.shape;

import io.brasa.runtime.codec.PartSink;

/** The parts of a record or bean go into the columns of a row. */
final class RowSink extends PartSink {
  final ColumnWriter[] parts;

  RowSink(ColumnWriter[] parts) {
    this.parts = parts;
  }

  @Override
  public void putBoolean(int place, boolean value) {
    parts[place].putBoolean(value);
  }

  @Override
  public void putByte(int place, byte value) {
    parts[place].putByte(value);
  }

  @Override
  public void putShort(int place, short value) {
    parts[place].putShort(value);
  }

  @Override
  public void putChar(int place, char value) {
    throw new IllegalStateException("chars have no columns");
  }

  @Override
  public void putInt(int place, int value) {
    parts[place].putInt(value);
  }

  @Override
  public void putLong(int place, long value) {
    parts[place].putLong(value);
  }

  @Override
  public void putFloat(int place, float value) {
    parts[place].putFloat(value);
  }

  @Override
  public void putDouble(int place, double value) {
    parts[place].putDouble(value);
  }

  @Override
  public void putObject(int place, Object value) {
    parts[place].put(value);
  }
}
