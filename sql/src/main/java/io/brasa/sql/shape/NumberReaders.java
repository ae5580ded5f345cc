package io.brasa.sql.shape;

/** Readers of numbers and truths whose columns are of exactly their types. */
final class NumberReaders {
  private NumberReaders() {}

  static final class OfBoolean extends ColumnReader {
    OfBoolean(String path) {
      super(path);
    }

    @Override
    Object value(int row) {
      return column.truthAt(row);
    }

    @Override
    boolean booleanAt(int row) {
      requirePresent(row);
      return column.truthAt(row);
    }
  }

  static final class OfByte extends ColumnReader {
    OfByte(String path) {
      super(path);
    }

    @Override
    Object value(int row) {
      return column.byteAt(row);
    }

    @Override
    byte byteAt(int row) {
      requirePresent(row);
      return column.byteAt(row);
    }
  }

  static final class OfShort extends ColumnReader {
    OfShort(String path) {
      super(path);
    }

    @Override
    Object value(int row) {
      return column.shortAt(row);
    }

    @Override
    short shortAt(int row) {
      requirePresent(row);
      return column.shortAt(row);
    }
  }

  static final class OfInt extends ColumnReader {
    OfInt(String path) {
      super(path);
    }

    @Override
    Object value(int row) {
      return column.intAt(row);
    }

    @Override
    int intAt(int row) {
      requirePresent(row);
      return column.intAt(row);
    }
  }

  static final class OfLong extends ColumnReader {
    OfLong(String path) {
      super(path);
    }

    @Override
    Object value(int row) {
      return column.longAt(row);
    }

    @Override
    long longAt(int row) {
      requirePresent(row);
      return column.longAt(row);
    }
  }

  static final class OfFloat extends ColumnReader {
    OfFloat(String path) {
      super(path);
    }

    @Override
    Object value(int row) {
      return column.floatAt(row);
    }

    @Override
    float floatAt(int row) {
      requirePresent(row);
      return column.floatAt(row);
    }
  }

  static final class OfDouble extends ColumnReader {
    OfDouble(String path) {
      super(path);
    }

    @Override
    Object value(int row) {
      return column.doubleAt(row);
    }

    @Override
    double doubleAt(int row) {
      requirePresent(row);
      return column.doubleAt(row);
    }
  }
}
