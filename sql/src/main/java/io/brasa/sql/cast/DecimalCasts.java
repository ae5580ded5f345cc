package io.brasa.sql.cast;

import io.brasa.columnar.type.AtomicType;
import io.brasa.columnar.type.DataType;
import io.brasa.columnar.type.DayTimeIntervalType;
import io.brasa.columnar.type.DecimalType;
import io.brasa.columnar.type.TimeType;
import io.brasa.columnar.type.YearMonthIntervalType;
import io.brasa.sql.function.Kernel;
import io.brasa.sql.kernel.Arguments;
import io.brasa.sql.kernel.PerRow;
import io.brasa.sql.kernel.Wide;
import java.math.BigDecimal;
import java.math.RoundingMode;

/** Casts to decimals: digits behind the scale are rounded half up, what has no room fails. */
final class DecimalCasts {
  private DecimalCasts() {}

  static Kernel kernel(CastTarget target, DecimalType type) {
    PerRow.ToWide body = body(target, type);
    if (!type.isLong()) return PerRow.STRICT.wides(type, body);
    Wide out = new Wide();
    return PerRow.STRICT.longs(
        type,
        arguments -> {
          body.apply(arguments, out);
          return out.low;
        });
  }

  private static PerRow.ToWide body(CastTarget target, DecimalType type) {
    DataType from = target.from();
    return switch (from) {
      case DecimalType decimal ->
          (arguments, out) -> {
            CastTarget.read(arguments, out);
            rescale(target, type, decimal.scale(), arguments, out);
          };
      case AtomicType.STRING ->
          (arguments, out) -> {
            BigDecimal value =
                NumberText.decimal(arguments.bytes(0), arguments.start(0), arguments.end(0));
            if (value == null) target.invalid(arguments);
            else set(target, type, value, arguments, out);
          };
      case AtomicType.DOUBLE ->
          (arguments, out) -> real(target, type, arguments.doubleAt(0), arguments, out);
      case AtomicType.FLOAT ->
          (arguments, out) -> {
            float value = arguments.floatAt(0);
            if (Float.isFinite(value))
              set(target, type, new BigDecimal(Float.toString(value)), arguments, out);
            else target.overflow(arguments);
          };
      case AtomicType.TIMESTAMP -> (arguments, out) -> micros(target, type, arguments, out);
      case TimeType _ -> (arguments, out) -> micros(target, type, arguments, out);
      case YearMonthIntervalType interval -> {
        int unit = IntervalText.months(interval.end());
        yield (arguments, out) -> whole(target, type, arguments.intAt(0) / unit, arguments, out);
      }
      case DayTimeIntervalType interval -> {
        BigDecimal unit = BigDecimal.valueOf(IntervalText.micros(interval.end()));
        yield (arguments, out) ->
            set(target, type, units(arguments.longAt(0), unit), arguments, out);
      }
      case AtomicType.BOOLEAN, AtomicType.BYTE ->
          (arguments, out) -> whole(target, type, arguments.byteAt(0), arguments, out);
      case AtomicType.SHORT ->
          (arguments, out) -> whole(target, type, arguments.shortAt(0), arguments, out);
      case AtomicType.INTEGER ->
          (arguments, out) -> whole(target, type, arguments.intAt(0), arguments, out);
      case AtomicType.LONG ->
          (arguments, out) -> whole(target, type, arguments.longAt(0), arguments, out);
      default -> throw Casts.impossible(target);
    };
  }

  /** Microseconds in larger units; the last digits of the fraction are rounded away. */
  private static BigDecimal units(long micros, BigDecimal unit) {
    return BigDecimal.valueOf(micros)
        .divide(unit, DecimalType.MAX_PRECISION / 2, RoundingMode.HALF_UP);
  }

  private static void whole(
      CastTarget target, DecimalType type, long value, Arguments arguments, Wide out) {
    out.set(value);
    rescale(target, type, 0, arguments, out);
  }

  /** Seconds of microseconds. */
  private static void micros(CastTarget target, DecimalType type, Arguments arguments, Wide out) {
    out.set(arguments.longAt(0));
    rescale(target, type, 6, arguments, out);
  }

  private static void real(
      CastTarget target, DecimalType type, double value, Arguments arguments, Wide out) {
    if (Double.isFinite(value)) set(target, type, BigDecimal.valueOf(value), arguments, out);
    else target.overflow(arguments);
  }

  private static void rescale(
      CastTarget target, DecimalType type, int scale, Arguments arguments, Wide out) {
    boolean isRoom = true;
    if (type.scale() >= scale) isRoom = out.multiplyPower(type.scale() - scale);
    else out.dividePowerHalfUp(scale - type.scale());
    if (!isRoom || !out.fits(type.precision())) target.overflow(arguments);
  }

  private static void set(
      CastTarget target, DecimalType type, BigDecimal value, Arguments arguments, Wide out) {
    // a far exponent would make a number of as many digits
    boolean isRoom = value.precision() - (long) value.scale() <= type.precision() - type.scale();
    if (isRoom || value.signum() == 0) {
      BigDecimal scaled = scaled(value, type.scale());
      isRoom = out.set(scaled.unscaledValue()) && out.fits(type.precision());
    }
    if (!isRoom) target.overflow(arguments);
  }

  private static BigDecimal scaled(BigDecimal value, int scale) {
    return value.signum() == 0 || value.precision() - (long) value.scale() < -scale - 1L
        ? BigDecimal.ZERO
        : value.setScale(scale, RoundingMode.HALF_UP);
  }
}
