package io.brasa.sql.function.numeric;

import io.brasa.columnar.type.DataType;
import io.brasa.columnar.type.DecimalType;
import io.brasa.columnar.vector.WideVector;
import io.brasa.sql.expression.Call;
import io.brasa.sql.function.Kernel;
import io.brasa.sql.kernel.Arguments;
import io.brasa.sql.kernel.Column;
import io.brasa.sql.kernel.PerRow;
import io.brasa.sql.kernel.Wide;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.RoundingMode;

/**
 * Operators on decimals. What fits 64 bits is left to {@link DecimalLoops}; the rest goes row by
 * row in 128 bits, and where these have no room for what is in between, by {@code BigDecimal}.
 */
final class DecimalArithmetic {
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
    Kernel general = new DecimalArithmetic(operation, call, isNullOnFailure).general(call.type());
    return call.type() instanceof DecimalType result
        ? DecimalLoops.around(
            operation,
            (DecimalType) call.argument(0).type(),
            (DecimalType) call.argument(1).type(),
            result,
            general)
        : general;
  }

  private Kernel general(DataType result) {
    if (result.storage() == io.brasa.columnar.type.Storage.WIDE)
      return PerRow.STRICT.wides(result, this::one);
    Wide out = new Wide();
    return PerRow.STRICT.longs(
        result,
        arguments -> {
          one(arguments, out);
          return out.low;
        });
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
