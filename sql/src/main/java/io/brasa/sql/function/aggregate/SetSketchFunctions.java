package io.brasa.sql.function.aggregate;

import static io.brasa.columnar.type.AtomicType.BINARY;
import static io.brasa.columnar.type.AtomicType.DOUBLE;
import static io.brasa.columnar.type.AtomicType.FLOAT;
import static io.brasa.columnar.type.AtomicType.INTEGER;
import static io.brasa.columnar.type.AtomicType.LONG;
import static io.brasa.columnar.type.AtomicType.STRING;

import io.brasa.columnar.type.ArrayType;
import io.brasa.columnar.type.DataType;
import io.brasa.sketch.SetSketch;
import io.brasa.sql.error.Failures;
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

/** Sketches of sets as binary values of columns: made, united, cut, taken away, estimated. */
public final class SetSketchFunctions {
  private SetSketchFunctions() {}

  public static List<Function> all() {
    return List.of(
        made(),
        merged("theta_union_agg", SetSketches.Rule.UNION),
        merged("theta_intersection_agg", SetSketches.Rule.INTERSECTION),
        operation("theta_union", (left, right, size) -> left.union(right, size)),
        operation("theta_intersection", (left, right, _) -> left.intersection(right)),
        operation("theta_difference", (left, right, _) -> left.difference(right)),
        new Function.Scalar(
            "theta_sketch_estimate",
            (arguments, _) -> {
              Signature.count("theta_sketch_estimate", arguments, 1, 1);
              Expression sketch = sketch("theta_sketch_estimate", arguments, 0);
              return new Call("theta_sketch_estimate", List.of(sketch), LONG, sketch.nullable());
            },
            (_, _) ->
                PerRow.STRICT.longs(
                    LONG, a -> Math.round(read("theta_sketch_estimate", a, 0).estimate()))));
  }

  static SetSketch parse(String function, byte[] bytes) {
    try {
      return SetSketch.parse(bytes);
    } catch (IllegalArgumentException e) {
      throw Failures.invalidArgument(
          function, "bytes that are no sketch", "what theta_sketch_agg gives");
    }
  }

  private static SetSketch read(String function, Arguments a, int index) {
    return parse(function, Arrays.copyOfRange(a.bytes(index), a.start(index), a.end(index)));
  }

  private static Expression sketch(String name, List<Expression> arguments, int index) {
    if (!Signature.is(arguments.get(index), BINARY))
      throw Signature.mismatch(name, arguments, index, "BINARY");
    return Signature.coerceOne(name, arguments, index, BINARY);
  }

  /** A constant logarithm of a size. */
  private static int logSize(String name, List<Expression> arguments, int index) {
    if (arguments.size() <= index) return SetSketch.DEFAULT_LOG_SIZE;
    if (!(arguments.get(index) instanceof Literal(Integer size, DataType _)))
      throw Signature.mismatch(name, arguments, index, "a constant INT");
    if (size < SetSketch.MIN_LOG_SIZE || size > SetSketch.MAX_LOG_SIZE)
      throw Failures.invalidArgument(name, "the size " + size, "one from 4 to 26, a logarithm");
    return size;
  }

  private static Function made() {
    return new Function.Aggregate(
        "theta_sketch_agg",
        (arguments, _) -> {
          Signature.count("theta_sketch_agg", arguments, 1, 2);
          DataType type = arguments.getFirst().type();
          boolean isNumbers =
              type instanceof ArrayType(DataType element, boolean _)
                  && (element == INTEGER || element == LONG);
          List<DataType> plain = List.of(INTEGER, LONG, FLOAT, DOUBLE, STRING, BINARY);
          if (!isNumbers && !plain.contains(type))
            throw Signature.mismatch(
                "theta_sketch_agg", arguments, 0, "INT, BIGINT, DOUBLE, STRING or BINARY");
          logSize("theta_sketch_agg", arguments, 1);
          return new AggregateTypes(arguments, BINARY, false);
        },
        (call, _) ->
            new SetSketches(
                call.function(),
                logSize(call.function(), call.arguments(), 1),
                SetSketches.Rule.VALUES));
  }

  private static Function merged(String name, SetSketches.Rule rule) {
    return new Function.Aggregate(
        name,
        (arguments, _) -> {
          Signature.count(name, arguments, 1, rule == SetSketches.Rule.UNION ? 2 : 1);
          List<Expression> all = new ArrayList<>(arguments);
          all.set(0, sketch(name, arguments, 0));
          logSize(name, arguments, 1);
          return new AggregateTypes(all, BINARY, false);
        },
        (call, _) -> new SetSketches(name, logSize(name, call.arguments(), 1), rule));
  }

  /** What becomes of two sketches. */
  @FunctionalInterface
  private interface Operation {
    SetSketch of(SetSketch left, SetSketch right, int logSize);
  }

  private static Function operation(String name, Operation operation) {
    return new Function.Scalar(
        name,
        (arguments, _) -> {
          Signature.count(name, arguments, 2, name.equals("theta_union") ? 3 : 2);
          List<Expression> all = new ArrayList<>(arguments);
          all.set(0, sketch(name, arguments, 0));
          all.set(1, sketch(name, arguments, 1));
          logSize(name, arguments, 2);
          return new Call(name, all, BINARY, Signature.anyNullable(all));
        },
        (call, _) -> {
          int size = logSize(name, call.arguments(), 2);
          return PerRow.STRICT.bytes(
              BINARY,
              (a, out) ->
                  out.write(operation.of(read(name, a, 0), read(name, a, 1), size).toBytes()));
        });
  }
}
