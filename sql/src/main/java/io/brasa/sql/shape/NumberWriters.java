package io.brasa.sql.shape;

import io.brasa.columnar.vector.ByteBuilder;
import io.brasa.columnar.vector.DoubleBuilder;
import io.brasa.columnar.vector.FloatBuilder;
import io.brasa.columnar.vector.IntBuilder;
import io.brasa.columnar.vector.LongBuilder;
import io.brasa.columnar.vector.ShortBuilder;
import io.brasa.columnar.vector.VectorBuilder;

/** Writers of numbers and truths. */
final class NumberWriters {
  private NumberWriters() {}

  static final class OfBoolean extends ColumnWriter {
    private ByteBuilder builder;

    @Override
    void bind(VectorBuilder bound) {
      builder = (ByteBuilder) bound;
    }

    @Override
    void put(Object value) {
      if (value == null) builder.appendNull();
      else putBoolean((Boolean) value);
    }

    @Override
    void putBoolean(boolean value) {
      builder.append((byte) (value ? 1 : 0));
    }
  }

  static final class OfByte extends ColumnWriter {
    private ByteBuilder builder;

    @Override
    void bind(VectorBuilder bound) {
      builder = (ByteBuilder) bound;
    }

    @Override
    void put(Object value) {
      if (value == null) builder.appendNull();
      else builder.append((Byte) value);
    }

    @Override
    void putByte(byte value) {
      builder.append(value);
    }
  }

  static final class OfShort extends ColumnWriter {
    private ShortBuilder builder;

    @Override
    void bind(VectorBuilder bound) {
      builder = (ShortBuilder) bound;
    }

    @Override
    void put(Object value) {
      if (value == null) builder.appendNull();
      else builder.append((Short) value);
    }

    @Override
    void putShort(short value) {
      builder.append(value);
    }
  }

  static final class OfInt extends ColumnWriter {
    private IntBuilder builder;

    @Override
    void bind(VectorBuilder bound) {
      builder = (IntBuilder) bound;
    }

    @Override
    void put(Object value) {
      if (value == null) builder.appendNull();
      else builder.append((Integer) value);
    }

    @Override
    void putInt(int value) {
      builder.append(value);
    }
  }

  static final class OfLong extends ColumnWriter {
    private LongBuilder builder;

    @Override
    void bind(VectorBuilder bound) {
      builder = (LongBuilder) bound;
    }

    @Override
    void put(Object value) {
      if (value == null) builder.appendNull();
      else builder.append((Long) value);
    }

    @Override
    void putLong(long value) {
      builder.append(value);
    }
  }

  static final class OfFloat extends ColumnWriter {
    private FloatBuilder builder;

    @Override
    void bind(VectorBuilder bound) {
      builder = (FloatBuilder) bound;
    }

    @Override
    void put(Object value) {
      if (value == null) builder.appendNull();
      else builder.append((Float) value);
    }

    @Override
    void putFloat(float value) {
      builder.append(value);
    }
  }

  static final class OfDouble extends ColumnWriter {
    private DoubleBuilder builder;

    @Override
    void bind(VectorBuilder bound) {
      builder = (DoubleBuilder) bound;
    }

    @Override
    void put(Object value) {
      if (value == null) builder.appendNull();
      else builder.append((Double) value);
    }

    @Override
    void putDouble(double value) {
      builder.append(value);
    }
  }
}
