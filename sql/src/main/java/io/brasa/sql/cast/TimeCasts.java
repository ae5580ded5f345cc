package io.brasa.sql.cast;

import io.brasa.columnar.type.AtomicType;
import io.brasa.columnar.type.CalendarInterval;
import io.brasa.columnar.type.DataType;
import io.brasa.columnar.type.DayTimeIntervalType;
import io.brasa.columnar.type.DecimalType;
import io.brasa.columnar.type.YearMonthIntervalType;
import io.brasa.sql.function.EvaluationSettings;
import io.brasa.sql.function.Kernel;
import io.brasa.sql.kernel.Arguments;
import io.brasa.sql.kernel.PerRow;
import io.brasa.sql.kernel.Wide;
import io.brasa.sql.kernel.ZoneShift;
import java.math.BigDecimal;
import java.math.RoundingMode;

/** Casts to dates, timestamps and intervals. */
final class TimeCasts {
  private TimeCasts() {}

  static Kernel kernel(CastTarget target, EvaluationSettings settings) {
    ZoneShift zone = new ZoneShift(settings.zone());
    return switch (target.to()) {
      case AtomicType.DATE -> PerRow.STRICT.ints(target.to(), date(target, zone));
      case AtomicType.TIMESTAMP -> PerRow.STRICT.longs(target.to(), timestamp(target, zone));
      case AtomicType.TIMESTAMP_NTZ -> PerRow.STRICT.longs(target.to(), local(target, zone));
      case AtomicType.INTERVAL -> PerRow.STRICT.wides(target.to(), TimeCasts::calendar);
      case YearMonthIntervalType type -> PerRow.STRICT.ints(type, months(target, type));
      case DayTimeIntervalType type -> PerRow.STRICT.longs(type, duration(target, type));
      default -> throw Casts.impossible(target);
    };
  }

  /** Text that is none gives null, in Spark too. */
  private static void calendar(Arguments arguments, Wide out) {
    CalendarInterval interval = CalendarInterval.parse(arguments.text(0)).orElse(null);
    if (interval == null) arguments.giveNull();
    else out.set(interval.monthsAndDays(), interval.microseconds());
  }

  private static PerRow.ToInt date(CastTarget target, ZoneShift zone) {
    TimeText text = new TimeText();
    return switch (target.from()) {
      case AtomicType.STRING ->
          arguments ->
              (int)
                  orInvalid(
                      target,
                      arguments,
                      text.readDate(arguments.bytes(0), arguments.start(0), arguments.end(0)));
      case AtomicType.TIMESTAMP -> arguments -> zone.day(arguments.longAt(0));
      case AtomicType.TIMESTAMP_NTZ ->
          arguments -> (int) Math.floorDiv(arguments.longAt(0), ZoneShift.MICROS_PER_DAY);
      default -> throw Casts.impossible(target);
    };
  }

  private static long orInvalid(CastTarget target, Arguments arguments, long value) {
    if (value == TimeText.NONE) target.invalid(arguments);
    return value;
  }

  private static PerRow.ToLong timestamp(CastTarget target, ZoneShift zone) {
    DataType from = target.from();
    TimeText text = new TimeText();
    return switch (from) {
      case AtomicType.STRING ->
          arguments ->
              orInvalid(
                  target,
                  arguments,
                  text.readTimestamp(
                      arguments.bytes(0), arguments.start(0), arguments.end(0), zone));
      case AtomicType.DATE -> arguments -> zone.startOfDay(arguments.intAt(0));
      case AtomicType.TIMESTAMP_NTZ -> arguments -> zone.fromLocal(arguments.longAt(0));
      case AtomicType.BYTE -> arguments -> arguments.byteAt(0) * ZoneShift.MICROS_PER_SECOND;
      case AtomicType.SHORT -> arguments -> arguments.shortAt(0) * ZoneShift.MICROS_PER_SECOND;
      case AtomicType.INTEGER -> arguments -> arguments.intAt(0) * ZoneShift.MICROS_PER_SECOND;
      case AtomicType.LONG -> arguments -> seconds(target, arguments);
      case AtomicType.FLOAT -> arguments -> real(target, arguments, arguments.floatAt(0));
      case AtomicType.DOUBLE -> arguments -> real(target, arguments, arguments.doubleAt(0));
      case DecimalType decimal -> {
        Wide wide = new Wide();
        yield arguments -> {
          CastTarget.read(arguments, wide);
          boolean isRoom = true;
          if (decimal.scale() <= 6) isRoom = wide.multiplyPower(6 - decimal.scale());
          else wide.dividePowerHalfUp(decimal.scale() - 6);
          if (!isRoom || !wide.isLong()) target.overflow(arguments);
          return wide.low;
        };
      }
      default -> throw Casts.impossible(target);
    };
  }

  private static long seconds(CastTarget target, Arguments arguments) {
    long value = arguments.longAt(0);
    long micros = value * ZoneShift.MICROS_PER_SECOND;
    if (micros / ZoneShift.MICROS_PER_SECOND != value) target.overflow(arguments);
    return micros;
  }

  private static long real(CastTarget target, Arguments arguments, double seconds) {
    double micros = seconds * ZoneShift.MICROS_PER_SECOND;
    if (!(Math.abs(micros) < 0x1p63)) target.overflow(arguments);
    return (long) micros;
  }

  private static PerRow.ToLong local(CastTarget target, ZoneShift zone) {
    TimeText text = new TimeText();
    return switch (target.from()) {
      case AtomicType.STRING ->
          arguments ->
              orInvalid(
                  target,
                  arguments,
                  text.readTimestamp(
                      arguments.bytes(0), arguments.start(0), arguments.end(0), null));
      case AtomicType.DATE -> arguments -> arguments.intAt(0) * ZoneShift.MICROS_PER_DAY;
      case AtomicType.TIMESTAMP -> arguments -> zone.toLocal(arguments.longAt(0));
      default -> throw Casts.impossible(target);
    };
  }

  private static PerRow.ToInt months(CastTarget target, YearMonthIntervalType type) {
    int unit = type.end() == YearMonthIntervalType.Field.YEAR ? 12 : 1;
    return switch (target.from()) {
      case AtomicType.STRING ->
          arguments ->
              (int) orInvalid(target, arguments, IntervalText.read(type, arguments.text(0)));
      case YearMonthIntervalType _ -> arguments -> arguments.intAt(0) / unit * unit;
      case AtomicType.LONG -> arguments -> months(target, arguments, arguments.longAt(0), unit);
      case AtomicType.INTEGER -> arguments -> months(target, arguments, arguments.intAt(0), unit);
      case AtomicType.SHORT -> arguments -> arguments.shortAt(0) * unit;
      case AtomicType.BYTE -> arguments -> arguments.byteAt(0) * unit;
      case DecimalType decimal -> {
        Wide wide = new Wide();
        yield arguments -> (int) scaled(target, decimal, arguments, wide, unit, true);
      }
      default -> throw Casts.impossible(target);
    };
  }

  /** A decimal count of a unit, rounded half up. */
  private static long scaled(
      CastTarget target,
      DecimalType type,
      Arguments arguments,
      Wide wide,
      long unit,
      boolean isInt) {
    CastTarget.read(arguments, wide);
    BigDecimal product =
        new BigDecimal(wide.toBigInteger(), type.scale())
            .multiply(BigDecimal.valueOf(unit))
            .setScale(0, RoundingMode.HALF_UP);
    boolean isRoom = product.unscaledValue().bitLength() < (isInt ? Integer.SIZE : Long.SIZE);
    if (!isRoom) target.overflow(arguments);
    return product.longValue();
  }

  private static int months(CastTarget target, Arguments arguments, long count, int unit) {
    if (count != (int) count || Math.abs(count) > Integer.MAX_VALUE / unit)
      target.overflow(arguments);
    return (int) count * unit;
  }

  private static PerRow.ToLong duration(CastTarget target, DayTimeIntervalType type) {
    long unit = IntervalText.micros(type.end());
    boolean isFraction = type.end() == DayTimeIntervalType.Field.SECOND;
    return switch (target.from()) {
      case AtomicType.STRING ->
          arguments -> orInvalid(target, arguments, IntervalText.read(type, arguments.text(0)));
      case DayTimeIntervalType _ ->
          arguments -> isFraction ? arguments.longAt(0) : arguments.longAt(0) / unit * unit;
      case AtomicType.LONG -> arguments -> duration(target, arguments, arguments.longAt(0), unit);
      case AtomicType.INTEGER -> arguments -> duration(target, arguments, arguments.intAt(0), unit);
      case AtomicType.SHORT -> arguments -> arguments.shortAt(0) * unit;
      case AtomicType.BYTE -> arguments -> arguments.byteAt(0) * unit;
      case DecimalType decimal -> {
        Wide wide = new Wide();
        yield arguments -> scaled(target, decimal, arguments, wide, unit, false);
      }
      default -> throw Casts.impossible(target);
    };
  }

  private static long duration(CastTarget target, Arguments arguments, long count, long unit) {
    if (Math.multiplyHigh(count, unit) != count * unit >> 63) target.overflow(arguments);
    return count * unit;
  }
}
