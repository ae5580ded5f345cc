package io.brasa.sql.function.numeric;

import static io.brasa.columnar.type.AtomicType.DOUBLE;
import static io.brasa.columnar.type.AtomicType.LONG;

import io.brasa.columnar.type.DataType;
import io.brasa.columnar.type.DayTimeIntervalType;
import io.brasa.columnar.type.YearMonthIntervalType;
import io.brasa.sql.expression.Call;
import io.brasa.sql.expression.Expression;
import io.brasa.sql.expression.Literal;
import io.brasa.sql.function.Coercion;
import io.brasa.sql.function.Function;
import io.brasa.sql.function.Signature;
import io.brasa.sql.kernel.PerRow;
import java.time.Duration;
import java.time.Period;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;

/** {@code width_bucket}, of numbers and of intervals of one kind, which are counted in units. */
final class IntervalBuckets {
  private IntervalBuckets() {}

  static Function widthBucket(PerRow.ToLong body) {
    return new Function.Scalar(
        "width_bucket",
        (given, _) -> {
          Signature.count("width_bucket", given, 4, 4);
          List<Expression> arguments = new ArrayList<>(given);
          for (int i = 0; i < 3; i++) arguments.set(i, counted(given.get(i), given.get(0).type()));
          List<Expression> coerced =
              Signature.coerce("width_bucket", arguments, 4, DOUBLE, DOUBLE, DOUBLE, LONG);
          return new Call("width_bucket", coerced, LONG, true);
        },
        (_, _) -> PerRow.STRICT.longs(LONG, body));
  }

  /** An interval as its months or microseconds if the first argument is one of its kind. */
  private static Expression counted(Expression argument, DataType first) {
    return switch (argument.type()) {
      case YearMonthIntervalType _ when first instanceof YearMonthIntervalType ->
          ratio(argument, new Literal(Period.ofMonths(1), YearMonthIntervalType.YEAR_TO_MONTH));
      case DayTimeIntervalType _ when first instanceof DayTimeIntervalType ->
          ratio(
              argument,
              new Literal(Duration.of(1, ChronoUnit.MICROS), DayTimeIntervalType.DAY_TO_SECOND));
      default -> argument;
    };
  }

  private static Expression ratio(Expression interval, Literal unit) {
    Expression whole = Coercion.cast(interval, unit.type());
    return new Call("__interval_ratio", List.of(whole, unit), LONG, interval.nullable());
  }
}
