package io.brasa.sql.kernel;

import io.brasa.columnar.type.DataType;
import io.brasa.columnar.vector.ByteVector;
import io.brasa.columnar.vector.DoubleVector;
import io.brasa.columnar.vector.FloatVector;
import io.brasa.columnar.vector.IntVector;
import io.brasa.columnar.vector.LongVector;
import io.brasa.columnar.vector.Selection;
import io.brasa.columnar.vector.ShortVector;
import io.brasa.columnar.vector.Vector;
import io.brasa.columnar.vector.VectorBuilder;
import io.brasa.columnar.vector.WideVector;
import io.brasa.sql.function.Kernel;

/**
 * Makes kernels of what is done with one row. Strict ones give null where an argument is null and
 * are not asked there; the others see nulls.
 */
public enum PerRow {
  STRICT,
  LENIENT;

  /** Gives a boolean. */
  @FunctionalInterface
  public interface ToTruth {
    boolean apply(Arguments arguments);
  }

  /** Gives what is held in bytes, shorts or ints. */
  @FunctionalInterface
  public interface ToInt {
    int apply(Arguments arguments);
  }

  /** Gives what is held in longs. */
  @FunctionalInterface
  public interface ToLong {
    long apply(Arguments arguments);
  }

  /** Gives a double or float. */
  @FunctionalInterface
  public interface ToDouble {
    double apply(Arguments arguments);
  }

  /** Writes a string. */
  @FunctionalInterface
  public interface ToBytes {
    void apply(Arguments arguments, ByteSink out);
  }

  /** Gives a decimal of 128 bits. */
  @FunctionalInterface
  public interface ToWide {
    void apply(Arguments arguments, Wide out);
  }

  /** Appends exactly one value. */
  @FunctionalInterface
  public interface ToValue {
    void apply(Arguments arguments, VectorBuilder out);
  }

  private static int count(int length, Selection rows) {
    return rows == null ? length : rows.count();
  }

  private static int row(Selection rows, int i) {
    return rows == null ? i : rows.rows()[i];
  }

  /** Whether the body is to be asked at the row. */
  private boolean enter(Arguments arguments, int row) {
    if (this == STRICT) return arguments.moveTo(row);
    arguments.moveToAny(row);
    return true;
  }

  private static boolean[] mark(boolean[] nulls, int length, int row) {
    boolean[] marked = nulls == null ? new boolean[length] : nulls;
    marked[row] = true;
    return marked;
  }

  private Kernel folding(DataType type, Kernel kernel) {
    return Forms.folding(type, this == STRICT, kernel);
  }

  public Kernel truths(DataType type, ToTruth body) {
    return ints(type, arguments -> body.apply(arguments) ? 1 : 0);
  }

  /** Of a type held in bytes, shorts or ints. */
  public Kernel ints(DataType type, ToInt body) {
    return folding(
        type,
        (columns, length, rows) -> {
          int[] values = new int[length];
          boolean[] nulls = null;
          Arguments arguments = new Arguments(columns);
          for (int i = 0; i < count(length, rows); i++) {
            int row = row(rows, i);
            if (enter(arguments, row)) values[row] = body.apply(arguments);
            else arguments.giveNull();
            if (arguments.takeNull()) nulls = mark(nulls, length, row);
          }
          return narrow(type, length, values, nulls);
        });
  }

  private static Vector narrow(DataType type, int length, int[] values, boolean[] nulls) {
    return switch (type.storage()) {
      case BYTE -> {
        byte[] bytes = new byte[length];
        for (int i = 0; i < length; i++) bytes[i] = (byte) values[i];
        yield new ByteVector(type, length, bytes, nulls);
      }
      case SHORT -> {
        short[] shorts = new short[length];
        for (int i = 0; i < length; i++) shorts[i] = (short) values[i];
        yield new ShortVector(type, length, shorts, nulls);
      }
      case INT -> new IntVector(type, length, values, nulls);
      default -> throw new IllegalArgumentException(type + " is not held in ints");
    };
  }

  public Kernel longs(DataType type, ToLong body) {
    return folding(
        type,
        (columns, length, rows) -> {
          long[] values = new long[length];
          boolean[] nulls = null;
          Arguments arguments = new Arguments(columns);
          for (int i = 0; i < count(length, rows); i++) {
            int row = row(rows, i);
            if (enter(arguments, row)) values[row] = body.apply(arguments);
            else arguments.giveNull();
            if (arguments.takeNull()) nulls = mark(nulls, length, row);
          }
          return new LongVector(type, length, values, nulls);
        });
  }

  /** Of type double or float. */
  public Kernel doubles(DataType type, ToDouble body) {
    return folding(
        type,
        (columns, length, rows) -> {
          double[] values = new double[length];
          boolean[] nulls = null;
          Arguments arguments = new Arguments(columns);
          for (int i = 0; i < count(length, rows); i++) {
            int row = row(rows, i);
            if (enter(arguments, row)) values[row] = body.apply(arguments);
            else arguments.giveNull();
            if (arguments.takeNull()) nulls = mark(nulls, length, row);
          }
          if (type.storage() == io.brasa.columnar.type.Storage.DOUBLE)
            return new DoubleVector(type, length, values, nulls);
          float[] floats = new float[length];
          for (int i = 0; i < length; i++) floats[i] = (float) values[i];
          return new FloatVector(type, length, floats, nulls);
        });
  }

  public Kernel wides(DataType type, ToWide body) {
    return folding(
        type,
        (columns, length, rows) -> {
          long[] high = new long[length];
          long[] low = new long[length];
          boolean[] nulls = null;
          Arguments arguments = new Arguments(columns);
          Wide out = new Wide();
          for (int i = 0; i < count(length, rows); i++) {
            int row = row(rows, i);
            if (enter(arguments, row)) {
              body.apply(arguments, out);
              high[row] = out.high;
              low[row] = out.low;
            } else {
              arguments.giveNull();
            }
            if (arguments.takeNull()) nulls = mark(nulls, length, row);
          }
          return new WideVector(type, length, high, low, nulls);
        });
  }

  /** Of strings and binary values. */
  public Kernel bytes(DataType type, ToBytes body) {
    return folding(
        type,
        (columns, length, rows) -> {
          ByteSink out = new ByteSink(length);
          boolean[] nulls = null;
          Arguments arguments = new Arguments(columns);
          for (int i = 0; i < count(length, rows); i++) {
            int row = row(rows, i);
            if (enter(arguments, row)) body.apply(arguments, out);
            else arguments.giveNull();
            if (arguments.takeNull()) {
              out.dropRow();
              nulls = mark(nulls, length, row);
            }
            out.endRows(row + 1);
          }
          return out.build(type, length, nulls);
        });
  }

  /** Of any type, by a builder. */
  public Kernel values(DataType type, ToValue body) {
    return folding(
        type,
        (columns, length, rows) -> {
          VectorBuilder out = VectorBuilder.of(type, length);
          Arguments arguments = new Arguments(columns);
          for (int i = 0; i < count(length, rows); i++) {
            int row = row(rows, i);
            while (out.length() < row) out.appendNull();
            if (enter(arguments, row)) body.apply(arguments, out);
            else out.appendNull();
          }
          while (out.length() < length) out.appendNull();
          return out.build();
        });
  }
}
