package io.brasa.sql.function.numeric;

import io.brasa.columnar.type.DataType;
import io.brasa.columnar.vector.ByteVector;
import io.brasa.columnar.vector.IntVector;
import io.brasa.columnar.vector.Selection;
import io.brasa.columnar.vector.ShortVector;
import io.brasa.columnar.vector.Vector;
import io.brasa.sql.function.Kernel;
import io.brasa.sql.kernel.Operands;

/**
 * Operators on numbers of 8, 16 and 32 bits. Sums and products are computed for all rows, those of
 * nulls and those not asked for included, without a branch; only if some result had no room are the
 * rows looked at that count.
 */
final class IntArithmetic implements Kernel {
  private final Operation operation;
  private final DataType type;
  private final boolean isNullOnFailure;
  private final int unused;

  IntArithmetic(Operation operation, DataType type, boolean isNullOnFailure) {
    this.operation = operation;
    this.type = type;
    this.isNullOnFailure = isNullOnFailure;
    this.unused =
        switch (type.storage()) {
          case BYTE -> 56;
          case SHORT -> 48;
          default -> 32;
        };
  }

  @Override
  public Vector apply(Vector[] arguments, int length, Selection rows) {
    int[] a = Operands.ints(arguments[0]);
    int[] b = Operands.ints(arguments[1]);
    int m = Operands.mask(arguments[0]);
    int n = Operands.mask(arguments[1]);
    boolean[] nulls = Operands.nulls(length, arguments);
    int[] out = new int[length];
    boolean isFine = !operation.isDivision() && compute(a, m, b, n, length, out);
    if (!isFine) nulls = computeCarefully(a, m, b, n, length, rows, nulls, out);
    return pack(length, out, nulls);
  }

  private boolean compute(int[] a, int m, int[] b, int n, int length, int[] out) {
    long lost = 0;
    switch (operation) {
      case ADD -> {
        for (int i = 0; i < length; i++) {
          long result = (long) a[i & m] + b[i & n];
          out[i] = (int) result;
          lost |= result ^ result << unused >> unused;
        }
      }
      case SUBTRACT -> {
        for (int i = 0; i < length; i++) {
          long result = (long) a[i & m] - b[i & n];
          out[i] = (int) result;
          lost |= result ^ result << unused >> unused;
        }
      }
      default -> {
        for (int i = 0; i < length; i++) {
          long result = (long) a[i & m] * b[i & n];
          out[i] = (int) result;
          lost |= result ^ result << unused >> unused;
        }
      }
    }
    return lost == 0;
  }

  private boolean[] computeCarefully(
      int[] a, int m, int[] b, int n, int length, Selection rows, boolean[] nulls, int[] out) {
    boolean[] marked = nulls;
    int count = rows == null ? length : rows.count();
    for (int i = 0; i < count; i++) {
      int row = rows == null ? i : rows.rows()[i];
      if (nulls != null && nulls[row]) continue;
      int x = a[row & m];
      int y = b[row & n];
      boolean isZeroDivision = operation.isDivision() && y == 0;
      long result = isZeroDivision ? 0 : one(x, y);
      out[row] = (int) result;
      if (!isZeroDivision && result == result << unused >> unused) continue;
      if (!isNullOnFailure)
        throw isZeroDivision
            ? Arithmetic.zeroDivision(operation, x, y)
            : Arithmetic.overflow(operation, x, y, type);
      if (marked == nulls) marked = nulls == null ? new boolean[length] : nulls.clone();
      marked[row] = true;
    }
    return marked;
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

  private Vector pack(int length, int[] values, boolean[] nulls) {
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
      default -> new IntVector(type, length, values, nulls);
    };
  }
}
