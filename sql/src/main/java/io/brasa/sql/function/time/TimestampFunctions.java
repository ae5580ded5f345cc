package io.brasa.sql.function.time;

import static io.brasa.columnar.type.AtomicType.BOOLEAN;
import static io.brasa.columnar.type.AtomicType.INTEGER;
import static io.brasa.columnar.type.AtomicType.LONG;
import static io.brasa.columnar.type.AtomicType.NULL;
import static io.brasa.columnar.type.AtomicType.STRING;
import static io.brasa.columnar.type.AtomicType.TIMESTAMP;

import io.brasa.columnar.type.DataType;
import io.brasa.columnar.type.DecimalType;
import io.brasa.sql.cast.TimeText;
import io.brasa.sql.error.Failures;
import io.brasa.sql.expression.Call;
import io.brasa.sql.expression.Cast;
import io.brasa.sql.expression.Expression;
import io.brasa.sql.function.Coercion;
import io.brasa.sql.function.Function;
import io.brasa.sql.function.Signature;
import io.brasa.sql.kernel.Arguments;
import io.brasa.sql.kernel.Definition;
import io.brasa.sql.kernel.PerRow;
import io.brasa.sql.kernel.ZoneShift;
import java.time.DateTimeException;
import java.time.ZoneId;
import java.util.List;
import java.util.Optional;

/** Functions of moments. */
final class TimestampFunctions {
  private static final long SECOND = ZoneShift.MICROS_PER_SECOND;

  private TimestampFunctions() {}

  static List<Function> all() {
    return List.of(
        monthsBetween(),
        seconds(),
        ofWhole(Definition.of("timestamp_millis", LONG).longs(TIMESTAMP, a -> scaled(a, 1_000))),
        ofWhole(Definition.of("timestamp_micros", LONG).longs(TIMESTAMP, a -> a.longAt(0))),
        Definition.of("unix_seconds", TIMESTAMP)
            .longs(LONG, a -> Math.floorDiv(a.longAt(0), SECOND)),
        Definition.of("unix_millis", TIMESTAMP)
            .longs(LONG, a -> Math.floorDiv(a.longAt(0), 1_000L)),
        Definition.of("unix_micros", TIMESTAMP).longs(LONG, a -> a.longAt(0)),
        shift("from_utc_timestamp", true),
        shift("to_utc_timestamp", false),
        makeTimestamp());
  }

  /** A function of a whole number, which takes no fractions. */
  private static Function ofWhole(Function function) {
    Function.Scalar scalar = (Function.Scalar) function;
    return new Function.Scalar(
        scalar.name(),
        (arguments, settings) -> {
          Signature.count(scalar.name(), arguments, 1, 1);
          DataType type = arguments.getFirst().type();
          if (Coercion.isNumeric(type) && !Coercion.isIntegral(type))
            throw Signature.mismatch(scalar.name(), arguments, 0, "a whole number");
          return scalar.typing().resolve(arguments, settings);
        },
        scalar.kernels());
  }

  /** The first argument in microseconds. */
  static long scaled(Arguments a, long unit) {
    long value = a.longAt(0);
    if (Math.multiplyHigh(value, unit) != value * unit >> 63)
      throw Failures.overflow("moment " + value, "TIMESTAMP", "");
    return value * unit;
  }

  private static Function seconds() {
    return new Function.Scalar(
        "timestamp_seconds",
        (arguments, _) -> {
          Signature.count("timestamp_seconds", arguments, 1, 1);
          Expression argument = arguments.getFirst();
          if (!Coercion.isNumeric(argument.type()) && argument.type() != NULL)
            throw Signature.mismatch("timestamp_seconds", arguments, 0, "a number");
          return new Cast(argument, TIMESTAMP, Cast.Mode.ANSI);
        },
        (call, _) -> {
          throw new IllegalStateException(call.function() + " became a cast");
        });
  }

  private static Function monthsBetween() {
    return Definition.of("months_between", TIMESTAMP, TIMESTAMP, BOOLEAN)
        .required(2)
        .realOf(
            (_, settings) -> {
              ZoneShift zone = new ZoneShift(settings.zone());
              return a -> monthsBetween(a, zone);
            });
  }

  /** Whole months if both are the same day of their months or both the last; else by 31 days. */
  private static double monthsBetween(Arguments a, ZoneShift zone) {
    long left = zone.toLocal(a.longAt(0));
    long right = zone.toLocal(a.longAt(1));
    long one = CivilDate.of((int) Math.floorDiv(left, ZoneShift.MICROS_PER_DAY));
    long other = CivilDate.of((int) Math.floorDiv(right, ZoneShift.MICROS_PER_DAY));
    int months =
        (CivilDate.year(one) - CivilDate.year(other)) * 12
            + CivilDate.month(one)
            - CivilDate.month(other);
    boolean isWhole =
        CivilDate.day(one) == CivilDate.day(other) || isLastDay(one) && isLastDay(other);
    if (isWhole) return months;
    long seconds =
        (CivilDate.day(one) - CivilDate.day(other)) * 86_400L
            + Math.floorMod(left, ZoneShift.MICROS_PER_DAY) / SECOND
            - Math.floorMod(right, ZoneShift.MICROS_PER_DAY) / SECOND;
    double exact = months + seconds / (31.0 * 86_400);
    boolean isRounded = a.count() < 3 || a.truth(2);
    return isRounded ? Math.round(exact * 1e8) / 1e8 : exact;
  }

  private static boolean isLastDay(long civil) {
    return CivilDate.day(civil)
        == CivilDate.lengthOfMonth(CivilDate.year(civil), CivilDate.month(civil));
  }

  private static Function shift(String name, boolean isFrom) {
    return Definition.of(name, TIMESTAMP, STRING)
        .longsOf(
            TIMESTAMP,
            (_, _) -> {
              ZoneShift[] known = {null};
              return a -> {
                ZoneId zone = zone(name, a.text(1));
                if (known[0] == null || !known[0].zone().equals(zone))
                  known[0] = new ZoneShift(zone);
                return isFrom ? known[0].toLocal(a.longAt(0)) : known[0].fromLocal(a.longAt(0));
              };
            });
  }

  static ZoneId zone(String function, String text) {
    try {
      return TimeText.zone(text);
    } catch (DateTimeException | StringIndexOutOfBoundsException _) {
      throw Failures.invalidArgument(
          function, "the time zone '" + text + "'", "one such as 'Europe/Paris' or '+02:00'");
    }
  }

  private static Function makeTimestamp() {
    return new Function.Scalar(
        "make_timestamp",
        (arguments, settings) -> {
          Optional<Expression> ofBoth =
              DateAndTime.of("make_timestamp", TIMESTAMP, arguments, settings.isAnsi());
          if (ofBoth.isPresent()) return ofBoth.get();
          List<Expression> coerced =
              Signature.coerce(
                  "make_timestamp",
                  arguments,
                  6,
                  INTEGER,
                  INTEGER,
                  INTEGER,
                  INTEGER,
                  INTEGER,
                  new DecimalType(16, 6),
                  STRING);
          return new Call("make_timestamp", coerced, TIMESTAMP, Signature.anyNullable(coerced));
        },
        (_, settings) -> {
          ZoneShift zone = new ZoneShift(settings.zone());
          return PerRow.STRICT.longs(
              TIMESTAMP,
              a ->
                  a.count() < 7
                      ? zone.fromLocal(local(a))
                      : new ZoneShift(zone("make_timestamp", a.text(6))).fromLocal(local(a)));
        });
  }

  static long local(Arguments a) {
    int year = a.intAt(0);
    int month = a.intAt(1);
    int day = a.intAt(2);
    int hour = a.intAt(3);
    int minute = a.intAt(4);
    long micros = a.longAt(5);
    boolean isTime =
        month >= 1
            && month <= 12
            && day >= 1
            && day <= CivilDate.lengthOfMonth(year, month)
            && hour >= 0
            && hour < 24
            && minute >= 0
            && minute < 60
            && micros >= 0
            && micros <= 60 * SECOND;
    if (!isTime)
      throw Failures.invalidArgument(
          "make_timestamp",
          year + "-" + month + "-" + day + " " + hour + ":" + minute + " and " + micros + " µs",
          "a time that exists");
    long days = CivilDate.epochDay(year, month, day);
    return days * ZoneShift.MICROS_PER_DAY + (hour * 60L + minute) * 60 * SECOND + micros;
  }
}
