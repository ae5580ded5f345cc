package io.brasa.sql.function.time;

import static io.brasa.columnar.type.AtomicType.DATE;
import static io.brasa.columnar.type.AtomicType.STRING;
import static io.brasa.columnar.type.AtomicType.TIMESTAMP;

import io.brasa.sql.function.Function;
import io.brasa.sql.kernel.Definition;
import io.brasa.sql.kernel.ZoneShift;
import java.util.List;
import java.util.Locale;

/** Dates and moments cut to the beginning of a unit; null for what is no unit. */
final class TruncationFunctions {
  private static final int NO_UNIT = Integer.MIN_VALUE;

  private TruncationFunctions() {}

  static List<Function> all() {
    return List.of(
        Definition.of("trunc", DATE, STRING)
            .nullable()
            .ints(
                DATE,
                a -> {
                  int day = day(a.intAt(0), a.text(1).toUpperCase(Locale.ROOT));
                  if (day == NO_UNIT) a.giveNull();
                  return day;
                }),
        Definition.of("date_trunc", STRING, TIMESTAMP)
            .nullable()
            .longsOf(
                TIMESTAMP,
                (_, settings) -> {
                  ZoneShift zone = new ZoneShift(settings.zone());
                  return a -> {
                    String unit = a.text(0).toUpperCase(Locale.ROOT);
                    long local = zone.toLocal(a.longAt(1));
                    long micros = micros(unit);
                    if (micros > 0) return zone.fromLocal(local - Math.floorMod(local, micros));
                    int day = day((int) Math.floorDiv(local, ZoneShift.MICROS_PER_DAY), unit);
                    if (day == NO_UNIT) a.giveNull();
                    return zone.startOfDay(day == NO_UNIT ? 0 : day);
                  };
                }));
  }

  private static long micros(String unit) {
    return switch (unit) {
      case "MICROSECOND" -> 1;
      case "MILLISECOND" -> 1_000;
      case "SECOND" -> ZoneShift.MICROS_PER_SECOND;
      case "MINUTE" -> 60 * ZoneShift.MICROS_PER_SECOND;
      case "HOUR" -> 3_600 * ZoneShift.MICROS_PER_SECOND;
      case "DAY", "DD" -> ZoneShift.MICROS_PER_DAY;
      default -> 0;
    };
  }

  private static int day(int epochDay, String unit) {
    long civil = CivilDate.of(epochDay);
    int year = CivilDate.year(civil);
    int month = CivilDate.month(civil);
    return switch (unit) {
      case "WEEK" -> epochDay - CivilDate.dayOfWeek(epochDay);
      case "MONTH", "MM", "MON" -> CivilDate.epochDay(year, month, 1);
      case "QUARTER" -> CivilDate.epochDay(year, (month - 1) / 3 * 3 + 1, 1);
      case "YEAR", "YYYY", "YY" -> CivilDate.epochDay(year, 1, 1);
      default -> NO_UNIT;
    };
  }
}
