package io.brasa.sql.function.aggregate;

import io.brasa.columnar.type.ArrayType;
import io.brasa.columnar.type.AtomicType;
import io.brasa.columnar.type.DataType;
import io.brasa.columnar.type.DayTimeIntervalType;
import io.brasa.columnar.type.DecimalType;
import io.brasa.columnar.type.YearMonthIntervalType;
import io.brasa.sql.error.Failures;
import io.brasa.sql.expression.AggregateCall;
import io.brasa.sql.expression.Expression;
import io.brasa.sql.expression.Literal;
import io.brasa.sql.function.Coercion;
import io.brasa.sql.function.Function;
import io.brasa.sql.function.Function.AggregateTypes;
import io.brasa.sql.function.Signature;
import io.brasa.sql.kernel.Definition;
import java.util.ArrayList;
import java.util.List;

/** All aggregates. */
public final class AggregateFunctions {
  private static final int SUM_DIGITS = 10;
  private static final int AVERAGE_DIGITS = 4;

  private static final double LEAST_ERROR = 0.00072;

  private AggregateFunctions() {}

  public static List<Function> all() {
    List<Function> functions = new ArrayList<>();
    functions.add(
        new Function.Aggregate(
            "count",
            (arguments, _) -> {
              Signature.count("count", arguments, 1, Integer.MAX_VALUE);
              return new AggregateTypes(arguments, AtomicType.LONG, false);
            },
            (_, _) -> new Count(false)));
    functions.add(
        new Function.Aggregate(
            "count_if",
            (arguments, _) ->
                new AggregateTypes(
                    Signature.coerce("count_if", arguments, 1, AtomicType.BOOLEAN),
                    AtomicType.LONG,
                    false),
            (_, _) -> new Count(true)));
    functions.add(sum("sum", false));
    functions.add(sum("try_sum", true));
    Function average = average("avg", false);
    functions.add(average);
    functions.add(Definition.alias("mean", average));
    functions.add(average("try_avg", true));
    functions.addAll(KeepingFunctions.all());
    functions.addAll(StatisticFunctions.all());
    for (String name : List.of("bit_and", "bit_or", "bit_xor")) functions.add(bits(name));
    Function list = collect("collect_list", false);
    functions.add(list);
    functions.add(Definition.alias("array_agg", list));
    functions.add(collect("collect_set", true));
    functions.add(
        new Function.Aggregate(
            "approx_count_distinct",
            (arguments, _) -> {
              Signature.count("approx_count_distinct", arguments, 1, 2);
              if (arguments.size() == 2) checkError(arguments);
              return new AggregateTypes(arguments, AtomicType.LONG, false);
            },
            (call, _) -> new DistinctEstimate(error(call))));
    return functions;
  }

  /** What the sketch takes as its error. */
  private static void checkError(List<Expression> arguments) {
    boolean isFit =
        arguments.get(1) instanceof Literal(Number error, DataType _)
            && error.doubleValue() >= LEAST_ERROR
            && error.doubleValue() < 1;
    if (!isFit)
      throw Failures.invalidArgument(
          "approx_count_distinct",
          "the error " + Signature.shown(arguments.get(1)),
          "a constant from " + LEAST_ERROR + " to below 1");
  }

  private static double error(AggregateCall call) {
    if (call.arguments().size() < 2) return 0.05;
    if (call.arguments().get(1) instanceof Literal(Number error, DataType _))
      return error.doubleValue();
    throw Signature.mismatch(call.function(), call.arguments(), 1, "a constant number");
  }

  private static DecimalType capped(int precision, int scale) {
    return new DecimalType(
        Math.min(precision, DecimalType.MAX_PRECISION), Math.min(scale, DecimalType.MAX_PRECISION));
  }

  private static boolean isInterval(DataType type) {
    return type instanceof YearMonthIntervalType || type instanceof DayTimeIntervalType;
  }

  private static Function sum(String name, boolean isTry) {
    return new Function.Aggregate(
        name,
        (arguments, _) -> {
          Signature.count(name, arguments, 1, 1);
          Expression argument = arguments.getFirst();
          DataType type = argument.type();
          if (isInterval(type)) return new AggregateTypes(arguments, type, true);
          if (type instanceof DecimalType decimal)
            return new AggregateTypes(
                arguments, capped(decimal.precision() + SUM_DIGITS, decimal.scale()), true);
          if (Coercion.isIntegral(type))
            return new AggregateTypes(arguments, AtomicType.LONG, true);
          return new AggregateTypes(
              List.of(Signature.coerceOne(name, arguments, 0, AtomicType.DOUBLE)),
              AtomicType.DOUBLE,
              true);
        },
        (call, settings) -> {
          DataType argument = call.arguments().getFirst().type();
          boolean isNullOnOverflow = isTry || !settings.isAnsi();
          if (argument instanceof DecimalType decimal)
            return new DecimalSum(decimal, (DecimalType) call.type(), false, isNullOnOverflow);
          return call.type() == AtomicType.DOUBLE
              ? new DoubleSum(false)
              : new LongSum(call.type(), isNullOnOverflow);
        });
  }

  static Function average(String name, boolean isTry) {
    return new Function.Aggregate(
        name,
        (arguments, _) -> {
          Signature.count(name, arguments, 1, 1);
          if (arguments.getFirst().type() instanceof DecimalType decimal)
            return new AggregateTypes(
                arguments,
                capped(decimal.precision() + AVERAGE_DIGITS, decimal.scale() + AVERAGE_DIGITS),
                true);
          DataType type = arguments.getFirst().type();
          if (type instanceof YearMonthIntervalType)
            return new AggregateTypes(arguments, YearMonthIntervalType.YEAR_TO_MONTH, true);
          if (type instanceof DayTimeIntervalType)
            return new AggregateTypes(arguments, DayTimeIntervalType.DAY_TO_SECOND, true);
          return new AggregateTypes(
              Coercion.isNumeric(type)
                  ? arguments
                  : List.of(Signature.coerceOne(name, arguments, 0, AtomicType.DOUBLE)),
              AtomicType.DOUBLE,
              true);
        },
        (call, settings) -> {
          boolean isNullOnOverflow = isTry || !settings.isAnsi();
          if (isInterval(call.type())) return new IntervalAverage(call.type(), isNullOnOverflow);
          return call.arguments().getFirst().type() instanceof DecimalType decimal
              ? new DecimalSum(decimal, (DecimalType) call.type(), true, isNullOnOverflow)
              : new DoubleSum(true);
        });
  }

  private static Function bits(String name) {
    return new Function.Aggregate(
        name,
        (arguments, _) -> {
          Signature.count(name, arguments, 1, 1);
          if (!Coercion.isIntegral(arguments.getFirst().type()))
            throw Signature.mismatch(name, arguments, 0, "a whole number");
          return new AggregateTypes(arguments, arguments.getFirst().type(), true);
        },
        (call, _) -> new Bits(call.type(), name));
  }

  private static Function collect(String name, boolean isSet) {
    return new Function.Aggregate(
        name,
        (arguments, _) -> {
          Signature.count(name, arguments, 1, 1);
          DataType type = arguments.getFirst().type();
          if (isSet && !Coercion.isComparable(type)) throw Signature.mismatch(name, arguments);
          return new AggregateTypes(arguments, new ArrayType(type, false), false);
        },
        (call, _) -> new Collected((ArrayType) call.type(), isSet));
  }
}
