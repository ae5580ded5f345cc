package io.brasa.sql.function.numeric;

import io.brasa.columnar.type.DataType;
import io.brasa.columnar.type.DecimalType;
import io.brasa.columnar.vector.LongVector;
import io.brasa.columnar.vector.Selection;
import io.brasa.columnar.vector.Vector;
import io.brasa.columnar.vector.WideVector;
import io.brasa.sql.expression.Call;
import io.brasa.sql.function.Kernel;
import io.brasa.sql.kernel.Arguments;
import io.brasa.sql.kernel.Column;
import io.brasa.sql.kernel.Operands;
import io.brasa.sql.kernel.PerRow;
import io.brasa.sql.kernel.Wide;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.RoundingMode;

/**
 * Operators on decimals. Operands of up to 18 digits are computed in loops over longs where the
 * result's type has room for every result; the rest goes row by row in 128 bits, and where these
 * have no room for what is in between, by {@code BigDecimal}.
 */
final class DecimalArithmetic {
  /** Of how many rows one must be asked for, lest all are computed without looking. */
  private static final int SPARSE = 4;

  private final Operation operation;
  private final int leftScale;
  private final int rightScale;
  private final DataType type;
  private final int scale;
  private final boolean isNullOnFailure;
  private final Wide left = new Wide();
  private final Wide right = new Wide();

  private DecimalArithmetic(Operation operation, Call call, boolean isNullOnFailure) {
    this.operation = operation;
    this.leftScale = ((DecimalType) call.argument(0).type()).scale();
    this.rightScale = ((DecimalType) call.argument(1).type()).scale();
    this.type = call.type();
    this.scale = type instanceof DecimalType decimal ? decimal.scale() : 0;
    this.isNullOnFailure = isNullOnFailure;
  }

  static Kernel kernel(Operation operation, Call call, boolean isNullOnFailure) {
    DecimalArithmetic arithmetic = new DecimalArithmetic(operation, call, isNullOnFailure);
    boolean isLong =
        ((DecimalType) call.argument(0).type()).isLong()
            && ((DecimalType) call.argument(1).type()).isLong();
    if (isLong && call.type() instanceof DecimalType result) {
      boolean isSum = operation == Operation.ADD || operation == Operation.SUBTRACT;
      if (isSum && result.isLong()) return arithmetic::sums;
      if (operation == Operation.MULTIPLY
          && result.scale() == arithmetic.leftScale + arithmetic.rightScale)
        return result.isLong() ? arithmetic::products : arithmetic::wideProducts;
    }
    if (call.type().storage() == io.brasa.columnar.type.Storage.WIDE)
      return PerRow.STRICT.wides(call.type(), arithmetic::one);
    Wide out = new Wide();
    return PerRow.STRICT.longs(
        call.type(),
        arguments -> {
          arithmetic.one(arguments, out);
          return out.low;
        });
  }

  private Vector sums(Vector[] arguments, int length, Selection rows) {
    long[] a = Operands.longs(arguments[0]);
    long[] b = Operands.longs(arguments[1]);
    int m = Operands.mask(arguments[0]);
    int n = Operands.mask(arguments[1]);
    long up = Wide.power(scale - leftScale);
    long otherUp = Wide.power(scale - rightScale) * (operation == Operation.ADD ? 1 : -1);
    long[] out = new long[length];
    if (up == 1 && otherUp == 1) {
      for (int i = 0; i < length; i++) out[i] = a[i & m] + b[i & n];
    } else if (up == 1 && otherUp == -1) {
      for (int i = 0; i < length; i++) out[i] = a[i & m] - b[i & n];
    } else {
      for (int i = 0; i < length; i++) out[i] = a[i & m] * up + b[i & n] * otherUp;
    }
    return new LongVector(type, length, out, Operands.nulls(length, arguments));
  }

  private Vector products(Vector[] arguments, int length, Selection rows) {
    long[] a = Operands.longs(arguments[0]);
    long[] b = Operands.longs(arguments[1]);
    int m = Operands.mask(arguments[0]);
    int n = Operands.mask(arguments[1]);
    long[] out = new long[length];
    for (int i = 0; i < length; i++) out[i] = a[i & m] * b[i & n];
    return new LongVector(type, length, out, Operands.nulls(length, arguments));
  }

  private Vector wideProducts(Vector[] arguments, int length, Selection rows) {
    long[] a = Operands.longs(arguments[0]);
    long[] b = Operands.longs(arguments[1]);
    int m = Operands.mask(arguments[0]);
    int n = Operands.mask(arguments[1]);
    long[] high = new long[length];
    long[] low = new long[length];
    if (rows != null && rows.count() < length / SPARSE) {
      for (int i = 0; i < rows.count(); i++) {
        int row = rows.rows()[i];
        long x = a[row & m];
        long y = b[row & n];
        low[row] = x * y;
        high[row] = Math.multiplyHigh(x, y);
      }
    } else {
      for (int i = 0; i < length; i++) {
        long x = a[i & m];
        long y = b[i & n];
        low[i] = x * y;
        high[i] = Math.multiplyHigh(x, y);
      }
    }
    return new WideVector(type, length, high, low, Operands.nulls(length, arguments));
  }

  /** Reads a decimal of either width. */
  static void read(Column column, int row, Wide into) {
    if (column.flat() instanceof WideVector) into.set(column.highAt(row), column.lowAt(row));
    else into.set(column.longAt(row));
  }

  private void one(Arguments arguments, Wide out) {
    read(arguments.column(0), arguments.row(), left);
    read(arguments.column(1), arguments.row(), right);
    if (operation.isDivision() && right.isZero()) {
      if (!isNullOnFailure)
        throw Arithmetic.zeroDivision(operation, text(left, leftScale), text(right, rightScale));
      arguments.giveNull();
      return;
    }
    if (fast(out)) return;
    read(arguments.column(0), arguments.row(), left);
    read(arguments.column(1), arguments.row(), right);
    slow(arguments, out);
  }

  /** Computes in 128 bits; whether that had room. The operands may be changed. */
  private boolean fast(Wide out) {
    boolean isDone =
        switch (operation) {
          case ADD, SUBTRACT -> fastSum(out);
          case MULTIPLY -> fastProduct(out);
          case DIVIDE -> fastQuotient(out);
          case WHOLE_DIVIDE, REMAINDER, POSITIVE_REMAINDER -> fastRemainder(out);
        };
    return isDone && (!(type instanceof DecimalType decimal) || out.fits(decimal.precision()));
  }

  private boolean fastSum(Wide out) {
    int common = Math.max(leftScale, rightScale);
    boolean isRoom = left.multiplyPower(common - leftScale);
    isRoom &= right.multiplyPower(common - rightScale);
    if (operation == Operation.SUBTRACT) right.negate();
    out.set(left);
    isRoom &= out.add(right);
    if (!isRoom) return false;
    if (scale < common) out.dividePowerHalfUp(common - scale);
    return true;
  }

  private boolean fastProduct(Wide out) {
    out.set(left);
    if (!out.multiply(right)) return false;
    int excess = leftScale + rightScale - scale;
    if (excess > 0) out.dividePowerHalfUp(excess);
    return true;
  }

  private boolean fastQuotient(Wide out) {
    int exponent = scale + rightScale - leftScale;
    if (exponent < 0 || !right.isLong() || right.low == Long.MIN_VALUE) return false;
    out.set(left);
    if (exponent > 38 || !out.multiplyPower(exponent)) return false;
    if (right.low < 0) out.negate();
    out.divideHalfUp(Math.abs(right.low));
    return true;
  }

  private boolean fastRemainder(Wide out) {
    int common = Math.max(leftScale, rightScale);
    boolean isRoom = left.multiplyPower(common - leftScale);
    isRoom &= right.multiplyPower(common - rightScale);
    if (!isRoom
        || !left.isLong()
        || !right.isLong()
        || scale != common && type instanceof DecimalType) return false;
    long x = left.low;
    long y = right.low;
    long rest = x % y;
    switch (operation) {
      case WHOLE_DIVIDE -> {
        if (x == Long.MIN_VALUE && y == -1) return false;
        out.set(x / y);
      }
      case POSITIVE_REMAINDER -> out.set(rest < 0 ? (rest + y) % y : rest);
      default -> out.set(rest);
    }
    return true;
  }

  private void slow(Arguments arguments, Wide out) {
    BigDecimal a = new BigDecimal(left.toBigInteger(), leftScale);
    BigDecimal b = new BigDecimal(right.toBigInteger(), rightScale);
    BigDecimal exact =
        switch (operation) {
          case ADD -> a.add(b);
          case SUBTRACT -> a.subtract(b);
          case MULTIPLY -> a.multiply(b);
          case DIVIDE -> a.divide(b, scale, RoundingMode.HALF_UP);
          case WHOLE_DIVIDE -> a.divideToIntegralValue(b);
          case REMAINDER -> a.remainder(b);
          case POSITIVE_REMAINDER -> {
            BigDecimal rest = a.remainder(b);
            yield rest.signum() < 0 ? rest.add(b).remainder(b) : rest;
          }
        };
    BigInteger unscaled = exact.setScale(scale, RoundingMode.HALF_UP).unscaledValue();
    boolean isRoom = out.set(unscaled);
    isRoom &= type instanceof DecimalType decimal ? out.fits(decimal.precision()) : out.isLong();
    if (isRoom) return;
    if (!isNullOnFailure)
      throw Arithmetic.overflow(operation, a.toPlainString(), b.toPlainString(), type);
    arguments.giveNull();
  }

  static String text(Wide unscaled, int scale) {
    return new BigDecimal(unscaled.toBigInteger(), scale).toPlainString();
  }
}
