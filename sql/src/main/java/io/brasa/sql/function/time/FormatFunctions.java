package io.brasa.sql.function.time;

import static io.brasa.columnar.type.AtomicType.DATE;
import static io.brasa.columnar.type.AtomicType.LONG;
import static io.brasa.columnar.type.AtomicType.STRING;
import static io.brasa.columnar.type.AtomicType.TIMESTAMP;
import static io.brasa.columnar.type.AtomicType.TIMESTAMP_NTZ;

import io.brasa.columnar.type.DataType;
import io.brasa.sql.cast.TimeText;
import io.brasa.sql.error.Failures;
import io.brasa.sql.expression.Call;
import io.brasa.sql.expression.Cast;
import io.brasa.sql.expression.Expression;
import io.brasa.sql.expression.Literal;
import io.brasa.sql.function.Coercion;
import io.brasa.sql.function.EvaluationSettings;
import io.brasa.sql.function.Function;
import io.brasa.sql.function.Signature;
import io.brasa.sql.kernel.Arguments;
import io.brasa.sql.kernel.Definition;
import io.brasa.sql.kernel.PerRow;
import io.brasa.sql.kernel.ZoneShift;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;

/** Dates and moments read and written by patterns. */
final class FormatFunctions {
  private FormatFunctions() {}

  static List<Function> all() {
    Function unix = unix("unix_timestamp");
    return List.of(
        reading("to_timestamp", TIMESTAMP, false),
        reading("try_to_timestamp", TIMESTAMP, true),
        reading("to_date", DATE, false),
        reading("try_to_date", DATE, true),
        unix,
        unix("to_unix_timestamp"),
        Definition.of("date_format", TIMESTAMP, STRING)
            .textOf(
                (_, settings) -> {
                  TimePattern pattern = pattern("date_format", settings);
                  return (a, out) -> out.write(pattern.format(a.longAt(0), a.text(1)));
                }),
        Definition.of("from_unixtime", LONG, STRING)
            .required(1)
            .textOf(
                (_, settings) -> {
                  TimePattern pattern = pattern("from_unixtime", settings);
                  return (a, out) ->
                      out.write(
                          pattern.format(
                              TimestampFunctions.scaled(a, ZoneShift.MICROS_PER_SECOND),
                              a.count() > 1 ? a.text(1) : TimePattern.DEFAULT));
                }));
  }

  private static TimePattern pattern(String function, EvaluationSettings settings) {
    return new TimePattern(function, new ZoneShift(settings.zone()));
  }

  /** Without a pattern it is a cast. */
  static Function reading(String name, DataType type, boolean isTry) {
    return new Function.Scalar(
        name,
        (arguments, settings) -> {
          Signature.count(name, arguments, 1, 2);
          boolean isNull = isTry || !settings.isAnsi();
          if (arguments.size() == 2 && isPoint(arguments.getFirst().type())) {
            Signature.coerceOne(name, arguments, 1, STRING);
            return Coercion.cast(arguments.getFirst(), type);
          }
          Expression text =
              isPoint(arguments.getFirst().type()) && arguments.size() == 1
                  ? arguments.getFirst()
                  : Signature.coerceOne(name, arguments, 0, numbersAreMoments(type, arguments));
          if (arguments.size() == 1)
            return text.type() == type
                ? text
                : new Cast(text, type, isNull ? Cast.Mode.TRY : Cast.Mode.ANSI);
          List<Expression> coerced = Signature.coerce(name, arguments, 2, STRING, STRING);
          return new Call(name, coerced, type, isNull || Signature.anyNullable(coerced));
        },
        (call, settings) -> {
          TimePattern pattern = pattern(name, settings);
          boolean isNull = isTry || !settings.isAnsi();
          ZoneShift zone = new ZoneShift(settings.zone());
          return type == DATE
              ? PerRow.STRICT.ints(type, a -> zone.day(parse(name, pattern, a, isNull)))
              : PerRow.STRICT.longs(type, a -> local(type, zone, parse(name, pattern, a, isNull)));
        });
  }

  /** A moment, or what a clock shows then. */
  private static long local(DataType type, ZoneShift zone, long micros) {
    return type == TIMESTAMP_NTZ ? zone.toLocal(micros) : micros;
  }

  private static boolean isPoint(DataType type) {
    return type == DATE || type == TIMESTAMP || type == TIMESTAMP_NTZ;
  }

  /**
   * What stands alone and is no point in time is read as text; numbers are seconds, as in casts.
   */
  private static DataType numbersAreMoments(DataType type, List<Expression> arguments) {
    DataType given = arguments.getFirst().type();
    return arguments.size() == 1 && type == TIMESTAMP && Coercion.isNumeric(given) ? given : STRING;
  }

  private static long parse(String name, TimePattern pattern, Arguments a, boolean isNull) {
    long micros = pattern.parse(a.text(0), a.text(1));
    if (micros != TimeText.NONE) return micros;
    if (!isNull)
      throw Failures.invalidArgument(
          name,
          "'" + a.text(0) + "', which is not written as '" + a.text(1) + "'",
          "text of that pattern, or use try_" + name + " for null instead");
    a.giveNull();
    return 0;
  }

  /** Seconds since 1970: of now, of a date or moment, or of text by a pattern. */
  private static Function unix(String name) {
    return new Function.Scalar(
        name,
        (arguments, settings) -> {
          Signature.count(name, arguments, name.equals("unix_timestamp") ? 0 : 1, 2);
          if (arguments.isEmpty())
            return new Literal(Math.floorDiv(settings.startMicros(), 1_000_000L), LONG);
          Expression source = arguments.getFirst();
          if (source.type() == DATE || source.type() == TIMESTAMP)
            return new Call(
                "unix_seconds",
                List.of(Signature.coerceOne(name, arguments, 0, TIMESTAMP)),
                LONG,
                source.nullable());
          Expression pattern =
              arguments.size() > 1 ? arguments.get(1) : Literal.of(TimePattern.DEFAULT);
          List<Expression> coerced =
              Signature.coerce(name, List.of(source, pattern), 2, STRING, STRING);
          return new Call(
              name, coerced, LONG, !settings.isAnsi() || Signature.anyNullable(coerced));
        },
        (_, settings) -> {
          TimePattern pattern = pattern("to_timestamp", settings);
          return PerRow.STRICT.longs(
              LONG,
              a ->
                  Math.floorDiv(parse("to_timestamp", pattern, a, !settings.isAnsi()), 1_000_000L));
        });
  }

  /** A moment as a value of a literal. */
  static Instant instant(long micros) {
    return Instant.EPOCH.plus(micros, ChronoUnit.MICROS);
  }
}
