package io.brasa.sql.function.time;

import static io.brasa.columnar.type.AtomicType.DATE;
import static io.brasa.columnar.type.AtomicType.INTEGER;
import static io.brasa.columnar.type.AtomicType.STRING;

import io.brasa.sql.error.Failures;
import io.brasa.sql.function.Function;
import io.brasa.sql.kernel.Arguments;
import io.brasa.sql.kernel.Definition;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** All functions of dates and times; those here are of dates alone. */
public final class TimeFunctions {
  private TimeFunctions() {}

  public static List<Function> all() {
    List<Function> functions = new ArrayList<>();
    functions.addAll(DatePartFunctions.all());
    functions.addAll(dates());
    functions.addAll(UnitFunctions.all());
    functions.addAll(TimestampFunctions.all());
    functions.addAll(TruncationFunctions.all());
    functions.addAll(FormatFunctions.all());
    functions.addAll(CurrentFunctions.all());
    functions.addAll(IntervalFunctions.all());
    functions.addAll(WindowFunctions.all());
    return functions;
  }

  private static List<Function> dates() {
    return List.of(
        UnitFunctions.ofDays(
            Definition.of("date_sub", DATE, INTEGER)
                .ints(DATE, a -> exact("date_sub", (long) a.intAt(0) - a.intAt(1)))),
        Definition.of("add_months", DATE, INTEGER)
            .ints(DATE, a -> CivilDate.plusMonths(a.intAt(0), a.intAt(1))),
        Definition.of("last_day", DATE).ints(DATE, TimeFunctions::lastDay),
        Definition.of("next_day", DATE, STRING).ints(DATE, TimeFunctions::nextDay),
        Definition.of("make_date", INTEGER, INTEGER, INTEGER).ints(DATE, TimeFunctions::makeDate),
        Definition.of("unix_date", DATE).integer(a -> a.intAt(0)),
        Definition.of("date_from_unix_date", INTEGER).ints(DATE, a -> a.intAt(0)));
  }

  static int exact(String function, long days) {
    if (days != (int) days) throw Failures.overflow(function + ": day " + days, "DATE", "");
    return (int) days;
  }

  private static int lastDay(Arguments a) {
    long civil = CivilDate.of(a.intAt(0));
    int length = CivilDate.lengthOfMonth(CivilDate.year(civil), CivilDate.month(civil));
    return a.intAt(0) + length - CivilDate.day(civil);
  }

  private static int nextDay(Arguments a) {
    int wanted =
        switch (a.text(1).strip().toUpperCase(Locale.ROOT)) {
          case "MO", "MON", "MONDAY" -> 0;
          case "TU", "TUE", "TUESDAY" -> 1;
          case "WE", "WED", "WEDNESDAY" -> 2;
          case "TH", "THU", "THURSDAY" -> 3;
          case "FR", "FRI", "FRIDAY" -> 4;
          case "SA", "SAT", "SATURDAY" -> 5;
          case "SU", "SUN", "SUNDAY" -> 6;
          default ->
              throw Failures.invalidArgument(
                  "next_day", "'" + a.text(1) + "'", "a day of the week, such as 'Monday' or 'MO'");
        };
    int today = CivilDate.dayOfWeek(a.intAt(0));
    return a.intAt(0) + Math.floorMod(wanted - today - 1, 7) + 1;
  }

  private static int makeDate(Arguments a) {
    int year = a.intAt(0);
    int month = a.intAt(1);
    int day = a.intAt(2);
    boolean isDate =
        month >= 1 && month <= 12 && day >= 1 && day <= CivilDate.lengthOfMonth(year, month);
    if (!isDate)
      throw Failures.invalidArgument(
          "make_date", "year " + year + ", month " + month + ", day " + day, "a day that exists");
    return CivilDate.epochDay(year, month, day);
  }
}
