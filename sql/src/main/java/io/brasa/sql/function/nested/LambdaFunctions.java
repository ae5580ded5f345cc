package io.brasa.sql.function.nested;

import io.brasa.columnar.type.ArrayType;
import io.brasa.columnar.type.AtomicType;
import io.brasa.columnar.type.DataType;
import io.brasa.columnar.type.MapType;
import io.brasa.sql.expression.Call;
import io.brasa.sql.expression.Expression;
import io.brasa.sql.expression.Lambda;
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
        folding("aggregate"),
        folding("reduce"));
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
