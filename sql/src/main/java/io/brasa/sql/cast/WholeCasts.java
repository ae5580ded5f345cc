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

/** Casts to whole numbers: fractions are cut off, what has no room fails. */
final class WholeCasts {
  private WholeCasts() {}

  static Kernel kernel(CastTarget target) {
    PerRow.ToLong body = body(target);
    if (target.to() == AtomicType.LONG) return PerRow.STRICT.longs(target.to(), body);
    int unused =
        switch (target.to().storage()) {
          case BYTE -> 56;
          case SHORT -> 48;
          default -> 32;
        };
    return PerRow.STRICT.ints(
        target.to(),
        arguments -> {
          long value = body.apply(arguments);
          if (value != value << unused >> unused) {
            if (target.from() == AtomicType.STRING) target.invalid(arguments);
            else target.overflow(arguments);
          }
          return (int) value;
        });
  }

  private static PerRow.ToLong body(CastTarget target) {
    DataType from = target.from();
    return switch (from) {
      case AtomicType.STRING -> {
        NumberText.LongText text = new NumberText.LongText();
        yield arguments -> {
          if (!text.read(arguments.bytes(0), arguments.start(0), arguments.end(0))) {
            target.invalid(arguments);
            return 0;
          }
          return text.value;
        };
      }
      case DecimalType decimal -> {
        Wide wide = new Wide();
        yield arguments -> decimal(target, decimal.scale(), arguments, wide);
      }
      case AtomicType.TIMESTAMP -> arguments -> Math.floorDiv(arguments.longAt(0), 1_000_000L);
      case TimeType _ -> arguments -> arguments.longAt(0) / 1_000_000L;
      case DayTimeIntervalType interval -> {
        long unit = IntervalText.micros(interval.end());
        yield arguments -> arguments.longAt(0) / unit;
      }
      case YearMonthIntervalType interval -> {
        int unit = interval.end() == YearMonthIntervalType.Field.YEAR ? 12 : 1;
        yield arguments -> arguments.intAt(0) / unit;
      }
      case AtomicType.FLOAT -> arguments -> real(target, arguments, arguments.floatAt(0));
      case AtomicType.DOUBLE -> arguments -> real(target, arguments, arguments.doubleAt(0));
      case AtomicType.BOOLEAN, AtomicType.BYTE -> arguments -> arguments.byteAt(0);
      case AtomicType.SHORT -> arguments -> arguments.shortAt(0);
      case AtomicType.INTEGER -> arguments -> arguments.intAt(0);
      case AtomicType.LONG -> arguments -> arguments.longAt(0);
      default -> throw Casts.impossible(target);
    };
  }

  private static long decimal(CastTarget target, int scale, Arguments arguments, Wide wide) {
    CastTarget.read(arguments, wide);
    int left = scale;
    while (left > Wide.MAX_LONG_POWER) {
      wide.divide(Wide.power(Wide.MAX_LONG_POWER));
      left -= Wide.MAX_LONG_POWER;
    }
    wide.divide(Wide.power(left));
    if (!wide.isLong()) target.overflow(arguments);
    return wide.isLong() ? wide.low : 0;
  }

  private static long real(CastTarget target, Arguments arguments, double value) {
    // 2^63 is a double, the greatest long is not
    boolean isRoom = value >= -0x1p63 && value < 0x1p63;
    if (!isRoom) target.overflow(arguments);
    return isRoom ? (long) value : 0;
  }
}
