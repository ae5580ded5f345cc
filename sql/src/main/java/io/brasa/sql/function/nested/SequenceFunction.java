package io.brasa.sql.function.nested;

import static io.brasa.columnar.type.AtomicType.DATE;
import static io.brasa.columnar.type.AtomicType.INTERVAL;
import static io.brasa.columnar.type.AtomicType.LONG;
import static io.brasa.columnar.type.AtomicType.NULL;
import static io.brasa.columnar.type.AtomicType.TIMESTAMP;
import static io.brasa.columnar.type.AtomicType.TIMESTAMP_NTZ;

import io.brasa.columnar.type.ArrayType;
import io.brasa.columnar.type.CalendarInterval;
import io.brasa.columnar.type.DataType;
import io.brasa.columnar.type.DayTimeIntervalType;
import io.brasa.columnar.type.YearMonthIntervalType;
import io.brasa.columnar.vector.ArrayBuilder;
import io.brasa.columnar.vector.Values;
import io.brasa.columnar.vector.VectorBuilder;
import io.brasa.sql.error.Failures;
import io.brasa.sql.expression.Call;
import io.brasa.sql.expression.Expression;
import io.brasa.sql.expression.Literal;
import io.brasa.sql.function.Coercion;
import io.brasa.sql.function.EvaluationSettings;
import io.brasa.sql.function.Function;
import io.brasa.sql.function.Kernel;
import io.brasa.sql.function.Signature;
import io.brasa.sql.kernel.Arguments;
import io.brasa.sql.kernel.PerRow;
import io.brasa.sql.kernel.ZoneShift;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;

/**
 * {@code sequence(start, end, step)}: whole numbers, or dates and times by intervals. Each element
 * is the start and so many steps, not the element before and one: months begin and end as the first
 * does, where they have such a day.
 */
final class SequenceFunction {
  private static final int MAX_LENGTH = Integer.MAX_VALUE - 8;

  /** Which way a step leads. */
  private static final int DAYS_PER_MONTH = 28;

  private SequenceFunction() {}

  static Function of() {
    return new Function.Scalar(
        "sequence",
        (arguments, _) -> resolve(arguments),
        (call, settings) -> kernel(call, settings));
  }

  private static Expression resolve(List<Expression> arguments) {
    Signature.count("sequence", arguments, 2, 3);
    DataType type =
        Coercion.widestWithoutText(arguments.get(0).type(), arguments.get(1).type())
            .orElseThrow(() -> Signature.mismatch("sequence", arguments));
    boolean isWhole = Coercion.isIntegral(type);
    if (!isWhole && type != DATE && type != TIMESTAMP && type != TIMESTAMP_NTZ)
      throw Signature.mismatch("sequence", arguments, 0, "a whole number, a date or a timestamp");
    List<Expression> coerced = new ArrayList<>();
    DataType step = arguments.size() > 2 ? arguments.get(2).type() : NULL;
    if (isWhole) {
      if (arguments.size() > 2)
        type =
            Coercion.widestWithoutText(type, step)
                .filter(Coercion::isIntegral)
                .orElseThrow(() -> Signature.mismatch("sequence", arguments));
      for (Expression argument : arguments) coerced.add(Coercion.cast(argument, type));
    } else {
      boolean isInterval =
          step instanceof YearMonthIntervalType
              || step instanceof DayTimeIntervalType
              || step == INTERVAL;
      if (arguments.size() > 2 && !isInterval && step != NULL)
        throw Signature.mismatch("sequence", arguments, 2, "an interval");
      coerced.add(Coercion.cast(arguments.get(0), type));
      coerced.add(Coercion.cast(arguments.get(1), type));
      if (step == NULL && arguments.size() > 2)
        return new Literal(null, new ArrayType(type, false));
      if (arguments.size() > 2) coerced.add(arguments.get(2));
    }
    return new Call(
        "sequence", coerced, new ArrayType(type, false), Signature.anyNullable(coerced));
  }

  private static Kernel kernel(Call call, EvaluationSettings settings) {
    DataType type = ((ArrayType) call.type()).elementType();
    if (Coercion.isIntegral(type))
      return PerRow.STRICT.values(call.type(), (a, out) -> numbers(type, a, out));
    ZoneOffset none = ZoneOffset.UTC;
    ZoneShift zone = new ZoneShift(type == TIMESTAMP ? settings.zone() : none);
    if (call.arguments().size() > 2 && call.argument(2).type() == INTERVAL)
      return PerRow.STRICT.values(call.type(), (a, out) -> calendar(type, zone, a, out));
    return PerRow.STRICT.values(call.type(), (a, out) -> times(type, call, zone, a, out));
  }

  private static long read(DataType type, Arguments a, int argument) {
    return switch (type.storage()) {
      case BYTE -> a.byteAt(argument);
      case SHORT -> a.shortAt(argument);
      case INT -> a.intAt(argument);
      default -> a.longAt(argument);
    };
  }

  private static void numbers(DataType type, Arguments a, VectorBuilder out) {
    long from = read(type, a, 0);
    long to = read(type, a, 1);
    long step = a.count() > 2 ? read(type, a, 2) : from <= to ? 1 : -1;
    boolean isWrong = step == 0 ? from != to : step > 0 ? from > to : from < to;
    long count = step == 0 ? 1 : (to - from) / step + 1;
    if (isWrong) throw wrong(a);
    if (count < 0 || count > MAX_LENGTH) throw tooLong(a);
    ArrayBuilder array = (ArrayBuilder) out;
    for (long i = 0; i < count; i++) append(array.elements(), type, from + i * step);
    array.endRow();
  }

  private static RuntimeException wrong(Arguments a) {
    return Failures.invalidArgument("sequence", shown(a), "steps that lead from start to end");
  }

  private static RuntimeException tooLong(Arguments a) {
    return Failures.invalidArgument(
        "sequence",
        shown(a) + ", which is too long for an array",
        "at most " + MAX_LENGTH + " elements, or take FROM range(start, end)");
  }

  private static String shown(Arguments a) {
    return a.value(0) + " to " + a.value(1) + (a.count() > 2 ? " by " + a.value(2) : "");
  }

  private static void append(VectorBuilder out, DataType type, long value) {
    Object number =
        switch (type.storage()) {
          case BYTE -> (Object) (byte) value;
          case SHORT -> (Object) (short) value;
          case INT -> (Object) (type == DATE ? LocalDate.ofEpochDay(value) : (int) value);
          default -> moment(type, value);
        };
    Values.append(out, number);
  }

  private static Object moment(DataType type, long micros) {
    if (type == LONG) return micros;
    Instant instant = Instant.EPOCH.plus(micros, ChronoUnit.MICROS);
    return type == TIMESTAMP
        ? (Object) instant
        : (Object) LocalDateTime.ofInstant(instant, ZoneOffset.UTC);
  }

  /** In microseconds of the zone's clock, if steps are of months or days; else of the moment. */
  private static void times(
      DataType type, Call call, ZoneShift zone, Arguments a, VectorBuilder out) {
    boolean isDate = type == DATE;
    long from = isDate ? a.intAt(0) * ZoneShift.MICROS_PER_DAY : a.longAt(0);
    long to = isDate ? a.intAt(1) * ZoneShift.MICROS_PER_DAY : a.longAt(1);
    boolean isMonths = a.count() > 2 && call.argument(2).type() instanceof YearMonthIntervalType;
    long step =
        a.count() < 3
            ? (from <= to ? ZoneShift.MICROS_PER_DAY : -ZoneShift.MICROS_PER_DAY)
            : isMonths ? a.intAt(2) : a.longAt(2);
    boolean isWrong = step == 0 ? from != to : step > 0 ? from > to : from < to;
    if (isWrong || isDate && !isMonths && step % ZoneShift.MICROS_PER_DAY != 0) throw wrong(a);
    ArrayBuilder array = (ArrayBuilder) out;
    boolean isByDay = step % ZoneShift.MICROS_PER_DAY == 0;
    long start = isMonths || isByDay ? zone.toLocal(from) : from;
    for (long i = 0; ; i++) {
      if (i > MAX_LENGTH) throw wrong(a);
      long local = isMonths ? plusMonths(start, i * step) : start + i * step;
      long moment = isMonths || isByDay ? zone.fromLocal(local) : local;
      if (step >= 0 ? moment > to : moment < to) break;
      append(
          array.elements(),
          type,
          isDate ? Math.floorDiv(moment, ZoneShift.MICROS_PER_DAY) : moment);
      if (step == 0) break;
    }
    array.endRow();
  }

  /** Each step is counted from the start, so that months of few days shorten none behind them. */
  private static void calendar(DataType type, ZoneShift zone, Arguments a, VectorBuilder out) {
    boolean isDate = type == DATE;
    long from = isDate ? a.intAt(0) * ZoneShift.MICROS_PER_DAY : a.longAt(0);
    long to = isDate ? a.intAt(1) * ZoneShift.MICROS_PER_DAY : a.longAt(1);
    CalendarInterval step = (CalendarInterval) a.value(2);
    double length =
        (step.months() * (double) DAYS_PER_MONTH + step.days()) * ZoneShift.MICROS_PER_DAY
            + step.microseconds();
    boolean isWrong = length == 0 ? from != to : length > 0 ? from > to : from < to;
    if (isWrong || isDate && step.microseconds() % ZoneShift.MICROS_PER_DAY != 0) throw wrong(a);
    ArrayBuilder array = (ArrayBuilder) out;
    long start = zone.toLocal(from);
    for (long i = 0; ; i++) {
      if (i > MAX_LENGTH) throw wrong(a);
      long local =
          plusMonths(start, i * step.months()) + i * step.days() * ZoneShift.MICROS_PER_DAY;
      long moment = zone.fromLocal(local) + i * step.microseconds();
      if (length >= 0 ? moment > to : moment < to) break;
      append(
          array.elements(),
          type,
          isDate ? Math.floorDiv(moment, ZoneShift.MICROS_PER_DAY) : moment);
      if (length == 0) break;
    }
    array.endRow();
  }

  private static long plusMonths(long micros, long months) {
    long day = Math.floorDiv(micros, ZoneShift.MICROS_PER_DAY);
    long later = LocalDate.ofEpochDay(day).plusMonths(months).toEpochDay();
    return later * ZoneShift.MICROS_PER_DAY + Math.floorMod(micros, ZoneShift.MICROS_PER_DAY);
  }
}
