package io.brasa.sql.function.numeric;

import io.brasa.columnar.type.DecimalType;
import io.brasa.columnar.type.Storage;
import io.brasa.columnar.vector.ConstantVector;
import io.brasa.columnar.vector.LongVector;
import io.brasa.columnar.vector.Selection;
import io.brasa.columnar.vector.Vector;
import io.brasa.columnar.vector.WideVector;
import io.brasa.sql.function.Kernel;
import io.brasa.sql.kernel.Operands;
import io.brasa.sql.kernel.Whole;
import io.brasa.sql.kernel.Wide;

/**
 * Sums, differences and products of decimals as loops over longs that check nothing: where the
 * result's type has room for every result, and where the bounds of a batch's values say that 64
 * bits have. That is so for nearly all money, though its products have types of 30 digits and more.
 */
final class DecimalLoops implements Kernel {
  private final Operation operation;
  private final DecimalType type;
  private final long up;
  private final long otherUp;
  private final Kernel general;

  private DecimalLoops(
      Operation operation, DecimalType type, long up, long otherUp, Kernel general) {
    this.operation = operation;
    this.type = type;
    this.up = up;
    this.otherUp = otherUp;
    this.general = general;
  }

  /** The kernel that uses loops where it can. */
  static Kernel around(
      Operation operation, DecimalType left, DecimalType right, DecimalType type, Kernel general) {
    return switch (operation) {
      case ADD, SUBTRACT -> {
        int exponent = type.scale() - left.scale();
        int otherExponent = type.scale() - right.scale();
        boolean isExact =
            Math.min(exponent, otherExponent) >= 0
                && Math.max(exponent, otherExponent) <= Wide.MAX_LONG_POWER;
        yield isExact
            ? new DecimalLoops(
                operation, type, Wide.power(exponent), Wide.power(otherExponent), general)
            : general;
      }
      case MULTIPLY ->
          type.scale() == left.scale() + right.scale()
              ? new DecimalLoops(operation, type, 1, 1, general)
              : general;
      default -> general;
    };
  }

  @Override
  public Vector apply(Vector[] arguments, int length, Selection rows) {
    int bits = resultBits(arguments[0], arguments[1]);
    boolean isLong =
        arguments[0].type().storage() == Storage.LONG
            && arguments[1].type().storage() == Storage.LONG;
    if (isLong && type.isLong() || bits <= Whole.ROOM + 1) {
      long[] out = compute(arguments[0], arguments[1], length);
      boolean[] nulls = Operands.nulls(length, arguments);
      int known = Math.min(bits, 63);
      return type.isLong()
          ? new LongVector(type, length, out, nulls, known)
          : new WideVector(type, length, out, nulls, known);
    }
    return isLong && operation == Operation.MULTIPLY
        ? products(arguments, length)
        : general.apply(arguments, length, rows);
  }

  private int resultBits(Vector left, Vector right) {
    int bits = Whole.bits(left);
    int otherBits = Whole.bits(right);
    if (operation == Operation.MULTIPLY) {
      int sum = bits + otherBits;
      return sum <= Whole.ROOM ? sum : 127;
    }
    int most = Math.max(bits + bitsOf(up), otherBits + bitsOf(otherUp));
    return most <= Whole.ROOM ? most + 1 : 127;
  }

  private static int bitsOf(long factor) {
    return factor == 1 ? 0 : 64 - Long.numberOfLeadingZeros(factor);
  }

  private long[] compute(Vector left, Vector right, int length) {
    long[] out = new long[length];
    if (operation == Operation.MULTIPLY) {
      multiply(left, right, out);
      return out;
    }
    long[] a = Whole.values(left);
    long[] b = Whole.values(right);
    long factor = operation == Operation.ADD ? otherUp : -otherUp;
    add(a, Operands.mask(left), b, Operands.mask(right), factor, out);
    return out;
  }

  /** Entries of dictionaries are looked up on the way. */
  private static void multiply(Vector left, Vector right, long[] out) {
    long[] a = Whole.entries(left);
    long[] b = Whole.entries(right);
    int[] ids = Whole.ids(left);
    int[] otherIds = Whole.ids(right);
    boolean isFlat = ids == null && otherIds == null;
    if (isFlat) {
      multiply(a, Operands.mask(left), b, Operands.mask(right), out);
    } else if (left instanceof ConstantVector) {
      for (int i = 0; i < out.length; i++) out[i] = a[0] * b[otherIds[i]];
    } else if (right instanceof ConstantVector) {
      for (int i = 0; i < out.length; i++) out[i] = a[ids[i]] * b[0];
    } else if (ids == null) {
      for (int i = 0; i < out.length; i++) out[i] = a[i] * b[otherIds[i]];
    } else if (otherIds == null) {
      for (int i = 0; i < out.length; i++) out[i] = a[ids[i]] * b[i];
    } else {
      for (int i = 0; i < out.length; i++) out[i] = a[ids[i]] * b[otherIds[i]];
    }
  }

  private static void multiply(long[] a, int m, long[] b, int n, long[] out) {
    if (n == 0) {
      long factor = b[0];
      for (int i = 0; i < out.length; i++) out[i] = a[i & m] * factor;
    } else if (m == 0) {
      long factor = a[0];
      for (int i = 0; i < out.length; i++) out[i] = b[i] * factor;
    } else {
      for (int i = 0; i < out.length; i++) out[i] = a[i] * b[i];
    }
  }

  private void add(long[] a, int m, long[] b, int n, long factor, long[] out) {
    if (n == 0) {
      long other = b[0] * factor;
      for (int i = 0; i < out.length; i++) out[i] = a[i & m] * up + other;
    } else if (m == 0) {
      long one = a[0] * up;
      for (int i = 0; i < out.length; i++) out[i] = one + b[i] * factor;
    } else if (up == 1 && factor == 1) {
      for (int i = 0; i < out.length; i++) out[i] = a[i] + b[i];
    } else if (up == 1 && factor == -1) {
      for (int i = 0; i < out.length; i++) out[i] = a[i] - b[i];
    } else {
      for (int i = 0; i < out.length; i++) out[i] = a[i] * up + b[i] * factor;
    }
  }

  /** Products of longs in 128 bits, which always have room. */
  private Vector products(Vector[] arguments, int length) {
    long[] a = Operands.longs(arguments[0]);
    long[] b = Operands.longs(arguments[1]);
    int m = Operands.mask(arguments[0]);
    int n = Operands.mask(arguments[1]);
    long[] high = new long[length];
    long[] low = new long[length];
    for (int i = 0; i < length; i++) {
      long x = a[i & m];
      long y = b[i & n];
      low[i] = x * y;
      high[i] = Math.multiplyHigh(x, y);
    }
    return new WideVector(type, length, high, low, Operands.nulls(length, arguments));
  }
}
