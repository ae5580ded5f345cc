package io.brasa.sql.cast;

import io.brasa.columnar.type.AtomicType;
import io.brasa.columnar.type.TimeType;
import io.brasa.sql.function.Kernel;
import io.brasa.sql.kernel.PerRow;
import io.brasa.sql.kernel.ZoneShift;

/** Times of a day: as text, and cast from it and from each other. */
public final class TimeOfDay {
  private TimeOfDay() {}

  /** Microseconds that are a multiple of the last digit that a precision has; cut off, not up. */
  public static long cut(long micros, int precision) {
    long unit = unit(precision);
    return micros / unit * unit;
  }

  /** Microseconds of the last digit of a fraction of so many. */
  private static long unit(int precision) {
    long unit = 1;
    for (int i = precision; i < TimeType.MAX_PRECISION; i++) unit *= 10;
    return unit;
  }

  /** Appends {@code 12:30:00.5}; a fraction only if there is one, without last zeros. */
  public static void append(StringBuilder out, long micros) {
    long seconds = micros / ZoneShift.MICROS_PER_SECOND;
    TimeText.two(out, seconds / 3_600);
    out.append(':');
    TimeText.two(out, seconds / 60 % 60);
    out.append(':');
    TimeText.two(out, seconds % 60);
    TimeText.appendFraction(out, micros % ZoneShift.MICROS_PER_SECOND);
  }

  static Kernel kernel(CastTarget target, TimeType type) {
    TimeText text = new TimeText();
    return PerRow.STRICT.longs(
        type,
        switch (target.from()) {
          case AtomicType.STRING ->
              arguments -> {
                long micros =
                    text.readTime(arguments.bytes(0), arguments.start(0), arguments.end(0));
                if (micros == TimeText.NONE) target.invalid(arguments);
                return cut(micros, type.precision());
              };
          case TimeType _ -> arguments -> cut(arguments.longAt(0), type.precision());
          default -> throw Casts.impossible(target);
        });
  }
}
