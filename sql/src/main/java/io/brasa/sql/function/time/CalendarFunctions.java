package io.brasa.sql.function.time;

import static io.brasa.columnar.type.AtomicType.BYTE;
import static io.brasa.columnar.type.AtomicType.DATE;
import static io.brasa.columnar.type.AtomicType.INTEGER;
import static io.brasa.columnar.type.AtomicType.INTERVAL;
import static io.brasa.columnar.type.AtomicType.TIMESTAMP_NTZ;

import io.brasa.columnar.type.CalendarInterval;
import io.brasa.columnar.type.DataType;
import io.brasa.columnar.type.DecimalType;
import io.brasa.sql.error.Failures;
import io.brasa.sql.expression.Call;
import io.brasa.sql.expression.Expression;
import io.brasa.sql.function.EvaluationSettings;
import io.brasa.sql.function.Function;
import io.brasa.sql.function.Kernel;
import io.brasa.sql.function.Signature;
import io.brasa.sql.kernel.Arguments;
import io.brasa.sql.kernel.Definition;
import io.brasa.sql.kernel.PerRow;
import io.brasa.sql.kernel.Wide;
import io.brasa.sql.kernel.ZoneShift;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** Intervals of months, days and microseconds at once: made, moved by, scaled, taken apart. */
public final class CalendarFunctions {
  private static final DecimalType SECONDS = new DecimalType(18, 6);
  private static final DecimalType PART_SECONDS = new DecimalType(8, 6);
  private static final long HOUR = 3_600 * ZoneShift.MICROS_PER_SECOND;
  private static final long MINUTE = 60 * ZoneShift.MICROS_PER_SECOND;

  private CalendarFunctions() {}

  public static List<Function> all() {
    List<Function> all = new ArrayList<>();
    all.add(made("make_interval", 0, false));
    all.add(made("try_make_interval", 1, true));
    for (boolean isTry : new boolean[] {false, true}) {
      all.add(internal("calendar_add", isTry, a -> read(a, 0).plus(read(a, 1))));
      all.add(internal("calendar_subtract", isTry, a -> read(a, 0).minus(read(a, 1))));
      all.add(internal("calendar_multiply", isTry, a -> scaled(read(a, 0), a.doubleAt(1))));
      all.add(internal("calendar_divide", isTry, CalendarFunctions::divided));
    }
    all.add(
        internal("calendar_negative", false, a -> new CalendarInterval(0, 0, 0).minus(read(a, 0))));
    all.add(hidden("__calendar_add_to_date", CalendarFunctions::addToDate));
    all.add(hidden("__calendar_add_to_time", CalendarFunctions::addToTime));
    all.add(Definition.of("__calendar_years", INTERVAL).integer(a -> read(a, 0).months() / 12));
    all.add(Definition.of("__calendar_months", INTERVAL).ints(BYTE, a -> read(a, 0).months() % 12));
    all.add(
        Definition.of("__calendar_days", INTERVAL)
            .integer(
                a ->
                    TimeFunctions.exact(
                        "days of an interval",
                        read(a, 0).days() + read(a, 0).microseconds() / ZoneShift.MICROS_PER_DAY)));
    all.add(
        Definition.of("__calendar_hours", INTERVAL)
            .ints(BYTE, a -> (int) (read(a, 0).microseconds() / HOUR % 24)));
    all.add(
        Definition.of("__calendar_minutes", INTERVAL)
            .ints(BYTE, a -> (int) (read(a, 0).microseconds() / MINUTE % 60)));
    all.add(
        Definition.of("__calendar_seconds", INTERVAL)
            .longs(PART_SECONDS, a -> read(a, 0).microseconds() % MINUTE));
    return all;
  }

  private static CalendarInterval read(Arguments a, int argument) {
    return CalendarInterval.of(
        a.column(argument).highAt(a.row()), a.column(argument).lowAt(a.row()));
  }

  /** Makes an interval; fails with an {@link ArithmeticException} if it has no room. */
  @FunctionalInterface
  private interface Made {
    CalendarInterval of(Arguments a);
  }

  private static void write(Made made, Arguments a, Wide out, boolean isTry) {
    try {
      CalendarInterval interval = made.of(a);
      out.set(interval.monthsAndDays(), interval.microseconds());
    } catch (ArithmeticException e) {
      if (!isTry) throw Failures.overflow("an interval", "INTERVAL", "");
      a.giveNull();
    }
  }

  private static Function made(String name, int required, boolean isTry) {
    return new Function.Scalar(
        name,
        (arguments, settings) -> {
          List<Expression> all =
              Signature.coerce(
                  name, arguments, required, INTEGER, INTEGER, INTEGER, INTEGER, INTEGER, INTEGER,
                  SECONDS);
          boolean isNullable = Signature.anyNullable(all) || isTry || !settings.isAnsi();
          return new Call(name, all, INTERVAL, isNullable);
        },
        (_, settings) ->
            PerRow.STRICT.wides(
                INTERVAL,
                (a, out) -> write(CalendarFunctions::made, a, out, isTry || !settings.isAnsi())));
  }

  private static long whole(Arguments a, int argument) {
    return a.count() > argument ? a.intAt(argument) : 0;
  }

  private static CalendarInterval made(Arguments a) {
    long months = whole(a, 0) * 12 + whole(a, 1);
    long days = whole(a, 2) * 7 + whole(a, 3);
    long micros =
        Math.addExact(whole(a, 4) * HOUR + whole(a, 5) * MINUTE, a.count() > 6 ? a.longAt(6) : 0);
    return new CalendarInterval(Math.toIntExact(months), Math.toIntExact(days), micros);
  }

  private static Function hidden(String name, Function.Kernels kernels) {
    return new Function.Scalar(
        name,
        (arguments, _) -> {
          throw Signature.mismatch(name, arguments);
        },
        kernels);
  }

  /** Of a name, with two underscores before it, or of one that gives null for what has no room. */
  private static Function internal(String name, boolean isTry, Made made) {
    return hidden(
        (isTry ? "__try_" : "__") + name,
        (_, _) -> PerRow.STRICT.wides(INTERVAL, (a, out) -> write(made, a, out, isTry)));
  }

  /**
   * What is left of a day becomes microseconds; what is left of a month is dropped, as in Spark.
   */
  private static CalendarInterval parts(double months, double days, double micros) {
    long wholeDays = (long) days;
    double rest = micros + ZoneShift.MICROS_PER_DAY * (days - wholeDays);
    if (Double.isNaN(rest) || Math.abs(rest) >= Long.MAX_VALUE) throw new ArithmeticException();
    return new CalendarInterval(
        Math.toIntExact((long) months), Math.toIntExact(wholeDays), Math.round(rest));
  }

  private static CalendarInterval scaled(CalendarInterval interval, double factor) {
    return parts(
        factor * interval.months(), factor * interval.days(), factor * interval.microseconds());
  }

  private static CalendarInterval divided(Arguments a) {
    double divisor = a.doubleAt(1);
    if (divisor == 0) throw Failures.zeroDivision("an interval / 0", "try_divide");
    CalendarInterval interval = read(a, 0);
    return parts(
        interval.months() / divisor, interval.days() / divisor, interval.microseconds() / divisor);
  }

  private static Kernel addToDate(Call call, EvaluationSettings settings) {
    return PerRow.STRICT.ints(
        DATE,
        a -> {
          CalendarInterval interval = read(a, 1);
          if (interval.microseconds() != 0)
            throw Failures.invalidArgument(
                "date + interval",
                "an interval with hours, minutes or seconds",
                "an interval of months and days, or a timestamp");
          return TimeFunctions.exact(
              "date + interval",
              (long) CivilDate.plusMonths(a.intAt(0), interval.months()) + interval.days());
        });
  }

  private static Kernel addToTime(Call call, EvaluationSettings settings) {
    ZoneShift zone = new ZoneShift(settings.zone());
    boolean isLocal = call.type() == TIMESTAMP_NTZ;
    return PerRow.STRICT.longs(
        call.type(),
        a -> {
          CalendarInterval interval = read(a, 1);
          long local = isLocal ? a.longAt(0) : zone.toLocal(a.longAt(0));
          int day = (int) Math.floorDiv(local, ZoneShift.MICROS_PER_DAY);
          try {
            long moved =
                Math.addExact(
                    Math.multiplyExact(
                        CivilDate.plusMonths(day, interval.months()) + (long) interval.days(),
                        ZoneShift.MICROS_PER_DAY),
                    Math.floorMod(local, ZoneShift.MICROS_PER_DAY));
            return Math.addExact(isLocal ? moved : zone.fromLocal(moved), interval.microseconds());
          } catch (ArithmeticException e) {
            throw Failures.overflow("time + interval", "TIMESTAMP", "");
          }
        });
  }

  /** A part of an interval by the name of its field. */
  static Expression part(String field, Expression interval) {
    String function =
        switch (field.toUpperCase(Locale.ROOT)) {
          case "YEAR", "Y", "YEARS", "YR", "YRS" -> "__calendar_years";
          case "MONTH", "MON", "MONS", "MONTHS" -> "__calendar_months";
          case "DAY", "D", "DAYS" -> "__calendar_days";
          case "HOUR", "H", "HOURS", "HR", "HRS" -> "__calendar_hours";
          case "MINUTE", "M", "MIN", "MINS", "MINUTES" -> "__calendar_minutes";
          case "SECOND", "S", "SEC", "SECONDS", "SECS" -> "__calendar_seconds";
          default ->
              throw Failures.invalidArgument(
                  "extract", "the field '" + field + "' of INTERVAL", "a field that the type has");
        };
    DataType type =
        switch (function) {
          case "__calendar_years", "__calendar_days" -> INTEGER;
          case "__calendar_seconds" -> PART_SECONDS;
          default -> BYTE;
        };
    return new Call(function, List.of(interval), type, interval.nullable());
  }
}
