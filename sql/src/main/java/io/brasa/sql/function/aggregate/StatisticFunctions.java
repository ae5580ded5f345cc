package io.brasa.sql.function.aggregate;

import io.brasa.columnar.type.ArrayType;
import io.brasa.columnar.type.AtomicType;
import io.brasa.columnar.type.DataType;
import io.brasa.columnar.type.DayTimeIntervalType;
import io.brasa.columnar.type.MapType;
import io.brasa.columnar.type.StructType;
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

/** Aggregates of statistics; all are of doubles. */
final class StatisticFunctions {
  /** Marks, as a last argument, that the greatest value comes first. */
  static final String DESCENDING = "desc";

  private StatisticFunctions() {}

  static List<Function> all() {
    List<Function> functions = new ArrayList<>();
    Function variance = moments("var_samp", Moments.Measure.VARIANCE_SAMPLE);
    Function deviation = moments("stddev_samp", Moments.Measure.DEVIATION_SAMPLE);
    functions.add(variance);
    functions.add(Definition.alias("variance", variance));
    functions.add(deviation);
    functions.add(Definition.alias("stddev", deviation));
    functions.add(Definition.alias("std", deviation));
    functions.add(moments("var_pop", Moments.Measure.VARIANCE_POPULATION));
    functions.add(moments("stddev_pop", Moments.Measure.DEVIATION_POPULATION));
    functions.add(moments("skewness", Moments.Measure.SKEWNESS));
    functions.add(moments("kurtosis", Moments.Measure.KURTOSIS));
    functions.add(pairs("covar_pop", CoMoments.Measure.COVARIANCE_POPULATION));
    functions.add(pairs("covar_samp", CoMoments.Measure.COVARIANCE_SAMPLE));
    functions.add(pairs("corr", CoMoments.Measure.CORRELATION));
    functions.add(pairs("regr_slope", CoMoments.Measure.SLOPE));
    functions.add(pairs("regr_intercept", CoMoments.Measure.INTERCEPT));
    functions.add(pairs("regr_r2", CoMoments.Measure.DETERMINATION));
    functions.add(
        new Function.Aggregate(
            "percentile",
            (arguments, _) -> percentile(arguments),
            (call, _) -> between(shares(call), call)));
    functions.add(
        new Function.Aggregate(
            "median",
            (arguments, _) -> {
              Signature.count("median", arguments, 1, 1);
              Expression value = ranked("median", arguments);
              return new AggregateTypes(List.of(value), value.type(), true);
            },
            (call, _) -> between(new double[] {0.5}, call)));
    functions.add(ranked("percentile_approx"));
    functions.add(ranked("approx_percentile"));
    functions.add(
        new Function.Aggregate(
            "mode",
            (arguments, _) -> {
              Signature.count("mode", arguments, 1, 2);
              DataType type = arguments.getFirst().type();
              if (type instanceof MapType
                  || type instanceof ArrayType
                  || type instanceof StructType)
                throw Signature.mismatch("mode", arguments, 0, "a plain value");
              if (arguments.size() == 2 && !(arguments.get(1) instanceof Literal))
                throw Signature.mismatch("mode", arguments, 1, "TRUE or FALSE");
              return new AggregateTypes(arguments, arguments.getFirst().type(), true);
            },
            (call, _) -> new MostFrequent(call.type(), isDescending(call))));
    return functions;
  }

  static RankedValues between(double[] shares, AggregateCall call) {
    DataType element = call.arguments().getFirst().type();
    return new RankedValues(shares, RankedValues.Choice.BETWEEN, element, call.type());
  }

  /** The first argument as what percentiles are taken of: an interval of all units, or a number. */
  static Expression ranked(String name, List<Expression> arguments) {
    return switch (arguments.getFirst().type()) {
      case DayTimeIntervalType _ ->
          Coercion.cast(arguments.getFirst(), DayTimeIntervalType.DAY_TO_SECOND);
      case YearMonthIntervalType _ ->
          Coercion.cast(arguments.getFirst(), YearMonthIntervalType.YEAR_TO_MONTH);
      default -> Signature.coerceOne(name, arguments, 0, AtomicType.DOUBLE);
    };
  }

  /** The accuracy that may be asked for is always reached. */
  private static Function ranked(String name) {
    return new Function.Aggregate(
        name,
        (arguments, _) -> {
          Signature.count(name, arguments, 2, 3);
          List<Expression> given = new ArrayList<>(arguments);
          boolean isText = given.getFirst().type() == AtomicType.STRING;
          if (isText) given.set(0, Signature.coerceOne(name, arguments, 0, AtomicType.DOUBLE));
          DataType element = given.getFirst().type();
          if (!RankedValues.isFor(element))
            throw Signature.mismatch(
                name, arguments, 0, "a number of at most 18 digits, a time or an interval");
          DataType type =
              given.get(1).type() instanceof ArrayType ? new ArrayType(element, false) : element;
          return new AggregateTypes(List.copyOf(given), type, true);
        },
        (call, _) ->
            new RankedValues(
                shares(call),
                RankedValues.Choice.AT_RANK,
                call.arguments().getFirst().type(),
                call.type()));
  }

  private static AggregateTypes doubles(String name, List<Expression> arguments, int count) {
    DataType[] parameters = new DataType[count];
    java.util.Arrays.fill(parameters, AtomicType.DOUBLE);
    return new AggregateTypes(
        Signature.coerce(name, arguments, count, parameters), AtomicType.DOUBLE, true);
  }

  private static Function moments(String name, Moments.Measure measure) {
    return new Function.Aggregate(
        name, (arguments, _) -> doubles(name, arguments, 1), (_, _) -> new Moments(measure));
  }

  private static Function pairs(String name, CoMoments.Measure measure) {
    return new Function.Aggregate(
        name, (arguments, _) -> doubles(name, arguments, 2), (_, _) -> new CoMoments(measure));
  }

  private static AggregateTypes percentile(List<Expression> arguments) {
    Signature.count("percentile", arguments, 2, 2);
    Expression value = ranked("percentile", arguments);
    DataType type =
        arguments.get(1).type() instanceof ArrayType
            ? new ArrayType(value.type(), false)
            : value.type();
    return new AggregateTypes(List.of(value, arguments.get(1)), type, true);
  }

  /** Whether {@code WITHIN GROUP (ORDER BY … DESC)} was written, which the analyser notes last. */
  static boolean isDescending(AggregateCall call) {
    return call.arguments().getLast() instanceof Literal(String mark, DataType _)
        && mark.equals(DESCENDING);
  }

  static double[] shares(AggregateCall call) {
    double[] shares = constants(call);
    for (double share : shares) {
      if (!(share >= 0 && share <= 1))
        throw Failures.invalidArgument("percentile", "a share of " + share, "one from 0 to 1");
    }
    return shares;
  }

  private static double[] constants(AggregateCall call) {
    Expression share = call.arguments().get(1);
    if (share instanceof Literal(Number number, DataType _))
      return new double[] {number.doubleValue()};
    if (share instanceof Literal(List<?> numbers, DataType _))
      return numbers.stream().mapToDouble(n -> ((Number) n).doubleValue()).toArray();
    if (share
            instanceof
            io.brasa.sql.expression.Call(String name, List<Expression> items, DataType _, boolean _)
        && name.equals("array")
        && items.stream().allMatch(i -> i instanceof Literal(Number _, DataType _)))
      return items.stream()
          .mapToDouble(i -> ((Number) ((Literal) i).value()).doubleValue())
          .toArray();
    throw Signature.mismatch(call.function(), call.arguments(), 1, "a constant");
  }
}
