package io.brasa.sql.function.time;

import static io.brasa.columnar.type.AtomicType.BYTE;
import static io.brasa.columnar.type.AtomicType.DATE;
import static io.brasa.columnar.type.AtomicType.INTEGER;
import static io.brasa.columnar.type.AtomicType.TIMESTAMP;
import static io.brasa.columnar.type.AtomicType.TIMESTAMP_NTZ;

import io.brasa.columnar.type.AtomicType;
import io.brasa.columnar.type.DataType;
import io.brasa.columnar.type.DayTimeIntervalType;
import io.brasa.columnar.type.DecimalType;
import io.brasa.columnar.type.TimeType;
import io.brasa.columnar.type.YearMonthIntervalType;
import io.brasa.sql.error.Failures;
import io.brasa.sql.expression.Call;
import io.brasa.sql.expression.Expression;
import io.brasa.sql.expression.Literal;
import io.brasa.sql.function.Function;
import io.brasa.sql.function.Signature;
import io.brasa.sql.kernel.Definition;
import io.brasa.sql.kernel.PerRow;
import io.brasa.sql.kernel.ZoneShift;
import java.time.LocalDate;
import java.time.temporal.IsoFields;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** Parts of dates, times and intervals. */
final class DatePartFunctions {
  private static final long SECOND = ZoneShift.MICROS_PER_SECOND;
  private static final DecimalType SECONDS = new DecimalType(8, 6);

  private DatePartFunctions() {}

  static List<Function> all() {
    List<Function> functions = new ArrayList<>();
    Function day = part("day", a -> CivilDate.day(CivilDate.of(a.intAt(0))));
    functions.add(part("year", a -> CivilDate.year(CivilDate.of(a.intAt(0)))));
    functions.add(part("month", a -> CivilDate.month(CivilDate.of(a.intAt(0)))));
    functions.add(day);
    functions.add(Definition.alias("dayofmonth", day));
    functions.add(part("quarter", a -> (CivilDate.month(CivilDate.of(a.intAt(0))) + 2) / 3));
    functions.add(part("dayofweek", a -> (CivilDate.dayOfWeek(a.intAt(0)) + 1) % 7 + 1));
    functions.add(part("weekday", a -> CivilDate.dayOfWeek(a.intAt(0))));
    functions.add(
        part(
            "dayofyear",
            a ->
                a.intAt(0)
                    - CivilDate.epochDay(CivilDate.year(CivilDate.of(a.intAt(0))), 1, 1)
                    + 1));
    functions.add(
        part(
            "weekofyear",
            a -> LocalDate.ofEpochDay(a.intAt(0)).get(IsoFields.WEEK_OF_WEEK_BASED_YEAR)));
    functions.add(
        part(
            "__year_of_week",
            a -> LocalDate.ofEpochDay(a.intAt(0)).get(IsoFields.WEEK_BASED_YEAR)));
    functions.add(part("__day_of_week_iso", a -> CivilDate.dayOfWeek(a.intAt(0)) + 1));
    functions.add(clock("hour", INTEGER, micros -> micros / (3_600 * SECOND)));
    functions.add(clock("minute", INTEGER, micros -> micros / (60 * SECOND) % 60));
    functions.add(clock("second", INTEGER, micros -> micros / SECOND % 60));
    functions.add(clock("__seconds", SECONDS, micros -> micros % (60 * SECOND)));
    functions.addAll(intervalParts());
    Function extract =
        new Function.Scalar(
            "extract",
            (arguments, settings) -> extract(arguments),
            (call, _) -> {
              throw new IllegalStateException(call.function() + " became another function");
            });
    functions.add(extract);
    functions.add(Definition.alias("date_part", extract));
    functions.add(Definition.alias("datepart", extract));
    return functions;
  }

  private static Function part(String name, PerRow.ToInt body) {
    return Definition.of(name, DATE).integer(body);
  }

  /** Microseconds of a day as a part of it. */
  @FunctionalInterface
  private interface Clock {
    long of(long micros);
  }

  private static Function clock(String name, DataType type, Clock clock) {
    return new Function.Scalar(
        name,
        (arguments, settings) -> {
          DataType parameter =
              arguments.size() == 1 && isLocal(arguments.getFirst().type())
                  ? arguments.getFirst().type()
                  : TIMESTAMP;
          return Signature.of(name, type, 1, parameter).resolve(arguments, settings);
        },
        (call, settings) -> {
          ZoneShift zone = new ZoneShift(settings.zone());
          boolean isLocal = isLocal(call.argument(0).type());
          PerRow.ToLong body =
              a -> {
                long local = isLocal ? a.longAt(0) : zone.toLocal(a.longAt(0));
                return clock.of(Math.floorMod(local, ZoneShift.MICROS_PER_DAY));
              };
          return type == INTEGER
              ? PerRow.STRICT.ints(type, a -> (int) body.apply(a))
              : PerRow.STRICT.longs(type, body);
        });
  }

  /** Whether microseconds are those of a clock, without regard to a zone. */
  private static boolean isLocal(DataType type) {
    return type == TIMESTAMP_NTZ || type instanceof TimeType;
  }

  private static List<Function> intervalParts() {
    YearMonthIntervalType months = YearMonthIntervalType.YEAR_TO_MONTH;
    DayTimeIntervalType times = DayTimeIntervalType.DAY_TO_SECOND;
    return List.of(
        Definition.of("__interval_years", months).integer(a -> a.intAt(0) / 12),
        Definition.of("__interval_months", months).ints(BYTE, a -> a.intAt(0) % 12),
        Definition.of("__interval_days", times)
            .integer(a -> (int) (a.longAt(0) / ZoneShift.MICROS_PER_DAY)),
        Definition.of("__interval_hours", times)
            .ints(BYTE, a -> (int) (a.longAt(0) % ZoneShift.MICROS_PER_DAY / (3_600 * SECOND))),
        Definition.of("__interval_minutes", times)
            .ints(BYTE, a -> (int) (a.longAt(0) / (60 * SECOND) % 60)),
        Definition.of("__interval_seconds", times)
            .longs(SECONDS, a -> a.longAt(0) % (60 * SECOND)));
  }

  /** The name of a field and what it is a part of. */
  private static Expression extract(List<Expression> arguments) {
    Signature.count("extract", arguments, 2, 2);
    if (!(arguments.getFirst() instanceof Literal(String field, DataType _)))
      throw Signature.mismatch("extract", arguments, 0, "the name of a field");
    Expression source = arguments.get(1);
    if (source.type() == AtomicType.INTERVAL) return CalendarFunctions.part(field, source);
    String function = function(field, source.type());
    DataType parameter =
        switch (source.type()) {
          case YearMonthIntervalType _ -> YearMonthIntervalType.YEAR_TO_MONTH;
          case DayTimeIntervalType _ -> DayTimeIntervalType.DAY_TO_SECOND;
          default ->
              switch (function) {
                case "hour", "minute", "__seconds" ->
                    isLocal(source.type()) ? source.type() : TIMESTAMP;
                default -> DATE;
              };
        };
    DataType result =
        switch (function) {
          case "__seconds", "__interval_seconds" -> SECONDS;
          case "__interval_months", "__interval_hours", "__interval_minutes" -> BYTE;
          default -> INTEGER;
        };
    Expression coerced = Signature.coerceOne("extract", arguments, 1, parameter);
    return new Call(function, List.of(coerced), result, coerced.nullable());
  }

  /** Whether an interval's type shows the field. */
  private static boolean hasField(DataType type, String function) {
    return switch (type) {
      case YearMonthIntervalType months ->
          function.equals("__interval_years")
              ? months.start() == YearMonthIntervalType.Field.YEAR
              : months.end() == YearMonthIntervalType.Field.MONTH;
      case DayTimeIntervalType times -> {
        int field =
            List.of("__interval_days", "__interval_hours", "__interval_minutes").indexOf(function);
        int place = field < 0 ? DayTimeIntervalType.Field.SECOND.ordinal() : field;
        yield times.start().ordinal() <= place && place <= times.end().ordinal();
      }
      default -> true;
    };
  }

  private static String function(String field, DataType type) {
    boolean isMonths = type instanceof YearMonthIntervalType;
    boolean isTimes = type instanceof DayTimeIntervalType;
    String upper = field.toUpperCase(Locale.ROOT);
    String function =
        switch (upper) {
          case "YEAR", "Y", "YEARS", "YR", "YRS" -> isMonths ? "__interval_years" : "year";
          case "MONTH", "MON", "MONS", "MONTHS" -> isMonths ? "__interval_months" : "month";
          case "DAY", "D", "DAYS" -> isTimes ? "__interval_days" : "day";
          case "HOUR", "H", "HOURS", "HR", "HRS" -> isTimes ? "__interval_hours" : "hour";
          case "MINUTE", "M", "MIN", "MINS", "MINUTES" -> isTimes ? "__interval_minutes" : "minute";
          case "SECOND", "S", "SEC", "SECONDS", "SECS" ->
              isTimes ? "__interval_seconds" : "__seconds";
          case "YEAROFWEEK" -> "__year_of_week";
          case "QUARTER", "QTR" -> "quarter";
          case "WEEK", "W", "WEEKS" -> "weekofyear";
          case "DAYOFWEEK", "DOW" -> "dayofweek";
          case "DAYOFWEEK_ISO", "DOW_ISO" -> "__day_of_week_iso";
          case "DOY" -> "dayofyear";
          default -> "";
        };
    boolean isWrong =
        function.isEmpty()
            || (isMonths || isTimes) && !function.startsWith("__interval")
            || !hasField(type, function)
            || type instanceof TimeType
                && !List.of("hour", "minute", "__seconds").contains(function);
    if (isWrong)
      throw Failures.invalidArgument(
          "extract", "the field '" + field + "' of " + type.sql(), "a field that the type has");
    return function;
  }
}
