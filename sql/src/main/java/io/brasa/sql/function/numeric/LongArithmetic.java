package io.brasa.sql.function.numeric;

import io.brasa.columnar.type.DataType;
import io.brasa.columnar.vector.LongVector;
import io.brasa.columnar.vector.Selection;
import io.brasa.columnar.vector.Vector;
import io.brasa.sql.function.Kernel;
import io.brasa.sql.kernel.Operands;

/** Operators on numbers of 64 bits, by the plan of {@link IntArithmetic}. */
final class LongArithmetic implements Kernel {
  private final Operation operation;
  private final DataType type;
  private final boolean isNullOnFailure;

  LongArithmetic(Operation operation, DataType type, boolean isNullOnFailure) {
    this.operation = operation;
    this.type = type;
    this.isNullOnFailure = isNullOnFailure;
  }

  @Override
  public Vector apply(Vector[] arguments, int length, Selection rows) {
    long[] a = Operands.longs(arguments[0]);
    long[] b = Operands.longs(arguments[1]);
    int m = Operands.mask(arguments[0]);
    int n = Operands.mask(arguments[1]);
    boolean[] nulls = Operands.nulls(length, arguments);
    long[] out = new long[length];
    boolean isFine = !operation.isDivision() && compute(a, m, b, n, length, out);
    if (!isFine) nulls = computeCarefully(a, m, b, n, length, rows, nulls, out);
    return new LongVector(type, length, out, nulls);
  }

  private boolean compute(long[] a, int m, long[] b, int n, int length, long[] out) {
    long lost = 0;
    switch (operation) {
      case ADD -> {
        for (int i = 0; i < length; i++) {
          long x = a[i & m];
          long y = b[i & n];
          long result = x + y;
          out[i] = result;
          lost |= (x ^ result) & (y ^ result);
        }
        return lost >= 0;
      }
      case SUBTRACT -> {
        for (int i = 0; i < length; i++) {
          long x = a[i & m];
          long y = b[i & n];
          long result = x - y;
          out[i] = result;
          lost |= (x ^ y) & (x ^ result);
        }
        return lost >= 0;
      }
      default -> {
        for (int i = 0; i < length; i++) {
          long x = a[i & m];
          long y = b[i & n];
          long result = x * y;
          out[i] = result;
          lost |= Math.multiplyHigh(x, y) ^ result >> 63;
        }
        return lost == 0;
      }
    }
  }

  private boolean[] computeCarefully(
      long[] a, int m, long[] b, int n, int length, Selection rows, boolean[] nulls, long[] out) {
    boolean[] marked = nulls;
    int count = rows == null ? length : rows.count();
    for (int i = 0; i < count; i++) {
      int row = rows == null ? i : rows.rows()[i];
      if (nulls != null && nulls[row]) continue;
      long x = a[row & m];
      long y = b[row & n];
      boolean isZeroDivision = operation.isDivision() && y == 0;
      if (!isZeroDivision) {
        out[row] = one(x, y);
        if (!isLost(x, y, out[row])) continue;
      }
      if (!isNullOnFailure)
        throw isZeroDivision
            ? Arithmetic.zeroDivision(operation, x, y)
            : Arithmetic.overflow(operation, x, y, type);
      if (marked == nulls) marked = nulls == null ? new boolean[length] : nulls.clone();
      marked[row] = true;
    }
    return marked;
  }

  private boolean isLost(long x, long y, long result) {
    return switch (operation) {
      case ADD -> ((x ^ result) & (y ^ result)) < 0;
      case SUBTRACT -> ((x ^ y) & (x ^ result)) < 0;
      case MULTIPLY -> Math.multiplyHigh(x, y) != result >> 63;
      case DIVIDE, WHOLE_DIVIDE -> x == Long.MIN_VALUE && y == -1;
      case REMAINDER, POSITIVE_REMAINDER -> false;
    };
  }

  private long one(long x, long y) {
    return switch (operation) {
      case ADD -> x + y;
      case SUBTRACT -> x - y;
      case MULTIPLY -> x * y;
      case DIVIDE, WHOLE_DIVIDE -> x / y;
      case REMAINDER -> x % y;
      case POSITIVE_REMAINDER -> {
        long rest = x % y;
        yield rest < 0 ? (rest + y) % y : rest;
      }
    };
  }
}
