package io.brasa.sql.function.aggregate;

import static io.brasa.columnar.type.AtomicType.BINARY;
import static io.brasa.columnar.type.AtomicType.DOUBLE;
import static io.brasa.columnar.type.AtomicType.FLOAT;
import static io.brasa.columnar.type.AtomicType.LONG;
import static io.brasa.columnar.type.AtomicType.STRING;

import io.brasa.columnar.type.ArrayType;
import io.brasa.columnar.type.DataType;
import io.brasa.columnar.vector.Values;
import io.brasa.sketch.QuantileSketch;
import io.brasa.sketch.QuantileSketch.Numbers;
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

/** Sketches of quantiles as binary values of columns: made, merged, asked. */
public final class QuantileSketchFunctions {
  private QuantileSketchFunctions() {}

  public static List<Function> all() {
    List<Function> functions = new ArrayList<>();
    for (Numbers numbers : Numbers.values()) {
      String ending =
          switch (numbers) {
            case LONGS -> "_bigint";
            case DOUBLES -> "_double";
            case FLOATS -> "_float";
          };
      DataType type =
          switch (numbers) {
            case LONGS -> LONG;
            case DOUBLES -> DOUBLE;
            case FLOATS -> FLOAT;
          };
      functions.add(made("kll_sketch_agg" + ending, numbers, type));
      functions.add(merged("kll_merge_agg" + ending, numbers));
      functions.add(united("kll_sketch_merge" + ending, numbers));
      functions.add(count("kll_sketch_get_n" + ending, numbers));
      functions.add(text("kll_sketch_to_string" + ending, numbers));
      functions.add(asked("kll_sketch_get_quantile" + ending, numbers, DOUBLE, type));
      functions.add(asked("kll_sketch_get_rank" + ending, numbers, type, DOUBLE));
    }
    return functions;
  }

  static QuantileSketch parse(String function, Numbers numbers, byte[] bytes) {
    try {
      return QuantileSketch.parse(numbers, bytes);
    } catch (IllegalArgumentException e) {
      throw Failures.invalidArgument(
          function, "bytes that are no sketch", "what kll_sketch_agg of the same numbers gives");
    }
  }

  private static QuantileSketch read(String function, Numbers numbers, Arguments a, int index) {
    byte[] bytes = Arrays.copyOfRange(a.bytes(index), a.start(index), a.end(index));
    return parse(function, numbers, bytes);
  }

  /** A constant size behind the first argument; zero if there is none. */
  private static int size(String name, List<Expression> arguments) {
    if (arguments.size() < 2) return 0;
    if (!(arguments.get(1) instanceof Literal(Integer size, DataType _)))
      throw Signature.mismatch(name, arguments, 1, "a constant INT");
    if (size < QuantileSketch.MIN_SIZE || size > QuantileSketch.MAX_SIZE)
      throw Signature.mismatch(name, arguments, 1, "a size from 8 to 65535");
    return size;
  }

  private static Function made(String name, Numbers numbers, DataType type) {
    return new Function.Aggregate(
        name,
        (arguments, _) -> {
          Signature.count(name, arguments, 1, 2);
          size(name, arguments);
          List<Expression> all = new ArrayList<>(arguments);
          if (arguments.getFirst().type() == STRING)
            throw Signature.mismatch(name, arguments, 0, type.sql());
          all.set(0, Signature.coerceOne(name, arguments, 0, type));
          return new AggregateTypes(all, BINARY, false);
        },
        (call, _) -> new QuantileSketches(name, numbers, size(name, call.arguments()), false));
  }

  private static Function merged(String name, Numbers numbers) {
    return new Function.Aggregate(
        name,
        (arguments, _) -> {
          Signature.count(name, arguments, 1, 2);
          size(name, arguments);
          if (!Signature.is(arguments.getFirst(), BINARY))
            throw Signature.mismatch(name, arguments, 0, "BINARY");
          return new AggregateTypes(arguments, BINARY, false);
        },
        (call, _) -> new QuantileSketches(name, numbers, size(name, call.arguments()), true));
  }

  private static List<Expression> sketches(String name, List<Expression> arguments, int count) {
    Signature.count(name, arguments, count, count);
    List<Expression> all = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      if (!Signature.is(arguments.get(i), BINARY))
        throw Signature.mismatch(name, arguments, i, "BINARY");
      all.add(Signature.coerceOne(name, arguments, i, BINARY));
    }
    return all;
  }

  private static Function ofSketches(
      String name, int count, DataType type, Function.Kernels kernels) {
    return new Function.Scalar(
        name,
        (arguments, _) -> {
          List<Expression> all = sketches(name, arguments, count);
          return new Call(name, all, type, Signature.anyNullable(all));
        },
        kernels);
  }

  private static Function united(String name, Numbers numbers) {
    return ofSketches(
        name,
        2,
        BINARY,
        (_, _) ->
            PerRow.STRICT.bytes(
                BINARY,
                (a, out) -> {
                  QuantileSketch sketch = read(name, numbers, a, 0);
                  sketch.merge(read(name, numbers, a, 1));
                  out.write(sketch.toBytes());
                }));
  }

  private static Function count(String name, Numbers numbers) {
    return ofSketches(
        name, 1, LONG, (_, _) -> PerRow.STRICT.longs(LONG, a -> read(name, numbers, a, 0).count()));
  }

  private static Function text(String name, Numbers numbers) {
    return ofSketches(
        name,
        1,
        STRING,
        (_, _) ->
            PerRow.STRICT.bytes(
                STRING, (a, out) -> out.write(read(name, numbers, a, 0).toString())));
  }

  /** Of a number, or of each number of an array. */
  private static Function asked(String name, Numbers numbers, DataType parameter, DataType result) {
    return new Function.Scalar(
        name,
        (arguments, _) -> {
          Signature.count(name, arguments, 2, 2);
          boolean isArray = arguments.get(1).type() instanceof ArrayType;
          Expression sketch = sketches(name, arguments.subList(0, 1), 1).getFirst();
          DataType wanted = isArray ? new ArrayType(parameter, true) : parameter;
          Expression asked = Signature.coerceOne(name, arguments, 1, wanted);
          DataType type = isArray ? new ArrayType(result, true) : result;
          boolean isNullable = sketch.nullable() || asked.nullable();
          return new Call(name, List.of(sketch, asked), type, isNullable);
        },
        (call, _) ->
            PerRow.STRICT.values(
                call.type(),
                (a, out) -> {
                  QuantileSketch sketch = read(name, numbers, a, 0);
                  Object asked = a.value(1);
                  if (!(asked instanceof List<?> all)) {
                    Values.append(out, answer(name, sketch, asked));
                    return;
                  }
                  List<Object> answers = new ArrayList<>();
                  for (Object each : all) answers.add(answer(name, sketch, each));
                  Values.append(out, answers);
                }));
  }

  private static Object answer(String name, QuantileSketch sketch, Object asked) {
    if (asked == null) return null;
    try {
      return name.startsWith("kll_sketch_get_rank")
          ? (Object) sketch.rank((Number) asked)
          : sketch.quantile((Double) asked);
    } catch (IllegalArgumentException e) {
      throw Failures.invalidArgument(
          name, asked + ": " + e.getMessage(), "a share from 0 to 1, of a sketch with numbers");
    }
  }
}
