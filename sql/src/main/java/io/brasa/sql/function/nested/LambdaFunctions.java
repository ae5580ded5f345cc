package io.brasa.sql.function.nested;

import io.brasa.columnar.type.ArrayType;
import io.brasa.columnar.type.AtomicType;
import io.brasa.columnar.type.DataType;
import io.brasa.columnar.type.MapType;
import io.brasa.columnar.type.StructField;
import io.brasa.columnar.type.StructType;
import io.brasa.sql.expression.Call;
import io.brasa.sql.expression.Expression;
import io.brasa.sql.expression.Lambda;
import io.brasa.sql.expression.LambdaVariable;
import io.brasa.sql.expression.Literal;
import io.brasa.sql.function.Coercion;
import io.brasa.sql.function.Function;
import io.brasa.sql.function.Signature;
import java.util.ArrayList;
import java.util.List;

/** Types of functions that take lambdas; the compiler of expressions computes them. */
final class LambdaFunctions {
  private LambdaFunctions() {}

  static List<Function> all() {
    return List.of(
        of("transform", false, (a, body) -> new ArrayType(body.type(), body.nullable())),
        of("filter", false, (a, body) -> a.getFirst().type()),
        of("exists", false, (a, body) -> AtomicType.BOOLEAN),
        of("forall", false, (a, body) -> AtomicType.BOOLEAN),
        of("map_filter", true, (a, body) -> a.getFirst().type()),
        of(
            "transform_values",
            true,
            (a, body) ->
                new MapType(
                    ((MapType) a.getFirst().type()).keyType(), body.type(), body.nullable())),
        of(
            "transform_keys",
            true,
            (a, body) -> {
              MapType map = (MapType) a.getFirst().type();
              return new MapType(body.type(), map.valueType(), map.valueContainsNull());
            }),
        new Function.Scalar("zip_with", (a, _) -> zipped(a), LambdaFunctions::none),
        new Function.Scalar("map_zip_with", (a, _) -> zippedMaps(a), LambdaFunctions::none),
        folding("aggregate"),
        folding("reduce"));
  }

  private static Lambda lambda(String name, List<Expression> arguments, int parameters) {
    if (arguments.getLast() instanceof Lambda lambda && lambda.parameters().size() == parameters)
      return lambda;
    throw Signature.mismatch(
        name, arguments, arguments.size() - 1, "a lambda of " + parameters + " parameters");
  }

  /** The body with other expressions in the place of its parameters. */
  private static Expression applied(Lambda lambda, List<Expression> values) {
    return lambda
        .body()
        .transformUp(
            e -> {
              for (int i = 0; i < values.size(); i++)
                if (e instanceof LambdaVariable v && v.id() == lambda.parameters().get(i).id())
                  return values.get(i);
              return e;
            });
  }

  /** {@code zip_with(a, b, f)} is {@code transform(arrays_zip(a, b), e -> f(e.0, e.1))}. */
  private static Expression zipped(List<Expression> arguments) {
    Signature.count("zip_with", arguments, 3, 3);
    Lambda lambda = lambda("zip_with", arguments, 2);
    List<StructField> fields = new ArrayList<>();
    for (int i = 0; i < 2; i++)
      fields.add(
          new StructField(
              "" + i, ArrayChangeFunctions.array("zip_with", arguments, i).elementType(), true));
    StructType pair = new StructType(fields);
    List<Expression> arrays = arguments.subList(0, 2);
    Expression zip =
        new Call("arrays_zip", arrays, new ArrayType(pair, false), Signature.anyNullable(arrays));
    LambdaVariable element =
        new LambdaVariable(lambda.parameters().getFirst().id(), "pair", pair, false);
    List<Expression> values = new ArrayList<>();
    for (int i = 0; i < 2; i++)
      values.add(
          new Call(
              "__field", List.of(element, Literal.of("" + i)), fields.get(i).dataType(), true));
    Expression body = applied(lambda, values);
    return new Call(
        "transform",
        List.of(zip, new Lambda(List.of(element), body)),
        new ArrayType(body.type(), body.nullable()),
        true);
  }

  /**
   * {@code map_zip_with(m, n, f)} is a map from the keys of both to {@code f(k, m[k], n[k])}, where
   * what a map does not have is null.
   */
  private static Expression zippedMaps(List<Expression> arguments) {
    Signature.count("map_zip_with", arguments, 3, 3);
    Lambda lambda = lambda("map_zip_with", arguments, 3);
    MapType[] maps = new MapType[2];
    for (int i = 0; i < 2; i++) {
      if (!(arguments.get(i).type() instanceof MapType map))
        throw Signature.mismatch("map_zip_with", arguments, i, "a map");
      maps[i] = map;
    }
    DataType key =
        Coercion.widestWithoutText(maps[0].keyType(), maps[1].keyType())
            .orElseThrow(() -> Signature.mismatch("map_zip_with", arguments));
    ArrayType keys = new ArrayType(key, false);
    LambdaVariable given = lambda.parameters().getFirst();
    LambdaVariable variable = new LambdaVariable(given.id(), given.name(), key, false);
    List<Expression> sources = new ArrayList<>();
    List<Expression> values = new ArrayList<>(List.of(variable));
    for (int i = 0; i < 2; i++) {
      MapType type = new MapType(key, maps[i].valueType(), maps[i].valueContainsNull());
      Expression map = Coercion.cast(arguments.get(i), type);
      sources.add(new Call("map_keys", List.of(map), keys, map.nullable()));
      values.add(new Call("element_at", List.of(map, variable), maps[i].valueType(), true));
    }
    boolean isNullable = Signature.anyNullable(sources);
    Expression union = new Call("array_union", sources, keys, isNullable);
    Expression body = applied(lambda, values);
    Expression made =
        new Call(
            "transform",
            List.of(union, new Lambda(List.of(variable), body)),
            new ArrayType(body.type(), body.nullable()),
            true);
    return new Call(
        "map_from_arrays",
        List.of(union, made),
        new MapType(key, body.type(), body.nullable()),
        isNullable);
  }

  /** {@code array_sort} by a lambda, which gives a whole number below, at or above zero. */
  static Expression comparing(List<Expression> arguments, ArrayType array) {
    Lambda lambda = lambda("array_sort", arguments, 2);
    if (!Signature.is(lambda.body(), AtomicType.INTEGER))
      throw Signature.mismatch("array_sort", List.of(lambda.body()), 0, "INT");
    Lambda coerced =
        new Lambda(lambda.parameters(), Coercion.cast(lambda.body(), AtomicType.INTEGER));
    Expression source = arguments.getFirst();
    return new Call("array_sort", List.of(source, coerced), array, source.nullable());
  }

  /** The type of a call. */
  @FunctionalInterface
  private interface Result {
    DataType of(List<Expression> arguments, Expression body);
  }

  private static Function of(String name, boolean isOfMaps, Result result) {
    boolean isPredicate = !name.startsWith("transform");
    return new Function.Scalar(
        name,
        (arguments, _) -> {
          Signature.count(name, arguments, 2, 2);
          DataType source = arguments.getFirst().type();
          boolean isFit = isOfMaps ? source instanceof MapType : source instanceof ArrayType;
          if (!isFit) throw Signature.mismatch(name, arguments, 0, isOfMaps ? "a map" : "an array");
          if (!(arguments.get(1) instanceof Lambda lambda))
            throw Signature.mismatch(name, arguments, 1, "a lambda");
          Expression body = lambda.body();
          if (isPredicate) {
            if (!Signature.is(body, AtomicType.BOOLEAN))
              throw Signature.mismatch(name, List.of(body), 0, "a condition");
            body = Coercion.cast(body, AtomicType.BOOLEAN);
          }
          Lambda coerced = new Lambda(lambda.parameters(), body);
          return new Call(
              name, List.of(arguments.getFirst(), coerced), result.of(arguments, body), true);
        },
        LambdaFunctions::none);
  }

  private static io.brasa.sql.function.Kernel none(
      Call call, io.brasa.sql.function.EvaluationSettings settings) {
    throw new IllegalStateException(call.function() + " has no kernel");
  }

  private static Function folding(String name) {
    return new Function.Scalar(
        name,
        (arguments, _) -> {
          Signature.count(name, arguments, 3, 4);
          if (!(arguments.get(0).type() instanceof ArrayType))
            throw Signature.mismatch(name, arguments, 0, "an array");
          DataType state = arguments.get(1).type();
          List<Expression> coerced = new ArrayList<>(arguments);
          for (int i = 2; i < arguments.size(); i++) {
            if (!(arguments.get(i) instanceof Lambda lambda))
              throw Signature.mismatch(name, arguments, i, "a lambda");
            if (i == 2)
              coerced.set(
                  i, new Lambda(lambda.parameters(), merged(name, arguments, lambda, state)));
          }
          DataType type = arguments.size() > 3 ? arguments.get(3).type() : state;
          return new Call("aggregate", coerced, type, true);
        },
        LambdaFunctions::none);
  }

  /** Nested types may differ in whether there may be nulls. */
  private static boolean isSameShape(DataType left, DataType right) {
    return left.simpleString().equals(right.simpleString());
  }

  private static Expression merged(
      String name, List<Expression> arguments, Lambda lambda, DataType state) {
    DataType type = lambda.body().type();
    if (!type.equals(state) && !Signature.is(lambda.body(), state) && !isSameShape(type, state))
      throw Signature.mismatch(name, arguments, 1, "of type " + type.sql());
    return Coercion.cast(lambda.body(), state);
  }
}
