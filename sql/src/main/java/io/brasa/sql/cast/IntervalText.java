package io.brasa.sql.cast;

import io.brasa.columnar.type.DayTimeIntervalType;
import io.brasa.columnar.type.YearMonthIntervalType;
import io.brasa.sql.kernel.ZoneShift;
import java.util.Locale;

/**
 * Intervals as text, the way literals are written: {@code INTERVAL '1 02:03:04.5' DAY TO SECOND}.
 */
public final class IntervalText {
  /** Not an interval. */
  public static final long NONE = Long.MIN_VALUE;

  private static final long[] DAY_TIME_UNITS = {
    ZoneShift.MICROS_PER_DAY,
    3_600 * ZoneShift.MICROS_PER_SECOND,
    60 * ZoneShift.MICROS_PER_SECOND,
    ZoneShift.MICROS_PER_SECOND
  };

  private IntervalText() {}

  /** The microseconds of a field. */
  public static long micros(DayTimeIntervalType.Field field) {
    return DAY_TIME_UNITS[field.ordinal()];
  }

  /** The months of a field. */
  public static int months(YearMonthIntervalType.Field field) {
    return field == YearMonthIntervalType.Field.YEAR ? 12 : 1;
  }

  /** Months as text. */
  public static String of(YearMonthIntervalType type, int months) {
    String sign = months < 0 ? "-" : "";
    long magnitude = Math.abs((long) months);
    String value =
        switch (type.end()) {
          case YEAR -> sign + magnitude / 12;
          case MONTH ->
              type.start() == type.end()
                  ? sign + magnitude
                  : sign + magnitude / 12 + "-" + magnitude % 12;
        };
    return "INTERVAL '" + value + "' " + type.sql().substring("INTERVAL ".length());
  }

  /** Microseconds as text. */
  public static String of(DayTimeIntervalType type, long micros) {
    StringBuilder out = new StringBuilder("INTERVAL '");
    if (micros < 0) out.append('-');
    int first = type.start().ordinal();
    int last = type.end().ordinal();
    // the magnitude as a negative number, which also the lowest value has
    long left = micros < 0 ? micros : -micros;
    for (int i = first; i <= last; i++) {
      long count = -(left / DAY_TIME_UNITS[i]);
      left %= DAY_TIME_UNITS[i];
      if (i > first) out.append(i == 1 ? ' ' : ':');
      if (i > 0) TimeText.two(out, count);
      else out.append(count);
      if (i == 3) TimeText.appendFraction(out, -left);
    }
    out.append("' ")
        .append(type.simpleString().substring("interval ".length()).toUpperCase(Locale.ROOT));
    return out.toString();
  }

  /** The months that text of a type means, or {@link #NONE}. */
  public static long read(YearMonthIntervalType type, String text) {
    try {
      String value = value(text);
      boolean isNegative = value.startsWith("-");
      String[] parts = (isNegative ? value.substring(1) : value).split("-", -1);
      boolean isPair = type.start() != type.end();
      if (parts.length != (isPair ? 2 : 1)) return NONE;
      if (isPair && Integer.parseInt(parts[1]) > 11) return NONE;
      long first = Long.parseLong(parts[0]);
      long months =
          isPair
              ? first * 12 + Long.parseLong(parts[1])
              : type.end() == YearMonthIntervalType.Field.YEAR ? first * 12 : first;
      long signed = isNegative ? -months : months;
      return signed == (int) signed ? signed : NONE;
    } catch (NumberFormatException _) {
      return NONE;
    }
  }

  /** The microseconds that text of a type means, or {@link #NONE}. */
  public static long read(DayTimeIntervalType type, String text) {
    try {
      String value = value(text);
      boolean isNegative = value.startsWith("-");
      String[] parts = (isNegative ? value.substring(1) : value).split("[ :]", -1);
      int first = type.start().ordinal();
      if (parts.length != type.end().ordinal() - first + 1) return NONE;
      long micros = 0;
      for (int i = 0; i < parts.length; i++) {
        String part = parts[i];
        int point = part.indexOf('.');
        if (point >= 0 && first + i == 3) {
          String digits = (part.substring(point + 1) + "000000").substring(0, 6);
          micros -= Long.parseLong(digits);
          part = part.substring(0, point);
        }
        long count = Long.parseLong(part);
        if (i > 0 && count >= DAY_TIME_UNITS[first + i - 1] / DAY_TIME_UNITS[first + i])
          return NONE;
        // as a negative number, which also the lowest value is
        micros = Math.subtractExact(micros, Math.multiplyExact(count, DAY_TIME_UNITS[first + i]));
      }
      return isNegative ? micros : Math.negateExact(micros);
    } catch (ArithmeticException | NumberFormatException _) {
      return NONE;
    }
  }

  /** What stands between quotes, if there are any. */
  private static String value(String text) {
    int quote = text.indexOf('\'');
    int end = text.lastIndexOf('\'');
    return (quote >= 0 && end > quote ? text.substring(quote + 1, end) : text).strip();
  }
}
