package io.brasa.sql.function.time;

import static io.brasa.columnar.type.AtomicType.INTEGER;
import static io.brasa.columnar.type.AtomicType.LONG;
import static io.brasa.columnar.type.AtomicType.NULL;
import static io.brasa.columnar.type.AtomicType.STRING;
import static io.brasa.columnar.type.AtomicType.TIMESTAMP;
import static io.brasa.columnar.type.AtomicType.TIMESTAMP_NTZ;

import io.brasa.columnar.type.DataType;
import io.brasa.columnar.type.DayTimeIntervalType;
import io.brasa.columnar.type.DecimalType;
import io.brasa.columnar.type.TimeType;
import io.brasa.sql.cast.TimeOfDay;
import io.brasa.sql.cast.TimeText;
import io.brasa.sql.error.Failures;
import io.brasa.sql.expression.Call;
import io.brasa.sql.expression.Cast;
import io.brasa.sql.expression.Expression;
import io.brasa.sql.expression.Literal;
import io.brasa.sql.function.Coercion;
import io.brasa.sql.function.Function;
import io.brasa.sql.function.Signature;
import io.brasa.sql.kernel.Arguments;
import io.brasa.sql.kernel.Definition;
import io.brasa.sql.kernel.PerRow;
import io.brasa.sql.kernel.ZoneShift;
import java.time.LocalTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** Functions of times of a day, and the grid of moments that {@code time_bucket} puts them on. */
public final class TimeOfDayFunctions {
  private static final long SECOND = ZoneShift.MICROS_PER_SECOND;
  private static final long DAY = ZoneShift.MICROS_PER_DAY;
  private static final TimeType TIME = TimeType.MICROS;

  private TimeOfDayFunctions() {}

  public static List<Function> all() {
    return List.of(
        current(),
        Definition.of("make_time", INTEGER, INTEGER, new DecimalType(16, 6))
            .longs(TIME, TimeOfDayFunctions::made),
        reading("to_time", false),
        reading("try_to_time", true),
        new Function.Scalar(
            "time",
            (arguments, settings) -> {
              Signature.count("time", arguments, 1, 1);
              Signature.coerceOne("time", arguments, 0, TIME);
              Cast.Mode mode = settings.isAnsi() ? Cast.Mode.ANSI : Cast.Mode.TRY;
              return new Cast(arguments.getFirst(), TIME, mode);
            },
            (call, _) -> {
              throw new IllegalStateException(call.function() + " became a cast");
            }),
        difference(),
        truncation(),
        from("time_from_seconds", 6),
        from("time_from_millis", 3),
        from("time_from_micros", 0),
        Definition.of("time_to_seconds", TIME).longs(new DecimalType(14, 6), a -> a.longAt(0)),
        Definition.of("time_to_millis", TIME).longs(LONG, a -> a.longAt(0) / 1_000),
        Definition.of("time_to_micros", TIME).longs(LONG, a -> a.longAt(0)),
        bucket());
  }

  private static Function current() {
    return new Function.Scalar(
        "current_time",
        (arguments, settings) -> {
          Signature.count("current_time", arguments, 0, 1);
          int precision = TimeType.MAX_PRECISION;
          if (!arguments.isEmpty()) {
            if (!(arguments.getFirst() instanceof Literal(Integer digits, DataType _)))
              throw Signature.mismatch("current_time", arguments, 0, "a constant INT");
            if (digits < 0 || digits > TimeType.MAX_PRECISION)
              throw Signature.mismatch("current_time", arguments, 0, "a number from 0 to 6");
            precision = digits;
          }
          long local = new ZoneShift(settings.zone()).toLocal(settings.startMicros());
          long micros = TimeOfDay.cut(Math.floorMod(local, DAY), precision);
          return new Literal(LocalTime.ofNanoOfDay(1_000 * micros), new TimeType(precision));
        },
        (call, _) -> {
          throw new IllegalStateException(call.function() + " became a literal");
        });
  }

  private static long made(Arguments a) {
    int hour = a.intAt(0);
    int minute = a.intAt(1);
    long micros = a.longAt(2);
    boolean isTime =
        hour >= 0 && hour < 24 && minute >= 0 && minute < 60 && micros >= 0 && micros < 60 * SECOND;
    if (!isTime)
      throw Failures.invalidArgument(
          "make_time", hour + ":" + minute + " and " + micros + " µs", "a time of a day");
    return (hour * 60L + minute) * 60 * SECOND + micros;
  }

  // ---- text

  private static Function reading(String name, boolean isTry) {
    return new Function.Scalar(
        name,
        (arguments, settings) -> {
          List<Expression> coerced = Signature.coerce(name, arguments, 1, STRING, STRING);
          boolean isNullable = isTry || !settings.isAnsi() || Signature.anyNullable(coerced);
          return new Call(name, coerced, TIME, isNullable);
        },
        (_, settings) -> {
          TimeText text = new TimeText();
          TimePattern pattern = new TimePattern(name, new ZoneShift(ZoneOffset.UTC));
          boolean isNull = isTry || !settings.isAnsi();
          return PerRow.STRICT.longs(
              TIME,
              a -> {
                long micros =
                    a.count() == 1
                        ? text.readTime(a.bytes(0), a.start(0), a.end(0))
                        : pattern.parse(a.text(0), a.text(1));
                if (micros != TimeText.NONE) return Math.floorMod(micros, DAY);
                if (!isNull)
                  throw Failures.invalidArgument(
                      name,
                      "'" + a.text(0) + "', which is no time",
                      "a time of a day, or use try_to_time for null instead");
                a.giveNull();
                return 0;
              });
        });
  }

  // ---- units

  private static long unit(String function, String name) {
    return switch (name.toUpperCase(Locale.ROOT)) {
      case "HOUR" -> 3_600 * SECOND;
      case "MINUTE" -> 60 * SECOND;
      case "SECOND" -> SECOND;
      case "MILLISECOND" -> 1_000;
      case "MICROSECOND" -> 1;
      default ->
          throw Failures.invalidArgument(
              function,
              "the unit '" + name + "'",
              "HOUR, MINUTE, SECOND, MILLISECOND or MICROSECOND");
    };
  }

  private static Function difference() {
    return Definition.of("time_diff", STRING, TIME, TIME)
        .longs(LONG, a -> (a.longAt(2) - a.longAt(1)) / unit("time_diff", a.text(0)));
  }

  private static Function truncation() {
    return new Function.Scalar(
        "time_trunc",
        (arguments, _) -> {
          Signature.count("time_trunc", arguments, 2, 2);
          DataType given = arguments.get(1).type();
          DataType type = given instanceof TimeType ? given : TIME;
          List<Expression> coerced = Signature.coerce("time_trunc", arguments, 2, STRING, type);
          return new Call("time_trunc", coerced, type, Signature.anyNullable(coerced));
        },
        (call, _) ->
            PerRow.STRICT.longs(
                call.type(), a -> a.longAt(1) - a.longAt(1) % unit("time_trunc", a.text(0))));
  }

  /** Of a whole number of units; of seconds also of numbers with a fraction. */
  private static Function from(String name, int scale) {
    return new Function.Scalar(
        name,
        (arguments, _) -> {
          Signature.count(name, arguments, 1, 1);
          DataType given = arguments.getFirst().type();
          boolean isFit =
              given == NULL
                  || Coercion.isIntegral(given)
                  || scale == 6 && Coercion.isNumeric(given);
          if (!isFit) throw Signature.mismatch(name, arguments, 0, "a number");
          DataType parameter = scale == 6 ? new DecimalType(20, 6) : LONG;
          Expression number = Coercion.cast(arguments.getFirst(), parameter);
          return new Call(name, List.of(number), TIME, number.nullable());
        },
        (_, _) ->
            PerRow.STRICT.longs(
                TIME,
                a -> {
                  long micros =
                      scale == 6
                          ? ((java.math.BigDecimal) a.value(0)).movePointRight(6).longValue()
                          : scale == 3 ? millis(a.longAt(0)) : a.longAt(0);
                  if (micros < 0 || micros >= DAY)
                    throw Failures.invalidArgument(
                        name, a.value(0) + ", which is beyond a day", "less than 24 hours");
                  return micros;
                }));
  }

  /** Microseconds; of what is far beyond a day any number beyond one. */
  private static long millis(long count) {
    return count < 0 || count > DAY ? DAY : 1_000 * count;
  }

  // ---- grids

  /** The start of the stretch of a length in which a moment lies, counted from an origin. */
  private static Function bucket() {
    return new Function.Scalar(
        "time_bucket",
        (arguments, settings) -> {
          Signature.count("time_bucket", arguments, 2, 3);
          if (!(arguments.getFirst().type() instanceof DayTimeIntervalType))
            throw Signature.mismatch("time_bucket", arguments, 0, "INTERVAL DAY TO SECOND");
          DataType point = arguments.get(1).type();
          DataType given = point == NULL ? TIMESTAMP : point;
          if (given != TIMESTAMP && given != TIMESTAMP_NTZ)
            throw Signature.mismatch("time_bucket", arguments, 1, "TIMESTAMP");
          List<Expression> all = new ArrayList<>(arguments);
          if (all.size() == 2)
            all.add(
                given == TIMESTAMP
                    ? new Literal(
                        FormatFunctions.instant(new ZoneShift(settings.zone()).fromLocal(0)), given)
                    : new Literal(java.time.LocalDateTime.of(1970, 1, 1, 0, 0), given));
          List<Expression> coerced =
              Signature.coerce(
                  "time_bucket", all, 3, DayTimeIntervalType.DAY_TO_SECOND, given, given);
          return new Call("time_bucket", coerced, given, Signature.anyNullable(coerced));
        },
        (call, _) ->
            PerRow.STRICT.longs(
                call.type(),
                a -> {
                  if (a.longAt(0) <= 0)
                    throw Failures.invalidArgument(
                        "time_bucket", "a length of " + a.longAt(0) + " µs", "one above zero");
                  long since = a.longAt(1) - a.longAt(2);
                  if (((a.longAt(1) ^ a.longAt(2)) & (a.longAt(1) ^ since)) < 0)
                    throw Failures.overflow("time - origin", "INTERVAL DAY TO SECOND", "");
                  return a.longAt(1) - Math.floorMod(since, a.longAt(0));
                }));
  }
}
