package io.brasa.sql.function.nested;

import static io.brasa.columnar.type.AtomicType.BOOLEAN;
import static io.brasa.columnar.type.AtomicType.INTEGER;
import static io.brasa.columnar.type.AtomicType.LONG;
import static io.brasa.columnar.type.AtomicType.NULL;
import static io.brasa.columnar.type.AtomicType.STRING;

import io.brasa.columnar.type.ArrayType;
import io.brasa.columnar.type.DataType;
import io.brasa.columnar.type.MapType;
import io.brasa.columnar.vector.ArrayBuilder;
import io.brasa.columnar.vector.Vector;
import io.brasa.columnar.vector.VectorOrder;
import io.brasa.sql.error.Failures;
import io.brasa.sql.expression.Call;
import io.brasa.sql.expression.Expression;
import io.brasa.sql.expression.Literal;
import io.brasa.sql.function.Coercion;
import io.brasa.sql.function.Function;
import io.brasa.sql.function.Signature;
import io.brasa.sql.kernel.Arguments;
import io.brasa.sql.kernel.ByteSink;
import io.brasa.sql.kernel.Column;
import io.brasa.sql.kernel.Definition;
import io.brasa.sql.kernel.PerRow;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** Functions on arrays, and on maps what is alike. */
final class ArrayFunctions {
  private ArrayFunctions() {}

  static List<Function> all() {
    Function size = size();
    return List.of(
        size,
        Definition.alias("cardinality", size),
        ofArray("array_size", INTEGER, _ -> PerRow.STRICT.ints(INTEGER, a -> a.size(0))),
        withElement("array_contains", BOOLEAN),
        withElement("array_position", LONG),
        mapPart("map_keys", true),
        mapPart("map_values", false),
        extreme("array_min", false),
        extreme("array_max", true),
        rearranged("array_distinct", ArrayFunctions::distinct),
        rearranged("sort_array", ArrayFunctions::sorted),
        rearranged("slice", ArrayFunctions::slice),
        join(),
        SequenceFunction.of());
  }

  /** Makes the kernel of a call. */
  @FunctionalInterface
  private interface Kernels {
    io.brasa.sql.function.Kernel of(Call call);
  }

  /** NULL as a first argument is an array of nothing. */
  private static List<Expression> ofArray(List<Expression> arguments) {
    if (arguments.isEmpty() || arguments.getFirst().type() != NULL) return arguments;
    List<Expression> typed = new ArrayList<>(arguments);
    typed.set(0, new Literal(null, new ArrayType(NULL)));
    return typed;
  }

  private static ArrayType array(String name, List<Expression> arguments) {
    if (arguments.getFirst().type() instanceof ArrayType array) return array;
    throw Signature.mismatch(name, arguments, 0, "an array");
  }

  private static Function ofArray(String name, DataType type, Kernels kernels) {
    return new Function.Scalar(
        name,
        (given, _) -> {
          Signature.count(name, given, 1, 1);
          List<Expression> arguments = ofArray(given);
          array(name, arguments);
          return new Call(name, arguments, type, arguments.getFirst().nullable());
        },
        (call, _) -> kernels.of(call));
  }

  private static Function size() {
    return new Function.Scalar(
        "size",
        (given, _) -> {
          Signature.count("size", given, 1, 1);
          List<Expression> arguments = ofArray(given);
          DataType type = arguments.getFirst().type();
          if (!(type instanceof ArrayType || type instanceof MapType))
            throw Signature.mismatch("size", arguments, 0, "an array or map");
          return new Call("size", arguments, INTEGER, arguments.getFirst().nullable());
        },
        (_, _) -> PerRow.STRICT.ints(INTEGER, a -> a.size(0)));
  }

  /** The place of an element, or whether there is one. */
  private static Function withElement(String name, DataType type) {
    return new Function.Scalar(
        name,
        (arguments, _) -> {
          Signature.count(name, arguments, 2, 2);
          ArrayType array = array(name, arguments);
          DataType common =
              Coercion.widestWithoutText(array.elementType(), arguments.get(1).type())
                  .filter(_ -> arguments.get(1).type() != NULL || name.equals("array_position"))
                  .orElseThrow(() -> Signature.mismatch(name, arguments));
          List<Expression> coerced =
              List.of(
                  Coercion.cast(arguments.get(0), new ArrayType(common, array.containsNull())),
                  Coercion.cast(arguments.get(1), common));
          return new Call(name, coerced, type, true);
        },
        (call, _) ->
            type == BOOLEAN
                ? PerRow.STRICT.truths(type, ArrayFunctions::contains)
                : PerRow.STRICT.longs(type, a -> position(a) + 1));
  }

  private static long position(Arguments a) {
    Vector elements = a.elements(0);
    for (int i = a.start(0); i < a.end(0); i++) {
      if (VectorOrder.equal(elements, i, a.column(1).flat(), a.place(1))) return i - a.start(0);
    }
    return -1;
  }

  /** Null if it is not there but a null is. */
  private static boolean contains(Arguments a) {
    if (position(a) >= 0) return true;
    for (int i = a.start(0); i < a.end(0); i++) {
      if (a.elements(0).isNullAt(i)) a.giveNull();
    }
    return false;
  }

  private static Function mapPart(String name, boolean isKeys) {
    return new Function.Scalar(
        name,
        (arguments, _) -> {
          Signature.count(name, arguments, 1, 1);
          if (arguments.getFirst().type() == NULL) return new Literal(null, new ArrayType(NULL));
          if (!(arguments.getFirst().type() instanceof MapType map))
            throw Signature.mismatch(name, arguments, 0, "a map");
          ArrayType type =
              isKeys
                  ? new ArrayType(map.keyType(), false)
                  : new ArrayType(map.valueType(), map.valueContainsNull());
          return new Call(name, arguments, type, arguments.getFirst().nullable());
        },
        (call, _) ->
            PerRow.STRICT.values(
                call.type(),
                (a, out) -> {
                  ArrayBuilder array = (ArrayBuilder) out;
                  array
                      .elements()
                      .appendRange(isKeys ? a.keys(0) : a.mapValues(0), a.start(0), a.end(0));
                  array.endRow();
                }));
  }

  private static Function extreme(String name, boolean isMax) {
    return new Function.Scalar(
        name,
        (given, _) -> {
          Signature.count(name, given, 1, 1);
          List<Expression> arguments = ofArray(given);
          return new Call(name, arguments, array(name, arguments).elementType(), true);
        },
        (call, _) ->
            PerRow.STRICT.values(
                call.type(),
                (a, out) -> {
                  Vector elements = a.elements(0);
                  int best = -1;
                  for (int i = a.start(0); i < a.end(0); i++) {
                    if (elements.isNullAt(i)) continue;
                    int order = best < 0 ? 1 : VectorOrder.compare(elements, i, elements, best);
                    if (best < 0 || (isMax ? order > 0 : order < 0)) best = i;
                  }
                  if (best < 0) out.appendNull();
                  else out.append(elements, best);
                }));
  }

  /** The places of the elements that a result has, in their order. */
  @FunctionalInterface
  private interface Rearrangement {
    List<Integer> of(Arguments a);
  }

  private static Function rearranged(String name, Rearrangement rearrangement) {
    return new Function.Scalar(
        name,
        (given, _) -> {
          List<Expression> arguments = ofArray(given);
          List<Expression> coerced = new ArrayList<>(arguments);
          switch (name) {
            case "sort_array" -> {
              Signature.count(name, arguments, 1, 2);
              if (arguments.size() > 1)
                coerced.set(1, Signature.coerceOne(name, arguments, 1, BOOLEAN));
            }
            case "slice" -> {
              Signature.count(name, arguments, 3, 3);
              coerced.set(1, Signature.coerceOne(name, arguments, 1, INTEGER));
              coerced.set(2, Signature.coerceOne(name, arguments, 2, INTEGER));
            }
            default -> Signature.count(name, arguments, 1, 1);
          }
          return new Call(name, coerced, array(name, arguments), Signature.anyNullable(coerced));
        },
        (call, _) ->
            PerRow.STRICT.values(
                call.type(),
                (a, out) -> {
                  ArrayBuilder array = (ArrayBuilder) out;
                  for (int place : rearrangement.of(a))
                    array.elements().append(a.elements(0), place);
                  array.endRow();
                }));
  }

  private static List<Integer> places(Arguments a) {
    List<Integer> places = new ArrayList<>();
    for (int i = a.start(0); i < a.end(0); i++) places.add(i);
    return places;
  }

  private static List<Integer> distinct(Arguments a) {
    List<Integer> kept = new ArrayList<>();
    Vector elements = a.elements(0);
    for (int place : places(a)) {
      if (kept.stream().noneMatch(k -> VectorOrder.equal(elements, k, elements, place)))
        kept.add(place);
    }
    return kept;
  }

  private static List<Integer> sorted(Arguments a) {
    Vector elements = a.elements(0);
    Comparator<Integer> order = (x, y) -> VectorOrder.compare(elements, x, elements, y);
    List<Integer> places = places(a);
    places.sort(a.count() < 2 || a.truth(1) ? order : order.reversed());
    return places;
  }

  private static List<Integer> slice(Arguments a) {
    int start = a.intAt(1);
    int length = a.intAt(2);
    if (start == 0 || length < 0)
      throw Failures.invalidArgument(
          "slice",
          "start " + start + " and length " + length,
          "a start from 1, or below zero from the end, and a length");
    List<Integer> places = places(a);
    int first = start > 0 ? start - 1 : places.size() + start;
    if (first < 0 || first >= places.size()) return List.of();
    return places.subList(first, (int) Math.min(places.size(), (long) first + length));
  }

  private static Function join() {
    return Definition.of("array_join", new ArrayType(STRING), STRING, STRING)
        .required(2)
        .text(ArrayFunctions::join);
  }

  private static void join(Arguments a, ByteSink out) {
    Column elements = Column.of(a.elements(0));
    boolean isFirst = true;
    for (int i = a.start(0); i < a.end(0); i++) {
      boolean isNull = elements.isNull(i);
      if (isNull && a.count() < 3) continue;
      if (!isFirst) out.write(a.bytes(1), a.start(1), a.end(1));
      isFirst = false;
      if (isNull) out.write(a.bytes(2), a.start(2), a.end(2));
      else out.write(elements.bytes(), elements.start(i), elements.end(i));
    }
  }
}
