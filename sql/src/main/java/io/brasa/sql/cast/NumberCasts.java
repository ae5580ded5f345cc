package io.brasa.sql.cast;

import io.brasa.columnar.type.AtomicType;
import io.brasa.columnar.type.DataType;
import io.brasa.columnar.type.DecimalType;
import io.brasa.columnar.type.Storage;
import io.brasa.columnar.vector.DoubleVector;
import io.brasa.columnar.vector.LongVector;
import io.brasa.columnar.vector.Vector;
import io.brasa.sql.function.Kernel;
import io.brasa.sql.kernel.Forms;
import io.brasa.sql.kernel.Operands;
import io.brasa.sql.kernel.PerRow;
import io.brasa.sql.kernel.Wide;
import java.math.BigDecimal;
import java.util.Optional;

/** Casts to truth values and floating-point numbers, and loops for casts that cannot fail. */
final class NumberCasts {
  private static final int EXACT_POWER = 22;
  private static final long EXACT_LONG = 1L << 53;
  private static final double[] POWERS = new double[EXACT_POWER + 1];

  static {
    for (int i = 0; i <= EXACT_POWER; i++) POWERS[i] = Double.parseDouble("1e" + i);
  }

  private NumberCasts() {}

  /** A loop, if no value can fail. */
  static Optional<Kernel> fast(CastTarget target) {
    DataType from = target.from();
    DataType to = target.to();
    boolean isFromInts = Casts.isWhole(from) && from.storage() != Storage.LONG;
    if (isFromInts && to == AtomicType.LONG) return Optional.of(scaling(to, 1));
    if (isFromInts && to instanceof DecimalType decimal && decimal.isLong()) {
      int digits = digits(from);
      return decimal.precision() - decimal.scale() >= digits
          ? Optional.of(scaling(to, Wide.power(decimal.scale())))
          : Optional.empty();
    }
    if (from instanceof DecimalType a
        && to instanceof DecimalType b
        && a.isLong()
        && b.isLong()
        && b.scale() >= a.scale()
        && b.precision() - b.scale() >= a.precision() - a.scale())
      return Optional.of(scaling(to, Wide.power(b.scale() - a.scale())));
    if (to == AtomicType.DOUBLE && Casts.isWhole(from)) return Optional.of(doubling());
    return Optional.empty();
  }

  static int digits(DataType whole) {
    return switch (whole) {
      case AtomicType.BYTE -> 3;
      case AtomicType.SHORT -> 5;
      case AtomicType.INTEGER -> 10;
      default -> 19;
    };
  }

  private static long[] longs(Vector vector) {
    if (vector.type().storage() == Storage.LONG) return Operands.longs(vector);
    int[] ints = Operands.ints(vector);
    long[] values = new long[ints.length];
    for (int i = 0; i < values.length; i++) values[i] = ints[i];
    return values;
  }

  /** Numbers times a factor. */
  private static Kernel scaling(DataType type, long factor) {
    return Forms.folding(
        type,
        true,
        (arguments, length, _) -> {
          long[] values = longs(arguments[0]);
          long[] out = new long[length];
          int mask = Operands.mask(arguments[0]);
          for (int i = 0; i < length; i++) out[i] = values[i & mask] * factor;
          return new LongVector(type, length, out, Operands.nulls(length, arguments));
        });
  }

  private static Kernel doubling() {
    return Forms.folding(
        AtomicType.DOUBLE,
        true,
        (arguments, length, _) -> {
          double[] out = new double[length];
          int mask = Operands.mask(arguments[0]);
          if (arguments[0].type().storage() == Storage.LONG) {
            long[] values = Operands.longs(arguments[0]);
            for (int i = 0; i < length; i++) out[i] = values[i & mask];
          } else {
            int[] values = Operands.ints(arguments[0]);
            for (int i = 0; i < length; i++) out[i] = values[i & mask];
          }
          return new DoubleVector(
              AtomicType.DOUBLE, length, out, Operands.nulls(length, arguments));
        });
  }

  static Kernel truth(CastTarget target) {
    DataType from = target.from();
    if (from == AtomicType.STRING)
      return PerRow.STRICT.truths(
          AtomicType.BOOLEAN,
          arguments -> {
            Boolean truth =
                NumberText.truth(arguments.bytes(0), arguments.start(0), arguments.end(0));
            if (truth == null) target.invalid(arguments);
            return truth != null && truth;
          });
    return PerRow.STRICT.truths(
        AtomicType.BOOLEAN,
        switch (from.storage()) {
          case BYTE -> arguments -> arguments.byteAt(0) != 0;
          case SHORT -> arguments -> arguments.shortAt(0) != 0;
          case INT -> arguments -> arguments.intAt(0) != 0;
          case LONG -> arguments -> arguments.longAt(0) != 0;
          case FLOAT -> arguments -> arguments.floatAt(0) != 0;
          case DOUBLE -> arguments -> arguments.doubleAt(0) != 0;
          case WIDE -> {
            Wide wide = new Wide();
            yield arguments -> {
              CastTarget.read(arguments, wide);
              return !wide.isZero();
            };
          }
          default -> throw Casts.impossible(target);
        });
  }

  static Kernel real(CastTarget target) {
    return PerRow.STRICT.doubles(target.to(), realBody(target));
  }

  private static PerRow.ToDouble realBody(CastTarget target) {
    DataType from = target.from();
    if (from == AtomicType.STRING)
      return arguments -> {
        Double value = NumberText.real(arguments.bytes(0), arguments.start(0), arguments.end(0));
        if (value == null) target.invalid(arguments);
        return value == null ? 0 : value;
      };
    if (from instanceof DecimalType decimal) {
      Wide wide = new Wide();
      return arguments -> {
        CastTarget.read(arguments, wide);
        return toDouble(wide, decimal.scale());
      };
    }
    if (from == AtomicType.TIMESTAMP) return arguments -> arguments.longAt(0) / 1_000_000.0;
    return switch (from.storage()) {
      case BYTE -> arguments -> arguments.byteAt(0);
      case SHORT -> arguments -> arguments.shortAt(0);
      case INT -> arguments -> arguments.intAt(0);
      case LONG -> arguments -> arguments.longAt(0);
      case FLOAT -> arguments -> arguments.floatAt(0);
      case DOUBLE -> arguments -> arguments.doubleAt(0);
      default -> throw Casts.impossible(target);
    };
  }

  /** The nearest double; a quotient of two exact doubles is rounded right (Clinger 1990). */
  static double toDouble(Wide unscaled, int scale) {
    if (unscaled.isLong() && Math.abs(unscaled.low) <= EXACT_LONG && scale <= EXACT_POWER)
      return unscaled.low / POWERS[scale];
    return new BigDecimal(unscaled.toBigInteger(), scale).doubleValue();
  }
}
