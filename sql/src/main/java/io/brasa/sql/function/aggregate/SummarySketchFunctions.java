package io.brasa.sql.function.aggregate;

import static io.brasa.columnar.type.AtomicType.BINARY;
import static io.brasa.columnar.type.AtomicType.DOUBLE;
import static io.brasa.columnar.type.AtomicType.FLOAT;
import static io.brasa.columnar.type.AtomicType.INTEGER;
import static io.brasa.columnar.type.AtomicType.LONG;
import static io.brasa.columnar.type.AtomicType.STRING;

import io.brasa.columnar.type.ArrayType;
import io.brasa.columnar.type.AtomicType;
import io.brasa.columnar.type.DataType;
import io.brasa.columnar.type.DecimalType;
import io.brasa.columnar.vector.Values;
import io.brasa.sketch.SetSketch;
import io.brasa.sketch.SummarySketch;
import io.brasa.sketch.SummarySketch.Mode;
import io.brasa.sql.error.Failures;
import io.brasa.sql.expression.Call;
import io.brasa.sql.expression.Expression;
import io.brasa.sql.expression.Literal;
import io.brasa.sql.function.Coercion;
import io.brasa.sql.function.Function;
import io.brasa.sql.function.Function.AggregateTypes;
import io.brasa.sql.function.Kernel;
import io.brasa.sql.function.Signature;
import io.brasa.sql.kernel.Arguments;
import io.brasa.sql.kernel.PerRow;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.function.BiConsumer;
import java.util.function.ToDoubleFunction;

/** Sketches of sets whose values carry numbers, as binary values of columns. */
public final class SummarySketchFunctions {
  private static final String MODES = "sum, min, max or alwaysone";

  private final boolean isWhole;
  private final String ending;

  private SummarySketchFunctions(boolean isWhole) {
    this.isWhole = isWhole;
    this.ending = isWhole ? "_integer" : "_double";
  }

  public static List<Function> all() {
    List<Function> functions = new ArrayList<>();
    for (boolean isWhole : new boolean[] {false, true})
      new SummarySketchFunctions(isWhole).addTo(functions);
    return functions;
  }

  private void addTo(List<Function> functions) {
    functions.add(made("tuple_sketch_agg" + ending));
    functions.add(merged("tuple_union_agg" + ending, SummarySketches.Rule.UNION));
    functions.add(merged("tuple_intersection_agg" + ending, SummarySketches.Rule.INTERSECTION));
    functions.add(asked("tuple_sketch_estimate" + ending, SummarySketch::estimate));
    functions.add(asked("tuple_sketch_theta" + ending, SummarySketch::theta));
    functions.add(summary("tuple_sketch_summary" + ending));
    functions.add(sized("tuple_union" + ending, SummarySketch::unite));
    functions.add(sized("tuple_union_theta" + ending, SummarySketch::uniteSet));
    functions.add(both("tuple_intersection" + ending, 3, SummarySketch::intersect));
    functions.add(both("tuple_intersection_theta" + ending, 3, SummarySketch::intersectSet));
    functions.add(both("tuple_difference" + ending, 2, SummarySketch::subtract));
    functions.add(both("tuple_difference_theta" + ending, 2, SummarySketch::subtractSet));
  }

  static SummarySketch<? extends Number> of(boolean isWhole, int logSize, Mode mode) {
    return isWhole
        ? SummarySketch.ofIntegers(logSize, mode)
        : SummarySketch.ofDoubles(logSize, mode);
  }

  /** Does something with bytes that have to be a sketch. */
  static void take(
      String function,
      BiConsumer<SummarySketch<?>, byte[]> operation,
      SummarySketch<?> sketch,
      byte[] bytes) {
    try {
      operation.accept(sketch, bytes);
    } catch (IllegalArgumentException e) {
      throw Failures.invalidArgument(
          function,
          "bytes that are no such sketch",
          "what tuple_sketch_agg of the same numbers gives, or theta_sketch_agg where its name says"
              + " theta");
    }
  }

  private static byte[] bytes(Arguments a, int index) {
    return Arrays.copyOfRange(a.bytes(index), a.start(index), a.end(index));
  }

  private SummarySketch<?> read(String function, Arguments a, int logSize, Mode mode) {
    SummarySketch<?> sketch = of(isWhole, logSize, mode);
    take(function, SummarySketch::load, sketch, bytes(a, 0));
    return sketch;
  }

  /** A constant logarithm of a size; 12 if there is none. */
  private static int logSize(String name, List<Expression> arguments, int index) {
    if (arguments.size() <= index) return SetSketch.DEFAULT_LOG_SIZE;
    if (!(arguments.get(index) instanceof Literal(Integer size, DataType _)))
      throw Signature.mismatch(name, arguments, index, "a constant INT");
    if (size < SetSketch.MIN_LOG_SIZE || size > SetSketch.MAX_LOG_SIZE)
      throw Failures.invalidArgument(name, "the size " + size, "one from 4 to 26, a logarithm");
    return size;
  }

  /** A constant mode; the sum if there is none. */
  private static Mode mode(String name, List<Expression> arguments, int index) {
    if (arguments.size() <= index) return Mode.SUM;
    if (!(arguments.get(index) instanceof Literal(String mode, DataType _)))
      throw Signature.mismatch(name, arguments, index, "a constant STRING: " + MODES);
    for (Mode each : Mode.values())
      if (each.name().equals(mode.toUpperCase(Locale.ROOT))) return each;
    throw Failures.invalidArgument(name, "the mode '" + mode + "'", MODES);
  }

  private static void checkSketches(String name, List<Expression> arguments, int count) {
    for (int i = 0; i < count; i++)
      if (!Signature.is(arguments.get(i), BINARY))
        throw Signature.mismatch(name, arguments, i, "BINARY");
  }

  /** A value as what sketches hash. */
  private static Expression key(String name, List<Expression> arguments) {
    Expression key = arguments.getFirst();
    boolean isNumbers =
        key.type() instanceof ArrayType(DataType element, boolean _)
            && (element == INTEGER || element == LONG);
    if (isNumbers || List.of(INTEGER, LONG, FLOAT, DOUBLE, STRING, BINARY).contains(key.type()))
      return key;
    boolean isNumber =
        key.type() instanceof DecimalType
            || key.type() instanceof AtomicType type && type.isIntegral();
    return Signature.coerceOne(name, arguments, 0, isNumber ? DOUBLE : STRING);
  }

  private Function made(String name) {
    return new Function.Aggregate(
        name,
        (arguments, _) -> {
          Signature.count(name, arguments, 2, 4);
          logSize(name, arguments, 2);
          mode(name, arguments, 3);
          List<Expression> all = new ArrayList<>(arguments);
          all.set(0, key(name, arguments));
          all.set(1, number(name, arguments));
          return new AggregateTypes(all, BINARY, false);
        },
        (call, _) ->
            new SummarySketches(
                name,
                isWhole,
                logSize(name, call.arguments(), 2),
                mode(name, call.arguments(), 3),
                SummarySketches.Rule.VALUES));
  }

  /** Whole numbers are made of any numbers, which must have room. */
  private Expression number(String name, List<Expression> arguments) {
    Expression number = arguments.get(1);
    boolean isNumber =
        number.type() instanceof DecimalType
            || number.type() instanceof AtomicType type
                && (type.isIntegral() || type.isFractional());
    return isWhole && isNumber
        ? Coercion.cast(number, INTEGER)
        : Signature.coerceOne(name, arguments, 1, isWhole ? INTEGER : DOUBLE);
  }

  private Function merged(String name, SummarySketches.Rule rule) {
    int sizes = rule == SummarySketches.Rule.UNION ? 1 : 0;
    return new Function.Aggregate(
        name,
        (arguments, _) -> {
          Signature.count(name, arguments, 1, 2 + sizes);
          checkSketches(name, arguments, 1);
          if (sizes > 0) logSize(name, arguments, 1);
          mode(name, arguments, 1 + sizes);
          List<Expression> all = new ArrayList<>(arguments);
          all.set(0, Signature.coerceOne(name, arguments, 0, BINARY));
          return new AggregateTypes(all, BINARY, false);
        },
        (call, _) ->
            new SummarySketches(
                name,
                isWhole,
                sizes > 0 ? logSize(name, call.arguments(), 1) : SetSketch.DEFAULT_LOG_SIZE,
                mode(name, call.arguments(), 1 + sizes),
                rule));
  }

  private Function asked(String name, ToDoubleFunction<SummarySketch<?>> answer) {
    return new Function.Scalar(
        name,
        (arguments, _) -> {
          Signature.count(name, arguments, 1, 1);
          checkSketches(name, arguments, 1);
          List<Expression> all = Signature.coerce(name, arguments, 1, BINARY);
          return new Call(name, all, DOUBLE, all.getFirst().nullable());
        },
        (_, _) ->
            PerRow.STRICT.doubles(
                DOUBLE,
                a -> answer.applyAsDouble(read(name, a, SetSketch.DEFAULT_LOG_SIZE, Mode.SUM))));
  }

  private Function summary(String name) {
    DataType type = isWhole ? LONG : DOUBLE;
    return new Function.Scalar(
        name,
        (arguments, _) -> {
          Signature.count(name, arguments, 1, 2);
          checkSketches(name, arguments, 1);
          mode(name, arguments, 1);
          List<Expression> all = Signature.coerce(name, arguments, 1, BINARY, STRING);
          return new Call(name, all, type, all.getFirst().nullable());
        },
        (call, _) -> {
          Mode mode = mode(name, call.arguments(), 1);
          return PerRow.STRICT.values(
              type,
              (a, out) ->
                  Values.append(
                      out, read(name, a, SetSketch.DEFAULT_LOG_SIZE, Mode.SUM).summary(mode)));
        });
  }

  private Function sized(String name, BiConsumer<SummarySketch<?>, byte[]> operation) {
    return new Function.Scalar(
        name,
        (arguments, _) -> {
          logSize(name, arguments, 2);
          return resolved(name, arguments, 4, BINARY, BINARY, INTEGER, STRING);
        },
        (call, _) ->
            computed(
                name,
                logSize(name, call.arguments(), 2),
                mode(name, call.arguments(), 3),
                operation));
  }

  private Function both(String name, int most, BiConsumer<SummarySketch<?>, byte[]> operation) {
    return new Function.Scalar(
        name,
        (arguments, _) -> resolved(name, arguments, most, BINARY, BINARY, STRING),
        (call, _) ->
            computed(
                name,
                SetSketch.DEFAULT_LOG_SIZE,
                most == 2 ? Mode.SUM : mode(name, call.arguments(), most - 1),
                operation));
  }

  private static Call resolved(
      String name, List<Expression> arguments, int most, DataType... types) {
    Signature.count(name, arguments, 2, most);
    checkSketches(name, arguments, 2);
    if (most > 2) mode(name, arguments, most - 1);
    List<Expression> all =
        Signature.coerce(name, arguments, 2, Arrays.copyOf(types, Math.max(2, most)));
    return new Call(name, all, BINARY, Signature.anyNullable(all));
  }

  private Kernel computed(
      String name, int logSize, Mode mode, BiConsumer<SummarySketch<?>, byte[]> operation) {
    return PerRow.STRICT.bytes(
        BINARY,
        (a, out) -> {
          SummarySketch<?> sketch = read(name, a, logSize, mode);
          take(name, operation, sketch, bytes(a, 1));
          out.write(sketch.toBytes());
        });
  }
}
