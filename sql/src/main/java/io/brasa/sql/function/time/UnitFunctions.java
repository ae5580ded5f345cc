package io.brasa.sql.function.time;

import static io.brasa.columnar.type.AtomicType.DATE;
import static io.brasa.columnar.type.AtomicType.INTEGER;
import static io.brasa.columnar.type.AtomicType.LONG;
import static io.brasa.columnar.type.AtomicType.STRING;
import static io.brasa.columnar.type.AtomicType.TIMESTAMP;
import static io.brasa.columnar.type.AtomicType.TIMESTAMP_NTZ;

import io.brasa.columnar.type.AtomicType;
import io.brasa.columnar.type.DataType;
import io.brasa.sql.error.Failures;
import io.brasa.sql.expression.Call;
import io.brasa.sql.expression.Expression;
import io.brasa.sql.function.Coercion;
import io.brasa.sql.function.EvaluationSettings;
import io.brasa.sql.function.Function;
import io.brasa.sql.function.Kernel;
import io.brasa.sql.function.Signature;
import io.brasa.sql.kernel.Arguments;
import io.brasa.sql.kernel.Definition;
import io.brasa.sql.kernel.PerRow;
import io.brasa.sql.kernel.ZoneShift;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Locale;

/** Moments and a count of units, whose name is the first argument. */
final class UnitFunctions {
  private UnitFunctions() {}

  static List<Function> all() {
    return List.of(
        addition(),
        Definition.of("timestampdiff", STRING, TIMESTAMP, TIMESTAMP)
            .by(LONG, (_, settings) -> difference(settings)),
        either("date_add", "timestampadd", DATE, -1),
        either("dateadd", "timestampadd", DATE, -1),
        either("datediff", "timestampdiff", INTEGER, 1),
        either("date_diff", "timestampdiff", INTEGER, 1));
  }

  /** Of two arguments a function of days, of three one of units. */
  private static Function either(String name, String ofUnits, DataType type, int sign) {
    return new Function.Scalar(
        name,
        (arguments, _) -> {
          Signature.count(name, arguments, 2, 3);
          if (arguments.size() == 3) {
            DataType point =
                arguments.get(2).type() == TIMESTAMP_NTZ && type == DATE
                    ? TIMESTAMP_NTZ
                    : TIMESTAMP;
            List<Expression> units =
                type == DATE
                    ? Signature.coerce(name, arguments, 3, STRING, LONG, point)
                    : Signature.coerce(name, arguments, 3, STRING, TIMESTAMP, TIMESTAMP);
            return new Call(
                ofUnits, units, type == DATE ? point : LONG, Signature.anyNullable(units));
          }
          if (type == DATE && !isDays(arguments.get(1).type()))
            throw Signature.mismatch(name, arguments, 1, "INT");
          List<Expression> days =
              Signature.coerce(name, arguments, 2, DATE, type == DATE ? INTEGER : DATE);
          return new Call(name, days, type, Signature.anyNullable(days));
        },
        (call, _) ->
            PerRow.STRICT.ints(
                call.type(),
                a -> TimeFunctions.exact(name, a.intAt(0) - (long) sign * a.intAt(1))));
  }

  /** A function of a date and a count of days. */
  static Function ofDays(Function function) {
    Function.Scalar scalar = (Function.Scalar) function;
    return new Function.Scalar(
        scalar.name(),
        (arguments, settings) -> {
          Signature.count(scalar.name(), arguments, 2, 2);
          if (!isDays(arguments.get(1).type()))
            throw Signature.mismatch(scalar.name(), arguments, 1, "INT");
          return scalar.typing().resolve(arguments, settings);
        },
        scalar.kernels());
  }

  /** Counts of days are ints, or what has room in them. */
  private static boolean isDays(DataType type) {
    return Coercion.isIntegral(type) && type != LONG || type == STRING || type == AtomicType.NULL;
  }

  /** Months of a unit, or zero. */
  private static int months(String unit) {
    return switch (unit) {
      case "YEAR" -> 12;
      case "QUARTER" -> 3;
      case "MONTH" -> 1;
      default -> 0;
    };
  }

  private static long micros(String unit) {
    return switch (unit) {
      case "WEEK" -> 7 * ZoneShift.MICROS_PER_DAY;
      case "DAY", "DAYOFYEAR" -> ZoneShift.MICROS_PER_DAY;
      case "HOUR" -> 3_600 * ZoneShift.MICROS_PER_SECOND;
      case "MINUTE" -> 60 * ZoneShift.MICROS_PER_SECOND;
      case "SECOND" -> ZoneShift.MICROS_PER_SECOND;
      case "MILLISECOND" -> 1_000;
      case "MICROSECOND" -> 1;
      default ->
          throw Failures.invalidArgument(
              "timestampadd", "the unit '" + unit + "'", "YEAR, MONTH, DAY, HOUR or the like");
    };
  }

  /** Times without zone stay such. */
  private static Function addition() {
    return new Function.Scalar(
        "timestampadd",
        (arguments, settings) -> {
          DataType type =
              arguments.size() == 3 && arguments.get(2).type() == TIMESTAMP_NTZ
                  ? TIMESTAMP_NTZ
                  : TIMESTAMP;
          return Signature.of("timestampadd", type, 3, STRING, LONG, type)
              .resolve(arguments, settings);
        },
        (call, settings) -> {
          ZoneShift zone =
              new ZoneShift(call.type() == TIMESTAMP ? settings.zone() : ZoneOffset.UTC);
          return PerRow.STRICT.longs(call.type(), a -> add(a, zone));
        });
  }

  /** Days and longer units move the clock of the zone, shorter ones the moment. */
  private static long add(Arguments a, ZoneShift zone) {
    String unit = a.text(0).toUpperCase(Locale.ROOT);
    long count = a.longAt(1);
    long moment = a.longAt(2);
    int months = months(unit);
    if (months > 0) {
      if (Math.abs(count) > Integer.MAX_VALUE / months)
        throw Failures.overflow(count + " " + unit, "TIMESTAMP", "");
      long local = zone.toLocal(moment);
      int day = (int) Math.floorDiv(local, ZoneShift.MICROS_PER_DAY);
      return zone.fromLocal(
          CivilDate.plusMonths(day, (int) count * months) * ZoneShift.MICROS_PER_DAY
              + Math.floorMod(local, ZoneShift.MICROS_PER_DAY));
    }
    long size = micros(unit);
    long distance = count * size;
    boolean isDays = size >= ZoneShift.MICROS_PER_DAY;
    long from = isDays ? zone.toLocal(moment) : moment;
    long sum = from + distance;
    if (Math.multiplyHigh(count, size) != distance >> 63 || ((from ^ sum) & (distance ^ sum)) < 0)
      throw Failures.overflow(count + " " + unit, "TIMESTAMP", "");
    return isDays ? zone.fromLocal(sum) : sum;
  }

  private static Kernel difference(EvaluationSettings settings) {
    ZoneShift zone = new ZoneShift(settings.zone());
    return PerRow.STRICT.longs(
        LONG,
        a -> {
          String unit = a.text(0).toUpperCase(Locale.ROOT);
          long from = zone.toLocal(a.longAt(1));
          long to = zone.toLocal(a.longAt(2));
          int months = months(unit);
          if (months > 0) return wholeMonths(from, to) / months;
          long size = micros(unit);
          return size >= ZoneShift.MICROS_PER_DAY
              ? (to - from) / size
              : (a.longAt(2) - a.longAt(1)) / size;
        });
  }

  private static long wholeMonths(long from, long to) {
    long one = CivilDate.of((int) Math.floorDiv(from, ZoneShift.MICROS_PER_DAY));
    long other = CivilDate.of((int) Math.floorDiv(to, ZoneShift.MICROS_PER_DAY));
    long months =
        (CivilDate.year(other) - CivilDate.year(one)) * 12L
            + CivilDate.month(other)
            - CivilDate.month(one);
    long restFrom = rest(from, one);
    long restTo = rest(to, other);
    if (months > 0 && restTo < restFrom) return months - 1;
    return months < 0 && restTo > restFrom ? months + 1 : months;
  }

  /** How far a moment is into its month. */
  private static long rest(long micros, long civil) {
    return CivilDate.day(civil) * ZoneShift.MICROS_PER_DAY
        + Math.floorMod(micros, ZoneShift.MICROS_PER_DAY);
  }
}
