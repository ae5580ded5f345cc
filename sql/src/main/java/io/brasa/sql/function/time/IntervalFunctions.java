package io.brasa.sql.function.time;

import static io.brasa.columnar.type.AtomicType.DATE;
import static io.brasa.columnar.type.AtomicType.INTEGER;
import static io.brasa.columnar.type.AtomicType.TIMESTAMP;
import static io.brasa.columnar.type.AtomicType.TIMESTAMP_NTZ;

import io.brasa.columnar.type.DataType;
import io.brasa.columnar.type.DayTimeIntervalType;
import io.brasa.columnar.type.DecimalType;
import io.brasa.columnar.type.Storage;
import io.brasa.columnar.type.YearMonthIntervalType;
import io.brasa.sql.error.Failures;
import io.brasa.sql.expression.Call;
import io.brasa.sql.function.EvaluationSettings;
import io.brasa.sql.function.Function;
import io.brasa.sql.function.Kernel;
import io.brasa.sql.kernel.Arguments;
import io.brasa.sql.kernel.Definition;
import io.brasa.sql.kernel.PerRow;
import io.brasa.sql.kernel.ZoneShift;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.List;

/** What operators on dates, moments and intervals become; see {@link TimeArithmetic}. */
final class IntervalFunctions {
  private IntervalFunctions() {}

  static List<Function> all() {
    return List.of(
        internal(
            "__dates_between",
            (call, _) ->
                PerRow.STRICT.longs(
                    call.type(), a -> ((long) a.intAt(0) - a.intAt(1)) * ZoneShift.MICROS_PER_DAY)),
        internal("__times_between", IntervalFunctions::timesBetween),
        internal("__times_of_day_between", IntervalFunctions::timesBetween),
        internal("__time_of_day_add", IntervalFunctions::addOfDay),
        internal("__date_add_days", IntervalFunctions::addDays),
        internal("__time_add", IntervalFunctions::addTime),
        internal("__add_months", IntervalFunctions::addMonths),
        internal("__interval_add", (call, _) -> kernel(call, a -> sum(a, call.type(), 1))),
        internal("__interval_subtract", (call, _) -> kernel(call, a -> sum(a, call.type(), -1))),
        internal(
            "__interval_negative",
            (call, _) ->
                kernel(call, a -> fit(call.type(), BigDecimal.valueOf(read(a, 0)).negate()))),
        internal("__interval_multiply", (call, _) -> kernel(call, a -> product(a, call.type()))),
        internal(
            "__interval_ratio",
            (call, _) -> PerRow.STRICT.longs(call.type(), IntervalFunctions::ratio)),
        internal("__interval_divide", (call, _) -> kernel(call, a -> quotient(a, call.type()))),
        Definition.of("make_ym_interval", INTEGER, INTEGER)
            .required(0)
            .ints(YearMonthIntervalType.YEAR_TO_MONTH, IntervalFunctions::months),
        Definition.of("make_dt_interval", INTEGER, INTEGER, INTEGER, new DecimalType(18, 6))
            .required(0)
            .longs(DayTimeIntervalType.DAY_TO_SECOND, IntervalFunctions::duration));
  }

  private static Function internal(String name, Function.Kernels kernels) {
    return new Function.Scalar(
        name,
        (arguments, _) -> {
          throw io.brasa.sql.function.Signature.mismatch(name, arguments);
        },
        kernels);
  }

  private static Kernel kernel(Call call, PerRow.ToLong body) {
    return call.type().storage() == Storage.INT
        ? PerRow.STRICT.ints(call.type(), a -> (int) body.apply(a))
        : PerRow.STRICT.longs(call.type(), body);
  }

  private static long read(Arguments a, int argument) {
    return a.column(argument).flat().type().storage() == Storage.INT
        ? a.intAt(argument)
        : a.longAt(argument);
  }

  private static long fit(DataType type, BigDecimal value) {
    BigDecimal rounded = value.setScale(0, RoundingMode.HALF_UP);
    boolean isRoom =
        type.storage() == Storage.INT
            ? rounded.abs().compareTo(BigDecimal.valueOf(Integer.MAX_VALUE)) <= 0
            : rounded.abs().compareTo(BigDecimal.valueOf(Long.MAX_VALUE)) <= 0;
    if (!isRoom) throw Failures.overflow("an interval of " + value.toPlainString(), type.sql(), "");
    return rounded.longValue();
  }

  private static long sum(Arguments a, DataType type, int sign) {
    long left = read(a, 0);
    long right = read(a, 1);
    long sum = sign < 0 ? left - right : left + right;
    boolean isWrapped =
        sign < 0 ? ((left ^ right) & (left ^ sum)) < 0 : ((left ^ sum) & (right ^ sum)) < 0;
    if (isWrapped || type.storage() == Storage.INT && sum != (int) sum)
      throw Failures.overflow(
          "an interval of " + left + (sign < 0 ? " - " : " + ") + right, type.sql(), "");
    return sum;
  }

  private static BigDecimal number(Arguments a) {
    Object value = a.value(1);
    if (value instanceof Double d && !Double.isFinite(d)
        || value instanceof Float f && !Float.isFinite(f))
      throw Failures.overflow("an interval times " + value, "an interval", "");
    return new BigDecimal(value.toString());
  }

  private static long product(Arguments a, DataType type) {
    return fit(type, BigDecimal.valueOf(read(a, 0)).multiply(number(a)));
  }

  private static long quotient(Arguments a, DataType type) {
    BigDecimal divisor = number(a);
    if (divisor.signum() == 0) throw Failures.zeroDivision("an interval / 0", "nullif");
    return fit(type, BigDecimal.valueOf(read(a, 0)).divide(divisor, 0, RoundingMode.HALF_UP));
  }

  private static long ratio(Arguments a) {
    long right = read(a, 1);
    if (right == 0) throw Failures.zeroDivision("an interval div 0", "nullif");
    long left = read(a, 0);
    if (left == Long.MIN_VALUE && right == -1)
      throw Failures.overflow(left + " div -1", "BIGINT", "");
    return left / right;
  }

  private static Kernel timesBetween(Call call, EvaluationSettings settings) {
    return PerRow.STRICT.longs(call.type(), a -> sum(a, call.type(), -1));
  }

  private static Kernel addDays(Call call, EvaluationSettings settings) {
    return PerRow.STRICT.ints(
        DATE,
        a ->
            TimeFunctions.exact(
                "date + interval", a.intAt(0) + a.longAt(1) / ZoneShift.MICROS_PER_DAY));
  }

  private static Kernel addTime(Call call, EvaluationSettings settings) {
    return PerRow.STRICT.longs(
        call.type(),
        a -> {
          long sum = a.longAt(0) + a.longAt(1);
          if (((a.longAt(0) ^ sum) & (a.longAt(1) ^ sum)) < 0)
            throw Failures.overflow("time + interval", "TIMESTAMP", "");
          return sum;
        });
  }

  private static Kernel addOfDay(Call call, EvaluationSettings settings) {
    return PerRow.STRICT.longs(
        call.type(),
        a -> {
          // an interval is at most as long as a long, a time of a day is short
          long sum = a.longAt(0) + a.longAt(1);
          if (sum < 0 || sum >= ZoneShift.MICROS_PER_DAY)
            throw Failures.overflow("time of day + interval", call.type().sql(), "");
          return sum;
        });
  }

  private static Kernel addMonths(Call call, EvaluationSettings settings) {
    ZoneShift zone = new ZoneShift(settings.zone());
    boolean isLocal = call.type() == TIMESTAMP_NTZ;
    return PerRow.STRICT.longs(
        isLocal ? TIMESTAMP_NTZ : TIMESTAMP,
        a -> {
          long local = isLocal ? a.longAt(0) : zone.toLocal(a.longAt(0));
          int day = (int) Math.floorDiv(local, ZoneShift.MICROS_PER_DAY);
          long moved =
              CivilDate.plusMonths(day, a.intAt(1)) * ZoneShift.MICROS_PER_DAY
                  + Math.floorMod(local, ZoneShift.MICROS_PER_DAY);
          return isLocal ? moved : zone.fromLocal(moved);
        });
  }

  private static int months(Arguments a) {
    long years = a.count() > 0 ? a.intAt(0) : 0;
    long months = years * 12 + (a.count() > 1 ? a.intAt(1) : 0);
    if (months != (int) months)
      throw Failures.overflow("an interval of " + months + " months", "INTERVAL YEAR TO MONTH", "");
    return (int) months;
  }

  private static long duration(Arguments a) {
    long hours = (a.count() > 0 ? a.intAt(0) : 0) * 24L + (a.count() > 1 ? a.intAt(1) : 0);
    long minutes = hours * 60 + (a.count() > 2 ? a.intAt(2) : 0);
    BigDecimal micros =
        BigDecimal.valueOf(minutes)
            .multiply(BigDecimal.valueOf(60 * ZoneShift.MICROS_PER_SECOND))
            .add(BigDecimal.valueOf(a.count() > 3 ? a.longAt(3) : 0));
    return fit(DayTimeIntervalType.DAY_TO_SECOND, micros);
  }
}
