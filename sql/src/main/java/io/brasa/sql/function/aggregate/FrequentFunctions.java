package io.brasa.sql.function.aggregate;

import static io.brasa.columnar.type.AtomicType.BINARY;
import static io.brasa.columnar.type.AtomicType.INTEGER;
import static io.brasa.columnar.type.AtomicType.LONG;
import static io.brasa.columnar.type.AtomicType.STRING;

import io.brasa.columnar.type.ArrayType;
import io.brasa.columnar.type.AtomicType;
import io.brasa.columnar.type.DataType;
import io.brasa.columnar.type.StructField;
import io.brasa.columnar.type.StructType;
import io.brasa.columnar.vector.ArrayBuilder;
import io.brasa.columnar.vector.VectorBuilder;
import io.brasa.sketch.CountMinSketch;
import io.brasa.sketch.FrequentSketch;
import io.brasa.sql.error.Failures;
import io.brasa.sql.expression.Call;
import io.brasa.sql.expression.Expression;
import io.brasa.sql.expression.Literal;
import io.brasa.sql.function.Function;
import io.brasa.sql.function.Function.AggregateTypes;
import io.brasa.sql.function.Signature;
import io.brasa.sql.kernel.Arguments;
import io.brasa.sql.kernel.PerRow;
import java.util.List;

/** How often values occur, about: the most frequent ones, and counts of each. */
public final class FrequentFunctions {
  private static final int DEFAULT_COUNT = 5;
  private static final int DEFAULT_TRACKED = 10_000;

  private FrequentFunctions() {}

  public static List<Function> all() {
    return List.of(top(), accumulated(), combined(), estimated(), counts());
  }

  /** A constant number from 1 behind the first argument. */
  private static int number(String name, List<Expression> arguments, int index, int missing) {
    if (arguments.size() <= index) return missing;
    Object value = arguments.get(index) instanceof Literal(Object given, DataType _) ? given : null;
    if (!(value instanceof Integer number))
      throw Signature.mismatch(name, arguments, index, "a constant INT");
    if (number < 1) throw Failures.invalidArgument(name, "the count " + number, "one from 1");
    return number;
  }

  private static int tracked(String name, List<Expression> arguments, int index) {
    int tracked = number(name, arguments, index, DEFAULT_TRACKED);
    if (tracked > FrequentSketch.MAX_TRACKED)
      throw Failures.invalidArgument(
          name, "to track " + tracked + " values", "one million of them or less");
    return tracked;
  }

  private static void checkRoom(String name, int count, int tracked) {
    if (count > tracked)
      throw Failures.invalidArgument(
          name, "the " + count + " most frequent of " + tracked, "to track as many values or more");
  }

  private static DataType result(DataType item) {
    StructType frequent =
        new StructType(
            List.of(new StructField("item", item, true), new StructField("count", LONG, false)));
    return new ArrayType(frequent, false);
  }

  /** A sketch as a value: its bytes, how many values it tracks, and of what type they are. */
  private static StructType state(DataType item) {
    return new StructType(
        List.of(
            new StructField("sketch", BINARY, false),
            new StructField("maxItemsTracked", INTEGER, false),
            new StructField("itemDataType", item, true),
            new StructField("itemDataTypeDDL", STRING, false)));
  }

  private static DataType itemType(String name, List<Expression> arguments) {
    DataType type = arguments.getFirst().type();
    if (!FrequentItems.isPossible(type))
      throw Signature.mismatch(
          name, arguments, 0, "a number, a truth, a STRING, a date or a timestamp");
    return type;
  }

  private static DataType itemOfState(String name, List<Expression> arguments) {
    boolean isState =
        arguments.getFirst().type() instanceof StructType struct
            && struct.fields().size() == 4
            && struct.fields().get(0).dataType() == BINARY
            && struct.fields().get(1).dataType() == INTEGER
            && struct.fields().get(3).dataType() == STRING;
    if (!isState)
      throw Signature.mismatch(name, arguments, 0, "what approx_top_k_accumulate gives");
    return ((StructType) arguments.getFirst().type()).fields().get(2).dataType();
  }

  private static Function top() {
    return new Function.Aggregate(
        "approx_top_k",
        (arguments, _) -> {
          Signature.count("approx_top_k", arguments, 1, 3);
          DataType item = itemType("approx_top_k", arguments);
          int count = number("approx_top_k", arguments, 1, DEFAULT_COUNT);
          checkRoom("approx_top_k", count, tracked("approx_top_k", arguments, 2));
          return new AggregateTypes(arguments, result(item), false);
        },
        (call, _) -> {
          List<Expression> arguments = call.arguments();
          return new FrequentSketches(
              arguments.getFirst().type(),
              tracked("approx_top_k", arguments, 2),
              call.type(),
              number("approx_top_k", arguments, 1, DEFAULT_COUNT));
        });
  }

  private static Function accumulated() {
    String name = "approx_top_k_accumulate";
    return new Function.Aggregate(
        name,
        (arguments, _) -> {
          Signature.count(name, arguments, 1, 2);
          DataType item = itemType(name, arguments);
          tracked(name, arguments, 1);
          return new AggregateTypes(arguments, state(item), false);
        },
        (call, _) ->
            new FrequentSketches(
                call.arguments().getFirst().type(),
                tracked(name, call.arguments(), 1),
                call.type(),
                0));
  }

  private static Function combined() {
    String name = "approx_top_k_combine";
    return new Function.Aggregate(
        name,
        (arguments, _) -> {
          Signature.count(name, arguments, 1, 2);
          DataType item = itemOfState(name, arguments);
          tracked(name, arguments, 1);
          return new AggregateTypes(arguments, state(item), true);
        },
        (call, _) ->
            new CombinedFrequent(
                itemOfState(name, call.arguments()),
                call.arguments().size() > 1 ? tracked(name, call.arguments(), 1) : 0,
                call.type()));
  }

  private static Function estimated() {
    String name = "approx_top_k_estimate";
    return new Function.Scalar(
        name,
        (arguments, _) -> {
          Signature.count(name, arguments, 1, 2);
          DataType item = itemOfState(name, arguments);
          number(name, arguments, 1, DEFAULT_COUNT);
          return new Call(name, arguments, result(item), arguments.getFirst().nullable());
        },
        (call, _) -> {
          int count = number(name, call.arguments(), 1, DEFAULT_COUNT);
          DataType item = itemOfState(name, call.arguments());
          return PerRow.STRICT.values(call.type(), (a, out) -> estimate(name, a, item, count, out));
        });
  }

  private static void estimate(
      String name, Arguments a, DataType item, int count, VectorBuilder out) {
    List<?> state = (List<?>) a.value(0);
    if (!(state.get(0) instanceof byte[] bytes) || !(state.get(1) instanceof Integer tracked)) {
      out.appendNull();
      return;
    }
    checkRoom(name, count, tracked);
    FrequentItems.write(
        FrequentItems.parse(name, item, bytes).top(count), item, (ArrayBuilder) out);
  }

  private static Function counts() {
    String name = "count_min_sketch";
    return new Function.Aggregate(
        name,
        (arguments, _) -> {
          Signature.count(name, arguments, 4, 4);
          DataType type = arguments.getFirst().type();
          boolean isPossible =
              type == STRING
                  || type == BINARY
                  || type instanceof AtomicType atomic && atomic.isIntegral();
          if (!isPossible)
            throw Signature.mismatch(name, arguments, 0, "a whole number, STRING or BINARY");
          counts(name, arguments);
          return new AggregateTypes(arguments, BINARY, false);
        },
        (call, _) -> new CountSketches(() -> counts(name, call.arguments())));
  }

  /** A sketch of constant error, confidence and seed. */
  private static CountMinSketch counts(String name, List<Expression> arguments) {
    double error = real(name, arguments, 1);
    double confidence = real(name, arguments, 2);
    if (!(arguments.get(3) instanceof Literal(Number seed, DataType _))
        || !(seed instanceof Integer || seed instanceof Long))
      throw Signature.mismatch(name, arguments, 3, "a constant INT");
    if (!(error > 0))
      throw Failures.invalidArgument(name, "the error " + error, "one above 0, as 0.01");
    if (!(confidence > 0 && confidence < 1))
      throw Failures.invalidArgument(
          name, "the confidence " + confidence, "one between 0 and 1, as 0.95");
    return CountMinSketch.of(error, confidence, seed.intValue());
  }

  private static double real(String name, List<Expression> arguments, int index) {
    if (arguments.get(index) instanceof Literal(Double value, DataType _)) return value;
    throw Signature.mismatch(name, arguments, index, "a constant DOUBLE");
  }
}
