package io.brasa.sql.function.aggregate;

import static io.brasa.columnar.type.AtomicType.BINARY;
import static io.brasa.columnar.type.AtomicType.DOUBLE;
import static io.brasa.columnar.type.AtomicType.FLOAT;
import static io.brasa.columnar.type.AtomicType.INTEGER;
import static io.brasa.columnar.type.AtomicType.LONG;
import static io.brasa.columnar.type.AtomicType.NULL;
import static io.brasa.columnar.type.AtomicType.STRING;

import io.brasa.columnar.type.ArrayType;
import io.brasa.columnar.type.DataType;
import io.brasa.columnar.type.StructField;
import io.brasa.columnar.type.StructType;
import io.brasa.sql.error.Failures;
import io.brasa.sql.expression.AggregateCall;
import io.brasa.sql.expression.Case;
import io.brasa.sql.expression.Expression;
import io.brasa.sql.expression.IsNull;
import io.brasa.sql.expression.Literal;
import io.brasa.sql.function.Coercion;
import io.brasa.sql.function.Function;
import io.brasa.sql.function.Function.AggregateTypes;
import io.brasa.sql.function.Signature;
import java.util.ArrayList;
import java.util.List;

/** Aggregates that few queries use: texts joined, ranks, histograms, regression, bit maps. */
public final class GroupFunctions {
  private GroupFunctions() {}

  public static List<Function> all() {
    List<Function> functions = new ArrayList<>();
    for (String name : List.of("listagg", "string_agg")) functions.add(joined(name, name, false));
    functions.add(joined("__listagg_distinct", "listagg", true));
    functions.add(ranked("percentile_cont", RankedValues.Choice.BETWEEN));
    functions.add(ranked("percentile_disc", RankedValues.Choice.AT_RANK));
    functions.add(histogram());
    functions.add(pairMean("regr_avgx", 1));
    functions.add(pairMean("regr_avgy", 0));
    functions.add(pairs("regr_sxx", CoMoments.Measure.SQUARES_OF_SECOND));
    functions.add(pairs("regr_syy", CoMoments.Measure.SQUARES_OF_FIRST));
    functions.add(pairs("regr_sxy", CoMoments.Measure.PRODUCTS));
    functions.add(pairCount());
    functions.add(
        new Function.Aggregate(
            "bitmap_construct_agg",
            (arguments, _) ->
                new AggregateTypes(
                    Signature.coerce("bitmap_construct_agg", arguments, 1, LONG), BINARY, false),
            (_, _) -> new BitMaps(BitMaps.Rule.POSITIONS)));
    functions.add(bitmaps("bitmap_or_agg", BitMaps.Rule.OR));
    functions.add(bitmaps("bitmap_and_agg", BitMaps.Rule.AND));
    functions.add(
        new Function.Aggregate(
            "__product",
            (arguments, _) ->
                new AggregateTypes(Signature.coerce("product", arguments, 1, DOUBLE), DOUBLE, true),
            (_, _) -> new Product()));
    functions.add(vectors("vector_sum", false));
    functions.add(vectors("vector_avg", true));
    return functions;
  }

  private static Function joined(String name, String shown, boolean isDistinct) {
    return new Function.Aggregate(
        name,
        (arguments, _) -> {
          Signature.count(shown, arguments, 1, 2);
          DataType type = arguments.getFirst().type() == BINARY ? BINARY : STRING;
          List<Expression> coerced = new ArrayList<>();
          coerced.add(Signature.coerceOne(shown, arguments, 0, type));
          Expression between =
              arguments.size() < 2 || arguments.get(1).type() == NULL
                  ? new Literal(type == BINARY ? new byte[0] : "", type)
                  : arguments.get(1);
          if (!(between instanceof Literal) || between.type() != type)
            throw Signature.mismatch(shown, arguments, 1, "a constant " + type.sql());
          coerced.add(between);
          return new AggregateTypes(coerced, type, true);
        },
        (call, _) -> new JoinedText(call.type(), isDistinct));
  }

  /** The analyser gives what is ordered as first argument, the share as second. */
  private static Function ranked(String name, RankedValues.Choice choice) {
    return new Function.Aggregate(
        name,
        (arguments, _) -> {
          Signature.count(name, arguments, 2, 3);
          List<Expression> coerced = new ArrayList<>(arguments);
          Expression value = StatisticFunctions.ranked(name, arguments);
          coerced.set(0, value);
          boolean isMany = arguments.get(1).type() instanceof ArrayType;
          return new AggregateTypes(
              coerced, isMany ? new ArrayType(value.type(), false) : value.type(), true);
        },
        (call, _) -> {
          double[] shares = StatisticFunctions.shares(call);
          boolean isDescending = StatisticFunctions.isDescending(call);
          boolean isBetween = choice == RankedValues.Choice.BETWEEN;
          for (int i = 0; isDescending && isBetween && i < shares.length; i++)
            shares[i] = 1 - shares[i];
          return new RankedValues(
              shares,
              isDescending && !isBetween ? RankedValues.Choice.FROM_LAST : choice,
              call.arguments().getFirst().type(),
              call.type());
        });
  }

  private static Function histogram() {
    return new Function.Aggregate(
        "histogram_numeric",
        (arguments, _) -> {
          Signature.count("histogram_numeric", arguments, 2, 2);
          DataType type = arguments.getFirst().type();
          if (type == STRING || !RankedValues.isFor(type))
            throw Signature.mismatch("histogram_numeric", arguments, 0, "a number or a time");
          if (!(Signature.coerceOne("histogram_numeric", arguments, 1, INTEGER)
              instanceof Literal(Integer bins, DataType _)))
            throw Signature.mismatch("histogram_numeric", arguments, 1, "a constant INT");
          if (bins < 2)
            throw Failures.invalidArgument(
                "histogram_numeric", "a count of " + bins + " bins", "2 or more");
          StructType bin =
              new StructType(
                  List.of(new StructField("x", type, true), new StructField("y", DOUBLE, true)));
          return new AggregateTypes(
              List.of(arguments.getFirst(), Literal.of(bins)), new ArrayType(bin, true), true);
        },
        (call, _) ->
            new Histogram(
                ((Number) ((Literal) call.arguments().get(1)).value()).intValue(),
                call.arguments().getFirst().type(),
                (ArrayType) call.type()));
  }

  private static AggregateTypes doubles(String name, List<Expression> arguments) {
    return new AggregateTypes(Signature.coerce(name, arguments, 2, DOUBLE, DOUBLE), DOUBLE, true);
  }

  private static Function pairs(String name, CoMoments.Measure measure) {
    return new Function.Aggregate(
        name, (arguments, _) -> doubles(name, arguments), (_, _) -> new CoMoments(measure));
  }

  /** The mean of one where neither is null, of the type that means have. */
  private static Function pairMean(String name, int index) {
    Function.Aggregate mean = (Function.Aggregate) AggregateFunctions.average(name, false);
    return new Function.Aggregate(
        name,
        (arguments, settings) -> {
          Signature.count(name, arguments, 2, 2);
          Expression value = arguments.get(index);
          Expression isMissing = new IsNull(arguments.get(1 - index));
          Case there =
              new Case(List.of(new Case.Branch(isMissing, new Literal(null, value.type()))), value);
          return mean.typing().resolve(List.of(there), settings);
        },
        mean.accumulators());
  }

  private static Function pairCount() {
    return new Function.Aggregate(
        "regr_count",
        (arguments, _) -> {
          List<Expression> pair = doubles("regr_count", arguments).arguments();
          return new AggregateTypes(pair, LONG, false);
        },
        (_, _) -> new Count(false));
  }

  private static Function bitmaps(String name, BitMaps.Rule rule) {
    return new Function.Aggregate(
        name,
        (arguments, _) -> {
          Signature.count(name, arguments, 1, 1);
          if (!Signature.is(arguments.getFirst(), BINARY))
            throw Signature.mismatch(name, arguments, 0, "BINARY");
          return new AggregateTypes(
              List.of(Coercion.cast(arguments.getFirst(), BINARY)), BINARY, false);
        },
        (AggregateCall _, io.brasa.sql.function.EvaluationSettings _) -> new BitMaps(rule));
  }

  private static Function vectors(String name, boolean isMean) {
    return new Function.Aggregate(
        name,
        (arguments, _) -> {
          Signature.count(name, arguments, 1, 1);
          boolean isVector =
              arguments.getFirst().type() instanceof ArrayType array
                  && array.elementType() == FLOAT;
          if (!isVector) throw Signature.mismatch(name, arguments, 0, "ARRAY<FLOAT>");
          return new AggregateTypes(arguments, new ArrayType(FLOAT, true), true);
        },
        (call, _) -> new VectorTotals(name, isMean, (ArrayType) call.type()));
  }
}
