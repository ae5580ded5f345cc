package io.brasa.sql.function.aggregate;

import static io.brasa.columnar.type.AtomicType.BINARY;
import static io.brasa.columnar.type.AtomicType.BOOLEAN;
import static io.brasa.columnar.type.AtomicType.INTEGER;
import static io.brasa.columnar.type.AtomicType.LONG;
import static io.brasa.columnar.type.AtomicType.STRING;

import io.brasa.columnar.type.DataType;
import io.brasa.runtime.error.EngineException;
import io.brasa.sketch.CardinalitySketch;
import io.brasa.sql.error.Failures;
import io.brasa.sql.expression.AggregateCall;
import io.brasa.sql.expression.Call;
import io.brasa.sql.expression.Expression;
import io.brasa.sql.expression.Literal;
import io.brasa.sql.function.Function;
import io.brasa.sql.function.Function.AggregateTypes;
import io.brasa.sql.function.Signature;
import io.brasa.sql.kernel.Arguments;
import io.brasa.sql.kernel.PerRow;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** HyperLogLog sketches as binary values of columns: made, united, estimated. */
public final class SketchFunctions {
  private static final int DEFAULT_LOG_SIZE = 12;

  private SketchFunctions() {}

  public static List<Function> all() {
    return List.of(made(), unitedAll(), united(), estimate());
  }

  private static Function made() {
    return new Function.Aggregate(
        "hll_sketch_agg",
        (arguments, _) -> {
          Signature.count("hll_sketch_agg", arguments, 1, 2);
          DataType type = arguments.getFirst().type();
          if (type != INTEGER && type != LONG && type != STRING && type != BINARY)
            throw Signature.mismatch(
                "hll_sketch_agg", arguments, 0, "INT, BIGINT, STRING or BINARY");
          List<Expression> all = new ArrayList<>(arguments);
          if (all.size() == 1) all.add(Literal.of(DEFAULT_LOG_SIZE));
          if (!(all.get(1) instanceof Literal(Integer size, DataType _)))
            throw Signature.mismatch("hll_sketch_agg", all, 1, "a constant INT");
          if (size < CardinalitySketch.MIN_LOG_SIZE || size > CardinalitySketch.MAX_LOG_SIZE)
            throw Failures.invalidArgument(
                "hll_sketch_agg", "the size " + size, "one from 4 to 21, a logarithm");
          return new AggregateTypes(all, BINARY, false);
        },
        (call, _) ->
            new CardinalitySketches(
                ((Number) ((Literal) call.arguments().get(1)).value()).intValue(), false, true));
  }

  private static Function unitedAll() {
    return new Function.Aggregate(
        "hll_union_agg",
        (arguments, _) -> {
          Signature.count("hll_union_agg", arguments, 1, 2);
          if (!Signature.is(arguments.getFirst(), BINARY))
            throw Signature.mismatch("hll_union_agg", arguments, 0, "BINARY");
          if (arguments.size() == 2
              && !(arguments.get(1) instanceof Literal(Boolean _, DataType _)))
            throw Signature.mismatch("hll_union_agg", arguments, 1, "TRUE or FALSE");
          return new AggregateTypes(arguments, BINARY, false);
        },
        (call, _) -> new CardinalitySketches(DEFAULT_LOG_SIZE, true, isAllowed(call)));
  }

  /** Whether sketches of different sizes may be united. */
  private static boolean isAllowed(AggregateCall call) {
    return call.arguments().size() == 2
        && call.arguments().get(1) instanceof Literal(Boolean truth, DataType _)
        && truth;
  }

  private static Function united() {
    return new Function.Scalar(
        "hll_union",
        (arguments, settings) -> {
          for (int i = 0; i < Math.min(2, arguments.size()); i++)
            if (!Signature.is(arguments.get(i), BINARY))
              throw Signature.mismatch("hll_union", arguments, i, "BINARY");
          return Signature.of("hll_union", BINARY, 2, BINARY, BINARY, BOOLEAN)
              .resolve(arguments, settings);
        },
        (_, _) ->
            PerRow.STRICT.bytes(
                BINARY,
                (a, out) -> {
                  CardinalitySketch left = parse("hll_union", slice(a, 0));
                  CardinalitySketch right = parse("hll_union", slice(a, 1));
                  merge("hll_union", left, right, a.count() > 2 && a.truth(2));
                  out.write(left.toBytes());
                }));
  }

  private static Function estimate() {
    return new Function.Scalar(
        "hll_sketch_estimate",
        (arguments, _) -> {
          Signature.count("hll_sketch_estimate", arguments, 1, 1);
          if (!Signature.is(arguments.getFirst(), BINARY))
            throw Signature.mismatch("hll_sketch_estimate", arguments, 0, "BINARY");
          return new Call(
              "hll_sketch_estimate",
              List.of(Signature.coerceOne("hll_sketch_estimate", arguments, 0, BINARY)),
              LONG,
              arguments.getFirst().nullable());
        },
        (_, _) ->
            PerRow.STRICT.longs(
                LONG, a -> Math.round(parse("hll_sketch_estimate", slice(a, 0)).estimate())));
  }

  private static byte[] slice(Arguments a, int argument) {
    return Arrays.copyOfRange(a.bytes(argument), a.start(argument), a.end(argument));
  }

  static CardinalitySketch parse(String function, byte[] bytes) {
    try {
      return CardinalitySketch.parse(bytes);
    } catch (IllegalArgumentException e) {
      throw Failures.invalidArgument(
          function, "bytes that are no sketch", "what hll_sketch_agg gives");
    }
  }

  static void merge(
      String function, CardinalitySketch into, CardinalitySketch other, boolean isAllowed)
      throws EngineException {
    if (into.logSize() != other.logSize() && !isAllowed)
      throw Failures.invalidArgument(
          function,
          "sketches of the sizes " + into.logSize() + " and " + other.logSize(),
          "sketches of one size, or true as a last argument");
    into.merge(other);
  }
}
