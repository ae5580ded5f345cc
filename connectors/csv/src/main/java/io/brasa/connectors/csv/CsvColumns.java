package io.brasa.connectors.csv;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.brasa.columnar.text.Utf8;
import io.brasa.columnar.type.AtomicType;
import io.brasa.columnar.type.DataType;
import io.brasa.columnar.type.DecimalType;
import io.brasa.columnar.type.StructField;
import io.brasa.columnar.type.TimeType;
import io.brasa.columnar.vector.ByteVector;
import io.brasa.columnar.vector.BytesBuilder;
import io.brasa.columnar.vector.BytesVector;
import io.brasa.columnar.vector.DoubleVector;
import io.brasa.columnar.vector.FloatVector;
import io.brasa.columnar.vector.IntVector;
import io.brasa.columnar.vector.LongVector;
import io.brasa.columnar.vector.ShortVector;
import io.brasa.columnar.vector.Vector;
import io.brasa.columnar.vector.WideVector;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.util.Arrays;

/** The columns by type. */
final class CsvColumns {
  private CsvColumns() {}

  /** Whether values of a type have a form in CSV. */
  static boolean isServed(DataType type) {
    return switch (type) {
      case DecimalType _, TimeType _ -> true;
      case AtomicType atomic ->
          atomic != AtomicType.BINARY
              && atomic != AtomicType.NULL
              && atomic != AtomicType.VARIANT
              && atomic != AtomicType.INTERVAL;
      default -> false;
    };
  }

  static CsvColumn of(StructField field, int slot, CsvScanner scanner, CsvReading reading) {
    if (field.dataType() instanceof DecimalType decimal)
      return decimal.isLong()
          ? new Decimals(field, decimal, slot, scanner, reading)
          : new WideDecimals(field, decimal, slot, scanner, reading);
    if (field.dataType() instanceof TimeType time)
      return new TimesOfDay(field, time, slot, scanner, reading);
    // A switch over an enum alone needs no class made for it at the first query.
    return switch ((AtomicType) field.dataType()) {
      case STRING -> new Strings(field, slot, scanner, reading);
      case INTEGER -> new Ints(field, slot, scanner, reading);
      case LONG -> new Longs(field, slot, scanner, reading);
      case DOUBLE -> new Doubles(field, slot, scanner, reading);
      case DATE -> new Dates(field, slot, scanner, reading);
      case TIMESTAMP, TIMESTAMP_NTZ -> new Timestamps(field, slot, scanner, reading);
      case BOOLEAN -> new Booleans(field, slot, scanner, reading);
      case BYTE -> new Bytes(field, slot, scanner, reading);
      case SHORT -> new Shorts(field, slot, scanner, reading);
      case FLOAT -> new Floats(field, slot, scanner, reading);
      case BINARY, NULL, VARIANT, INTERVAL ->
          throw new IllegalArgumentException("no CSV column of type " + field.dataType());
    };
  }

  private static final class Strings extends CsvColumn {
    private static final VarHandle LONGS =
        MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);
    private static final int SLACK = 8;

    private final byte[] empty;
    private int expected = 1 << 12;

    Strings(StructField field, int slot, CsvScanner scanner, CsvReading reading) {
      super(field, slot, scanner, reading);
      this.empty = values.emptyValue().getBytes(UTF_8);
    }

    @Override
    boolean keepsEmpty() {
      return true;
    }

    @Override
    Vector values(int rows) {
      byte[] out = new byte[expected + SLACK];
      int[] offsets = new int[rows + 1];
      int at = 0;
      for (int row = 0; row < rows; row++) {
        if (isPresent(row)) {
          if (from == to) {
            text = empty;
            from = 0;
            to = empty.length;
          }
          int length = to - from;
          if (at + length + SLACK > out.length)
            out = Arrays.copyOf(out, Math.max(2 * out.length, at + length + SLACK));
          if (text.length - to >= SLACK) copyWords(text, from, out, at, length);
          else System.arraycopy(text, from, out, at, length);
          at += length;
        }
        offsets[row + 1] = at;
      }
      expected = at + at / 8 + 64;
      BytesVector vector = new BytesVector(field.dataType(), rows, out, offsets, nulls());
      return Utf8.isAscii(out, 0, at) ? vector : valid(vector);
    }

    /** Most are short: a word too much is cheaper than a call. */
    private static void copyWords(byte[] source, int from, byte[] target, int to, int length) {
      for (int i = 0; i < length; i += 8)
        LONGS.set(target, to + i, (long) LONGS.get(source, from + i));
    }

    private static Vector valid(BytesVector vector) {
      int[] offsets = vector.offsets();
      boolean isValid = true;
      for (int row = 0; row < vector.length() && isValid; row++)
        isValid = Utf8.isValid(vector.bytes(), offsets[row], offsets[row + 1]);
      if (isValid) return vector;
      BytesBuilder builder = new BytesBuilder(vector.type(), vector.length());
      for (int row = 0; row < vector.length(); row++) {
        if (vector.isNullAt(row)) {
          builder.appendNull();
        } else {
          byte[] repaired = Utf8.repaired(vector.bytes(), offsets[row], offsets[row + 1]);
          builder.append(repaired, 0, repaired.length);
        }
      }
      return builder.build();
    }
  }

  private static final class Ints extends CsvColumn {
    Ints(StructField field, int slot, CsvScanner scanner, CsvReading reading) {
      super(field, slot, scanner, reading);
    }

    @Override
    Vector values(int rows) {
      int[] out = new int[rows];
      for (int row = 0; row < rows; row++) {
        if (!isPresent(row)) continue;
        if (numbers.parseLong(text, from, to) && numbers.longValue == (int) numbers.longValue)
          out[row] = (int) numbers.longValue;
        else fail(row);
      }
      return new IntVector(field.dataType(), rows, out, nulls());
    }
  }

  private static final class Longs extends CsvColumn {
    Longs(StructField field, int slot, CsvScanner scanner, CsvReading reading) {
      super(field, slot, scanner, reading);
    }

    @Override
    Vector values(int rows) {
      long[] out = new long[rows];
      for (int row = 0; row < rows; row++) {
        if (!isPresent(row)) continue;
        if (numbers.parseLong(text, from, to)) out[row] = numbers.longValue;
        else fail(row);
      }
      return new LongVector(field.dataType(), rows, out, nulls());
    }
  }

  private static final class Shorts extends CsvColumn {
    Shorts(StructField field, int slot, CsvScanner scanner, CsvReading reading) {
      super(field, slot, scanner, reading);
    }

    @Override
    Vector values(int rows) {
      short[] out = new short[rows];
      for (int row = 0; row < rows; row++) {
        if (!isPresent(row)) continue;
        if (numbers.parseLong(text, from, to) && numbers.longValue == (short) numbers.longValue)
          out[row] = (short) numbers.longValue;
        else fail(row);
      }
      return new ShortVector(field.dataType(), rows, out, nulls());
    }
  }

  private static final class Bytes extends CsvColumn {
    Bytes(StructField field, int slot, CsvScanner scanner, CsvReading reading) {
      super(field, slot, scanner, reading);
    }

    @Override
    Vector values(int rows) {
      byte[] out = new byte[rows];
      for (int row = 0; row < rows; row++) {
        if (!isPresent(row)) continue;
        if (numbers.parseLong(text, from, to) && numbers.longValue == (byte) numbers.longValue)
          out[row] = (byte) numbers.longValue;
        else fail(row);
      }
      return new ByteVector(field.dataType(), rows, out, nulls());
    }
  }

  private static final class Booleans extends CsvColumn {
    Booleans(StructField field, int slot, CsvScanner scanner, CsvReading reading) {
      super(field, slot, scanner, reading);
    }

    @Override
    Vector values(int rows) {
      byte[] out = new byte[rows];
      for (int row = 0; row < rows; row++) {
        if (!isPresent(row)) continue;
        if (is("true")) out[row] = 1;
        else if (!is("false")) fail(row);
      }
      return new ByteVector(field.dataType(), rows, out, nulls());
    }

    private boolean is(String word) {
      if (to - from != word.length()) return false;
      for (int i = 0; i < word.length(); i++) {
        if ((text[from + i] | 0x20) != word.charAt(i)) return false;
      }
      return true;
    }
  }

  private static final class Doubles extends CsvColumn {
    Doubles(StructField field, int slot, CsvScanner scanner, CsvReading reading) {
      super(field, slot, scanner, reading);
    }

    @Override
    Vector values(int rows) {
      double[] out = new double[rows];
      for (int row = 0; row < rows; row++) {
        if (!isPresent(row)) continue;
        if (numbers.parseDouble(text, from, to)) out[row] = numbers.doubleValue;
        else if (special(this)) out[row] = numbers.doubleValue;
        else fail(row);
      }
      return new DoubleVector(field.dataType(), rows, out, nulls());
    }
  }

  private static final class Floats extends CsvColumn {
    Floats(StructField field, int slot, CsvScanner scanner, CsvReading reading) {
      super(field, slot, scanner, reading);
    }

    @Override
    Vector values(int rows) {
      float[] out = new float[rows];
      for (int row = 0; row < rows; row++) {
        if (!isPresent(row)) continue;
        if (numbers.parseFloat(text, from, to)) out[row] = (float) numbers.doubleValue;
        else if (special(this)) out[row] = (float) numbers.doubleValue;
        else fail(row);
      }
      return new FloatVector(field.dataType(), rows, out, nulls());
    }
  }

  /** Values that are no numbers, by the names that the options give and Java's own. */
  private static boolean special(CsvColumn column) {
    String text = new String(column.text, column.from, column.to - column.from, UTF_8);
    CsvValues names = column.values;
    if (text.equals(names.nan()) || text.equals("NaN")) column.numbers.doubleValue = Double.NaN;
    else if (text.equals(names.positiveInfinity()) || text.equals("Infinity"))
      column.numbers.doubleValue = Double.POSITIVE_INFINITY;
    else if (text.equals(names.negativeInfinity()) || text.equals("-Infinity"))
      column.numbers.doubleValue = Double.NEGATIVE_INFINITY;
    else return false;
    return true;
  }

  private static final class Decimals extends CsvColumn {
    private final int precision;
    private final int scale;

    Decimals(
        StructField field, DecimalType type, int slot, CsvScanner scanner, CsvReading reading) {
      super(field, slot, scanner, reading);
      this.precision = type.precision();
      this.scale = type.scale();
    }

    @Override
    Vector values(int rows) {
      long[] out = new long[rows];
      for (int row = 0; row < rows; row++) {
        if (!isPresent(row)) continue;
        if (numbers.parseShortDecimal(text, from, to, precision, scale))
          out[row] = numbers.longValue;
        else fail(row);
      }
      return new LongVector(field.dataType(), rows, out, nulls());
    }
  }

  private static final class WideDecimals extends CsvColumn {
    private final int precision;
    private final int scale;

    WideDecimals(
        StructField field, DecimalType type, int slot, CsvScanner scanner, CsvReading reading) {
      super(field, slot, scanner, reading);
      this.precision = type.precision();
      this.scale = type.scale();
    }

    @Override
    Vector values(int rows) {
      long[] high = new long[rows];
      long[] low = new long[rows];
      for (int row = 0; row < rows; row++) {
        if (!isPresent(row)) continue;
        if (numbers.parseDecimal(text, from, to, precision, scale)) {
          high[row] = numbers.high;
          low[row] = numbers.low;
        } else {
          fail(row);
        }
      }
      return new WideVector(field.dataType(), rows, high, low, nulls());
    }
  }

  private static final class Dates extends CsvColumn {
    Dates(StructField field, int slot, CsvScanner scanner, CsvReading reading) {
      super(field, slot, scanner, reading);
    }

    @Override
    Vector values(int rows) {
      int[] out = new int[rows];
      for (int row = 0; row < rows; row++) {
        if (!isPresent(row)) continue;
        if (times.parseDate(text, from, to)) out[row] = times.days;
        else fail(row);
      }
      return new IntVector(field.dataType(), rows, out, nulls());
    }
  }

  private static final class TimesOfDay extends CsvColumn {
    private final int precision;

    TimesOfDay(StructField field, TimeType type, int slot, CsvScanner scanner, CsvReading reading) {
      super(field, slot, scanner, reading);
      this.precision = type.precision();
    }

    @Override
    Vector values(int rows) {
      long[] out = new long[rows];
      for (int row = 0; row < rows; row++) {
        if (!isPresent(row)) continue;
        if (times.parseTime(text, from, to, precision)) out[row] = times.micros;
        else fail(row);
      }
      return new LongVector(field.dataType(), rows, out, nulls());
    }
  }

  private static final class Timestamps extends CsvColumn {
    private final boolean isLocal;

    Timestamps(StructField field, int slot, CsvScanner scanner, CsvReading reading) {
      super(field, slot, scanner, reading);
      this.isLocal = field.dataType() == AtomicType.TIMESTAMP_NTZ;
    }

    @Override
    Vector values(int rows) {
      long[] out = new long[rows];
      for (int row = 0; row < rows; row++) {
        if (!isPresent(row)) continue;
        boolean isTime =
            isLocal ? times.parseLocal(text, from, to) : times.parseTimestamp(text, from, to);
        if (isTime) out[row] = times.micros;
        else fail(row);
      }
      return new LongVector(field.dataType(), rows, out, nulls());
    }
  }
}
